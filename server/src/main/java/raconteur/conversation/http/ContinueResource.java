package raconteur.conversation.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Continuing;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Trace;
import raconteur.protocol.TurnTaken;
import raconteur.turn.Repeats;
import raconteur.turn.TurnId;

/** Goes on with an answer that broke off. */
@Path("/api/turns/{id}/continue")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class ContinueResource {
    private final Continuing continuing;
    private final TurnTaking taking;
    private final Repeats repeats;
    private final Callers callers;

    ContinueResource(Continuing continuing, TurnTaking taking, Repeats repeats, Callers callers) {
        this.continuing = continuing;
        this.taking = taking;
        this.repeats = repeats;
        this.callers = callers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            summary = "A new turn whose message starts with the kept text; only what is new is billed",
            description = "409 when the answer is whole or still being written.")
    @Blocking
    public Uni<RestResponse<TurnTaken>> go(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context RoutingContext routing) {
        var caller = callers.current();
        var once = repeats.once(key, null, "continue", id);
        var taken = continuing.take(caller, new TurnId(Ids.require(id)), once, Trace.of(routing));
        return taking.answer(caller, taken, routing);
    }
}
