package raconteur.platform.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/** How long a request may wait for news, by its {@code wait_ms}. */
public final class Waits {
    private static final long LONGEST = 30_000;

    private Waits() {}

    /** Nothing where it is left out; {@link Refusal} naming the field for what is no wait of up to 30 s. */
    public static Duration of(@Nullable String millis) {
        if (millis == null || millis.isBlank()) {
            return Duration.ZERO;
        }
        try {
            var wait = Long.parseLong(millis);
            if (wait >= 0 && wait <= LONGEST) {
                return Duration.ofMillis(wait);
            }
        } catch (NumberFormatException _) {
            throw refused();
        }
        throw refused();
    }

    private static Refusal refused() {
        return Refusal.invalid("wait_ms", "must be 0 to 30000", "须为 0 到 30000");
    }
}
