package raconteur.account;

import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * Tells whoever waits for the end of a login: at once of one that ended on this node, within a second of one that ended
 * on another. Thread-safe.
 */
@Singleton
public final class LoginEnds {
    /** One who waits; closing it is the end of waiting. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the end of a login; one that has ended already is told at once.
     *
     * @param ended told the reason, once, on a thread that it may block for a short while: {@code signed in elsewhere},
     *     {@code signed out}, {@code password changed}, {@code ended by its owner}, {@code refresh token used twice},
     *     {@code expired}, {@code account gone}
     */
    public Watching watch(LoginId login, Consumer<String> ended) {
        throw new UnsupportedOperationException("not yet");
    }
}
