package raconteur.platform.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Answers requests with event streams, as the settings have them. */
@Singleton
public final class EventStreams {
    private final Duration keepAlive;

    EventStreams(Settings settings) {
        this.keepAlive = settings.duration(Setting.STREAM_KEEP_ALIVE);
    }

    /**
     * What a resource method returns: a stream that {@code tell} writes to. The framework ends the response, and tells
     * when the reader has gone: it puts its own handlers on the response after the stream was opened, so a stream that
     * ended it by itself could come too early for them.
     */
    public <T> Uni<RestResponse<T>> answer(RoutingContext routing, Consumer<EventStream> tell) {
        return Uni.createFrom().emitter(answer -> {
            var stream = EventStream.open(routing, keepAlive);
            answer.onTermination(stream::end);
            stream.whenOver(() -> answer.complete(RestResponse.ok()));
            tell.accept(stream);
        });
    }
}
