package raconteur.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Language;

/**
 * Someone this server knows.
 *
 * @param suspended whether an operator has shut it out
 * @param language the language it chose, if it chose one
 * @param version counts its changes
 */
public record Account(
        AccountId id,
        Username username,
        @Nullable String email,
        Role role,
        boolean suspended,
        @Nullable Language language,
        long version,
        Instant createdAt) {}
