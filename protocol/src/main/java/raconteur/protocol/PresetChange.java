package raconteur.protocol;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a preset; what is left out stays.
 *
 * @param model empty for none
 * @param version what the change was made from
 */
public record PresetChange(
        @TextLength(min = 1, max = 80) @Nullable String title,
        @TextLength(min = 1, max = 20_000) @Nullable String prompt,
        @Nullable Boolean autoSend,
        @TextLength(max = 300) @Nullable String model,
        @Valid @Nullable Sampling parameters,
        @Nullable Integer version) {}
