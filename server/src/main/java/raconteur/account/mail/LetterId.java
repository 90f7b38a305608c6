package raconteur.account.mail;

import java.util.UUID;

/** Names one letter. */
public record LetterId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
