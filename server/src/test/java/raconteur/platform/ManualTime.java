package raconteur.platform;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when it is told to. */
public final class ManualTime implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    public void pass(Duration span) {
        now = now.plus(span);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
