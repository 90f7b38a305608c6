package raconteur.conversation.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.platform.Caller;
import raconteur.platform.http.EventStreams;
import raconteur.platform.http.Trace;
import raconteur.protocol.Message;
import raconteur.protocol.TurnTaken;
import raconteur.turn.GenerationId;
import raconteur.turn.Question;
import raconteur.turn.TurnStreams;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;

/** Answers a request that took a turn: with what to follow, or with the events themselves. */
@Singleton
final class TurnTaking {
    private final TurnStreams streams;
    private final TurnViews views;
    private final EventStreams responses;

    TurnTaking(TurnStreams streams, TurnViews views, EventStreams responses) {
        this.streams = streams;
        this.views = views;
        this.responses = responses;
    }

    Uni<RestResponse<TurnTaken>> answer(Caller caller, Turns.Taken taken, RoutingContext routing) {
        var accept = routing.request().getHeader("Accept");
        routing.response().putHeader("Raconteur-Turn", taken.turn().toString());
        // the whole overhead is known at the end only, when no header can be sent any more
        var admitted = Trace.elapsed(routing).toNanos() / 1e6;
        routing.response().putHeader("Server-Timing", String.format(Locale.ROOT, "admit;dur=%.3f", admitted));
        if (accept != null && accept.contains("text/event-stream")) {
            return streams.follow(caller, taken.turn(), 0)
                    .map(tell -> responses.<TurnTaken>answer(routing, tell))
                    .orElseGet(() -> Uni.createFrom().item(RestResponse.noContent()));
        }
        return Uni.createFrom()
                .item(RestResponse.ResponseBuilder.<TurnTaken>create(202)
                        .entity(body(caller, taken))
                        .build());
    }

    private TurnTaken body(Caller caller, Turns.Taken taken) {
        var messages = taken.messages().isEmpty()
                ? views.get(caller, taken.turn()).messages().stream()
                        .map(Message.class::cast)
                        .map(message -> new TurnTaken.Begun(message.id(), message.parentId(), message.role()))
                        .toList()
                : taken.messages().stream().map(TurnTaking::begun).toList();
        return new TurnTaken(
                taken.turn().value(),
                taken.generations().stream().map(GenerationId::value).toList(),
                "/api/turns/" + taken.turn() + "/events",
                messages);
    }

    private static TurnTaken.Begun begun(Question.Begun message) {
        var parent = message.parentId();
        return new TurnTaken.Begun(message.id().value(), parent == null ? null : parent.value(), message.role());
    }
}
