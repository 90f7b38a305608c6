package raconteur.account;

import java.util.Locale;

/** What an account is on this server. */
public enum Role {
    MEMBER,

    /** Runs the server. */
    OPERATOR,

    /** This machine itself: cannot sign in, acts through the key in local.key, on the server's own book. */
    LOCAL;

    static Role parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
