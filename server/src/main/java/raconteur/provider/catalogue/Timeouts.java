package raconteur.provider.catalogue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Timers;

/** Timers of one provider that differ from this server's; null is no difference. */
public record Timeouts(
        @Nullable Duration connect,
        @Nullable Duration firstByte,
        @Nullable Duration firstContent,
        @Nullable Duration gap,
        @Nullable Duration total) {
    public static final Timeouts NONE = new Timeouts(null, null, null, null, null);

    Timers over(Timers usual) {
        return new Timers(
                connect == null ? usual.connect() : connect,
                firstByte == null ? usual.firstByte() : firstByte,
                firstContent == null ? usual.firstContent() : firstContent,
                gap == null ? usual.gap() : gap,
                total == null ? usual.total() : total);
    }
}
