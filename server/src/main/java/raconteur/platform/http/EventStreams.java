package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Opens event streams as the settings have them. */
@Singleton
public final class EventStreams {
    private final Duration keepAlive;

    EventStreams(Settings settings) {
        this.keepAlive = settings.duration(Setting.STREAM_KEEP_ALIVE);
    }

    /** Turns this response into an event stream. */
    public EventStream open(RoutingContext routing) {
        return EventStream.open(routing, keepAlive);
    }
}
