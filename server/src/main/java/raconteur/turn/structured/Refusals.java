package raconteur.turn.structured;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import raconteur.provider.Model;
import raconteur.provider.ProviderException;

/**
 * Remembers for a while which rungs a provider refused for a model, so that not every question finds out again.
 * Thread-safe.
 */
@Singleton
final class Refusals {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int MOST = 10_000;
    private static final Pattern FORM = Pattern.compile(
            "response.?format|json.?(schema|object|mode)|tool|function|grammar|structured|guided|supported.?param");

    private record Refused(String model, Rung rung) {}

    private final Cache<Refused, Boolean> refused =
            Caffeine.newBuilder().expireAfterWrite(LIFE).maximumSize(MOST).build();

    Refusals() {}

    /** The rungs to try for a model, the surest first; never none. */
    List<Rung> rungs(Model model, Shape shape) {
        return List.of(Rung.values()).stream()
                .filter(rung -> rung.carries(model.abilities()))
                .filter(rung -> rung != Rung.SCHEMA || shape.strict().isPresent() || model.isDemo())
                .filter(rung -> rung == Rung.PROMPT || refused.getIfPresent(new Refused(model.id(), rung)) == null)
                .toList();
    }

    void remember(Model model, List<Rung> rungs) {
        rungs.forEach(rung -> refused.put(new Refused(model.id(), rung), true));
    }

    /** Whether a provider's no may be meant for the form of the answer rather than for the question. */
    static boolean isRefusal(ProviderException failed) {
        var words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        return switch (failed.fault()) {
            case ERROR ->
                failed instanceof ProviderException.Permanent
                        || FORM.matcher(words).find();
            case CONFIG -> FORM.matcher(words).find();
            case UNAVAILABLE,
                    TLS,
                    TIMEOUT,
                    RESET,
                    STALLED,
                    RATE_LIMITED,
                    OVERLOADED,
                    QUOTA,
                    CONTEXT_TOO_LONG,
                    BAD_RESPONSE,
                    PROTOCOL,
                    CONTENT_POLICY -> false;
        };
    }
}
