package raconteur.story.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.EventStreams;
import raconteur.platform.http.Patience;
import raconteur.platform.http.Trace;
import raconteur.protocol.Invoke;
import raconteur.protocol.Invoked;
import raconteur.protocol.NewStory;
import raconteur.story.Answer;
import raconteur.story.Audience;
import raconteur.story.Invocation;
import raconteur.story.Invocations;
import raconteur.story.Reception;
import raconteur.story.StoryId;

/** Answers an event: with the whole answer, or with its scene as it is told and the answer after. */
@Singleton
final class Invoking {
    private final Invocations invocations;
    private final Reception reception;
    private final EventStreams responses;
    private final Patience patience;
    private final Broadcasts broadcasts;

    Invoking(
            Invocations invocations,
            Reception reception,
            EventStreams responses,
            Patience patience,
            Broadcasts broadcasts) {
        this.invocations = invocations;
        this.reception = reception;
        this.responses = responses;
        this.patience = patience;
        this.broadcasts = broadcasts;
    }

    Uni<RestResponse<Invoked>> invoke(Caller caller, Invoke request, @Nullable String key, RoutingContext routing) {
        patience.keep(routing);
        var call = read(caller, request, key, routing);
        try {
            var accept = routing.request().getHeader("Accept");
            if (accept != null && accept.contains("text/event-stream")) {
                var broadcast = broadcasts.begin(call);
                broadcast.awaitFirst();
                return responses.answer(routing, broadcast::tell);
            }
            var answer = invocations.invoke(call, Audience.NOBODY);
            name(routing, answer);
            return Uni.createFrom().item(RestResponse.ok(envelope(answer)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING);
        }
    }

    /** Begins a story; the id by which it can be looked at. */
    StoryId begin(Caller caller, NewStory wanted, @Nullable String key, RoutingContext routing) {
        patience.keep(routing);
        try {
            return invocations
                    .invoke(read(caller, wanted.event(), key, routing), Audience.NOBODY)
                    .story();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING);
        }
    }

    private Invocation read(Caller caller, Invoke request, @Nullable String key, RoutingContext routing) {
        var envelope = new Reception.Envelope(
                key, routing.request().getHeader("Accept-Language"), Trace.of(routing), Trace.elapsed(routing));
        return reception.read(caller, request, envelope);
    }

    /** By which it can be looked at. */
    private static void name(RoutingContext routing, Answer answer) {
        routing.response().putHeader("Raconteur-Story", answer.story().toString());
        if (answer.turn() != null) {
            routing.response().putHeader("Raconteur-Turn", answer.turn());
        }
    }

    static Invoked envelope(Answer answer) {
        return Invoked.of(answer.type().wire(), answer.sessionId(), answer.number(), answer.payload());
    }
}
