package raconteur.account;

import java.util.UUID;

/** Names one login of one device. */
public record LoginId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
