package raconteur.turn;

import java.time.Duration;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.provider.Fault;
import raconteur.provider.Health;

/** Which code of the catalogue a provider's fault is, and what is said of it. */
final class Faults {
    private Faults() {}

    static Code code(Fault fault) {
        return switch (fault) {
            case UNAVAILABLE -> Code.UPSTREAM_UNAVAILABLE;
            case TLS -> Code.UPSTREAM_TLS;
            case TIMEOUT -> Code.UPSTREAM_TIMEOUT;
            case RESET -> Code.UPSTREAM_RESET;
            case STALLED -> Code.UPSTREAM_STALLED;
            case RATE_LIMITED -> Code.UPSTREAM_RATE_LIMITED;
            case CONFIG -> Code.UPSTREAM_CONFIG;
            case QUOTA -> Code.UPSTREAM_QUOTA;
            case OVERLOADED, ERROR -> Code.UPSTREAM_ERROR;
            case CONTEXT_TOO_LONG -> Code.CONTEXT_TOO_LONG;
            case BAD_RESPONSE -> Code.BAD_UPSTREAM_RESPONSE;
            case PROTOCOL -> Code.UPSTREAM_PROTOCOL;
            case CONTENT_POLICY -> Code.CONTENT_FILTERED;
        };
    }

    /** What a question is told while everybody who could answer is left alone. */
    static Refusal refusal(Health.Closed closed) {
        var seconds = Math.max(1, (closed.again().toMillis() + 999) / 1000);
        var code = code(closed.fault());
        return new Refusal(
                        code,
                        new Text(
                                code.sentence().en() + " Nobody can be asked for " + seconds + " s.",
                                code.sentence().zh() + seconds + " 秒后可重试。"))
                .retryAfter(Duration.ofSeconds(seconds));
    }

    /** Whether asking again may go better. */
    static boolean isRetryable(Code code) {
        return switch (code) {
            case UPSTREAM_UNAVAILABLE,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_RESET,
                    UPSTREAM_STALLED,
                    UPSTREAM_RATE_LIMITED,
                    UPSTREAM_ERROR,
                    UPSTREAM_PROTOCOL,
                    MALFORMED_ANSWER,
                    BAD_UPSTREAM_RESPONSE,
                    INTERRUPTED,
                    OVERLOADED,
                    STORAGE_UNAVAILABLE,
                    INTERNAL -> true;
            default -> false;
        };
    }
}
