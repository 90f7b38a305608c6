package raconteur.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Whether this server still waits for its first operator, and how one gets in otherwise.
 *
 * @param codeRequired whether this caller needs the code that the server printed
 * @param registration {@code open}, {@code invite} or {@code closed}
 * @param emailVerification {@code none}, {@code optional} or {@code mandatory}
 * @param mail whether this server sends mail; otherwise its operator hands out links
 * @param terms what new members accept: an address or the text itself, if the operator has set any
 */
public record SetupState(
        boolean needed,
        boolean codeRequired,
        String registration,
        String emailVerification,
        boolean mail,
        @Nullable String terms) {}
