package raconteur.simple;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;

/**
 * Who keeps tabs open by showing signs of life.
 *
 * @param credential the login or key that it uses
 * @param socket the socket, where it is one; null for requests over HTTP
 */
public record TabHolder(
        AccountId account, UUID credential, @Nullable UUID socket) {
    /** Requests over HTTP with the caller's credential. */
    public static TabHolder of(Caller caller) {
        return new TabHolder(caller.account(), caller.credential(), null);
    }

    /** What it is known by where tabs are kept. */
    String name() {
        return String.valueOf(socket == null ? credential : socket);
    }

    /** One socket of the caller's. */
    public static TabHolder of(Caller caller, UUID socket) {
        return new TabHolder(caller.account(), caller.credential(), socket);
    }
}
