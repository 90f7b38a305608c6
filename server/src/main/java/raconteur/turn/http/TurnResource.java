package raconteur.turn.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.platform.http.EventStreams;
import raconteur.turn.Inspection;
import raconteur.turn.TurnId;
import raconteur.turn.TurnStreams;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;

/** A turn: its state, its events, its stop, its inspection. */
@Path("/api/turns/{id}")
@Singleton
@RolesAllowed({Caller.CHAT, Caller.STORY, Caller.GAME})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class TurnResource {
    private final Turns turns;
    private final TurnViews views;
    private final TurnStreams streams;
    private final EventStreams responses;
    private final Inspection inspection;
    private final Callers callers;

    TurnResource(
            Turns turns,
            TurnViews views,
            TurnStreams streams,
            EventStreams responses,
            Inspection inspection,
            Callers callers) {
        this.turns = turns;
        this.views = views;
        this.streams = streams;
        this.responses = responses;
        this.inspection = inspection;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The turn as it is now")
    public TurnViews.View get(@PathParam("id") String id) {
        return views.get(callers.current(), turn(id));
    }

    @GET
    @Path("/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "Its events, numbered from 1",
            description = "From the start, or after Last-Event-ID or ?after=. 204 when everything was told before.")
    @Blocking
    public Uni<RestResponse<Void>> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after,
            @Context RoutingContext routing) {
        var number = TurnStreams.after(lastEventId, after);
        return streams.follow(callers.current(), turn(id), number)
                .map(tell -> responses.<Void>answer(routing, tell))
                .orElseGet(() -> Uni.createFrom().item(RestResponse.noContent()));
    }

    @DELETE
    @Operation(summary = "Stop it; what was said is kept")
    public TurnViews.View stop(@PathParam("id") String id) {
        turns.stop(callers.current(), turn(id));
        return views.get(callers.current(), turn(id));
    }

    @GET
    @Path("/inspect")
    @Operation(summary = "What was sent to the provider, and where each part of it came from")
    public Inspection.Inspected inspect(@PathParam("id") String id) {
        return inspection.of(callers.current(), turn(id));
    }

    private static TurnId turn(String id) {
        return new TurnId(Ids.require(id));
    }
}
