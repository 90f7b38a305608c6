package raconteur.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Language;

/**
 * Someone this server knows.
 *
 * @param email where it wants to be written to
 * @param emailVerified whether it has shown to read what is sent there
 * @param pendingEmail an address that takes its place once it is verified
 * @param avatar names its picture, if it has one
 * @param suspended whether an operator has shut it out
 * @param language the language it chose, if it chose one
 * @param version counts its changes
 */
public record Account(
        AccountId id,
        Username username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String pendingEmail,
        @Nullable String avatar,
        Role role,
        boolean suspended,
        @Nullable Language language,
        long version,
        Instant createdAt) {
    /** As its owner sees it on the wire. */
    public raconteur.protocol.Account shown() {
        return new raconteur.protocol.Account(
                id.value(),
                username.shown(),
                email,
                emailVerified,
                pendingEmail,
                avatar == null ? null : "/api/me/avatar?v=" + avatar,
                role.toString(),
                version,
                createdAt);
    }
}
