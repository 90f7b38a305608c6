package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Changes one's account; what is missing stays as it was.
 *
 * @param email blank removes it; where addresses are verified, a new one counts once the link sent to it is opened
 * @param password needed to change the address, since whoever reads its mail can set another password
 * @param version what the change was made from; a newer one is not overwritten
 */
public record ChangeAccount(
        @Nullable @TextLength(min = 3, max = 32) String username,
        @Nullable @TextLength(max = 254) String email,
        @Nullable @TextLength(max = 256) String password,
        @Nullable Integer version) {}
