package raconteur.platform;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Makes UUIDv7 ids, which sort by the time they were made. Thread-safe. */
@Singleton
public final class Ids {
    private final TimeOrderedEpochFactory factory;

    public Ids(InstantSource time) {
        this.factory = TimeOrderedEpochFactory.builder()
                .withClock(new SourceClock(time))
                .withIncrementPlus1()
                .build();
    }

    /** An id that was never given before. */
    public UUID next() {
        return factory.create();
    }

    /** The id in this text, or nothing: text that is no id names nothing. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** The id in this text; {@link Code#NOT_FOUND} when it is none. */
    public static UUID require(String text) {
        return parse(text).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    private static final class SourceClock extends Clock {
        private final InstantSource time;

        SourceClock(InstantSource time) {
            this.time = time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return time.instant();
        }
    }
}
