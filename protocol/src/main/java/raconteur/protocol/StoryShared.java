package raconteur.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is a link to read a story by.
 *
 * @param createdAt when it was made; null without one
 */
public record StoryShared(boolean shared, @Nullable Instant createdAt) {}
