package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/** A provider's key. It is never told again. */
public record NewKey(
        @NotNull @TextLength(min = 1, max = 4000) String key) {
    /** Without the key, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "NewKey";
    }
}
