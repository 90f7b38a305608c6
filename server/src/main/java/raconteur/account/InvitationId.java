package raconteur.account;

import java.util.UUID;

/** Names one invitation; what it is used with is known to those who were given it alone. */
public record InvitationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
