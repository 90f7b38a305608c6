package raconteur.protocol;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A preset to make.
 *
 * @param autoSend true when left out
 * @param shared whether it is to be everybody's, which operators may say; false when left out
 */
public record NewPreset(
        @NotNull @TextLength(min = 1, max = 80) String title,
        @NotNull @TextLength(min = 1, max = 20_000) String prompt,
        @Nullable Boolean autoSend,
        @Nullable Boolean shared,
        @TextLength(max = 300) @Nullable String model,
        @Valid @Nullable Sampling parameters) {}
