package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of an alias.
 *
 * @param models ids such as {@code provider/name}, the one to try first at the front; none leaves it to the server
 */
public record AliasChange(
        @NotNull @Size(max = 20) List<@NotNull @TextLength(min = 1, max = 300) String> models,
        @Nullable Integer version) {}
