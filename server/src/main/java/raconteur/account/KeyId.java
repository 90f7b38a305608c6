package raconteur.account;

import java.util.UUID;

/** Names one API key; the key itself is known to its holder alone. */
public record KeyId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
