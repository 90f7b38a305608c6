package raconteur.conversation.role.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.role.Calls;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.EventStreams;
import raconteur.platform.http.Patience;
import raconteur.platform.http.Trace;
import raconteur.protocol.RoleMessages;
import raconteur.protocol.RoleQuestion;
import raconteur.protocol.RoleReply;
import raconteur.turn.TurnStreams;

/** Talk with a character that is called by its id or its name. */
@Path("/api/chat/{role}")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class RoleResource {
    private static final int MOST = 200;

    private final Calls calls;
    private final TurnStreams streams;
    private final EventStreams responses;
    private final Patience patience;
    private final Callers callers;

    RoleResource(Calls calls, TurnStreams streams, EventStreams responses, Patience patience, Callers callers) {
        this.calls = calls;
        this.streams = streams;
        this.responses = responses;
        this.patience = patience;
        this.callers = callers;
    }

    @GET
    @Path("/messages")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "What was said with a character, oldest first, ending with the newest",
            description = "The character is an own one's id, else an own one's exact name (the newest of several, with"
                    + " Link to the others), else another's id that is shown. The standing conversation, unless"
                    + " conversation_id names another.")
    public RoleMessages said(
            @PathParam("role") String role,
            @QueryParam("conversation_id") @Nullable String conversation,
            @QueryParam("after_id") @Nullable String after,
            @QueryParam("limit") @DefaultValue("200") @Min(1) @Max(MOST) int limit,
            @Context RoutingContext routing) {
        var caller = callers.current();
        var called = called(caller, role, "messages", routing);
        var afterId = after == null ? null : Ids.parse(after).orElse(null);
        return calls.said(caller, called.role(), optional(conversation), afterId, limit);
    }

    @POST
    @Path("/messages")
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            summary = "Say something to a character",
            description = "Answers when the answer is whole, or with its events when text/event-stream is accepted. 409"
                    + " TURN_RUNNING with turn_id after 300 seconds; the turn goes on. A model's error is an error.")
    @Blocking
    public Uni<RestResponse<RoleReply>> say(
            @PathParam("role") String role,
            @QueryParam("conversation_id") @Nullable String conversation,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid RoleQuestion question,
            @Context RoutingContext routing) {
        var caller = callers.current();
        patience.keep(routing);
        var called = called(caller, role, "messages", routing);
        var asked = calls.say(caller, called.role(), optional(conversation), question, key, Trace.of(routing));
        var accept = routing.request().getHeader("Accept");
        return accept != null && accept.contains("text/event-stream")
                ? events(caller, asked, routing)
                : answer(caller, asked, routing);
    }

    @POST
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(summary = "Say something to a character and hear the answer as the events of its turn")
    @Blocking
    public Uni<RestResponse<RoleReply>> stream(
            @PathParam("role") String role,
            @QueryParam("conversation_id") @Nullable String conversation,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid RoleQuestion question,
            @Context RoutingContext routing) {
        var caller = callers.current();
        var called = called(caller, role, "stream", routing);
        var asked = calls.say(caller, called.role(), optional(conversation), question, key, Trace.of(routing));
        return events(caller, asked, routing);
    }

    private Calls.Called called(Caller caller, String role, String what, RoutingContext routing) {
        var called = calls.find(caller, role);
        for (var other : called.others()) {
            var link = "</api/chat/" + other + "/" + what + ">; rel=\"alternate\"";
            routing.response().headers().add("Link", link);
        }
        return called;
    }

    private Uni<RestResponse<RoleReply>> answer(Caller caller, Calls.Asked asked, RoutingContext routing) {
        name(asked, routing);
        return Uni.createFrom().item(RestResponse.ok(calls.answer(caller, asked)));
    }

    private Uni<RestResponse<RoleReply>> events(Caller caller, Calls.Asked asked, RoutingContext routing) {
        name(asked, routing);
        return streams.follow(caller, asked.taken().turn(), 0)
                .map(tell -> responses.<RoleReply>answer(routing, tell))
                .orElseGet(() -> Uni.createFrom().item(RestResponse.noContent()));
    }

    private static void name(Calls.Asked asked, RoutingContext routing) {
        routing.response().putHeader("Raconteur-Turn", asked.taken().turn().toString());
        routing.response()
                .putHeader("Raconteur-Conversation", asked.conversation().toString());
    }

    private static @Nullable UUID optional(@Nullable String id) {
        return id == null ? null : Ids.require(id);
    }
}
