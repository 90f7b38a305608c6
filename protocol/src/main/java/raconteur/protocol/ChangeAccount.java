package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Changes one's account; what is missing stays as it was.
 *
 * @param email blank removes it
 * @param version what the change was made from; a newer one is not overwritten
 */
public record ChangeAccount(
        @Nullable @TextLength(min = 3, max = 32) String username,
        @Nullable @TextLength(max = 254) String email,
        @Nullable Integer version) {}
