package raconteur.protocol;

import jakarta.validation.constraints.NotNull;

/**
 * Sets another password by a link.
 *
 * @param key what the link carries
 * @param password 8 to 256 characters
 */
public record NewPassword(
        @NotNull @TextLength(max = 128) String key,
        @NotNull @TextLength(min = 8, max = 256) String password) {
    /** Without both, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return "NewPassword";
    }
}
