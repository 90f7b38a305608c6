package raconteur.simple.http;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.http.EventStreams;
import raconteur.platform.http.Patience;
import raconteur.platform.http.Trace;
import raconteur.protocol.Chat;
import raconteur.protocol.ChatAnswer;
import raconteur.simple.SimpleChat;
import raconteur.simple.TabHolder;
import raconteur.turn.TurnStreams;

/** Answers a question: with the whole answer, or with the events of its turn. */
@Singleton
final class Answering {
    private final SimpleChat chat;
    private final TurnStreams streams;
    private final EventStreams responses;
    private final Patience patience;

    Answering(SimpleChat chat, TurnStreams streams, EventStreams responses, Patience patience) {
        this.chat = chat;
        this.streams = streams;
        this.responses = responses;
        this.patience = patience;
    }

    Uni<RestResponse<ChatAnswer>> ask(Caller caller, Chat question, @Nullable String key, RoutingContext routing) {
        patience.keep(routing);
        var asked = chat.ask(caller, TabHolder.of(caller), question, key, Trace.of(routing), _ -> {});
        var turn = asked.taken().turn();
        routing.response().putHeader("Raconteur-Turn", turn.toString());
        var accept = routing.request().getHeader("Accept");
        if (accept != null && accept.contains("text/event-stream")) {
            return streams.follow(caller, turn, 0)
                    .map(tell -> responses.<ChatAnswer>answer(routing, tell))
                    .orElseGet(() -> Uni.createFrom().item(RestResponse.noContent()));
        }
        return Uni.createFrom().item(RestResponse.ok(chat.answer(caller, asked)));
    }
}
