package raconteur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in, as operators see it.
 *
 * @param registration {@code open}, {@code invite} or {@code closed}
 * @param emailVerification {@code none}, {@code optional} or {@code mandatory}
 * @param terms what new members accept, an address or the text itself
 * @param fixed the fields that the environment sets, which cannot be changed here
 * @param mail whether this server sends mail
 * @param version counts the changes; send it back with one
 */
public record RegistrationRules(
        String registration,
        String emailVerification,
        @Nullable String terms,
        List<String> fixed,
        boolean mail,
        int version) {}
