package raconteur.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A completion that could not be had or did not arrive whole. The message is fit for a person and never contains a key.
 */
public abstract sealed class ProviderException extends RuntimeException {
    private final Fault fault;

    private ProviderException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** It may well go better the next time. */
    public static final class Transient extends ProviderException {
        private final @Nullable Duration retryAfter;

        public Transient(Fault fault, String message) {
            this(fault, message, null, null);
        }

        public Transient(Fault fault, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
            super(fault, message, cause);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asks to wait, when it says so. */
        public @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The same request will fail again. */
    public static final class Permanent extends ProviderException {
        public Permanent(Fault fault, String message) {
            this(fault, message, null);
        }

        public Permanent(Fault fault, String message, @Nullable Throwable cause) {
            super(fault, message, cause);
        }
    }
}
