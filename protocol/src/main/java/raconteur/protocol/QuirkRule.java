package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * In what some models of a provider differ from its dialect.
 *
 * @param models a regular expression found in the names of these models; empty for all
 * @param quirks such as {@code no_stream_options}
 */
public record QuirkRule(
        @NotNull @TextLength(max = 200) String models,
        @NotNull @Size(max = 20) List<@NotNull @TextLength(max = 60) String> quirks) {}
