package raconteur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list; {@code next_cursor} asks for the next, null when this is the last. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {}
