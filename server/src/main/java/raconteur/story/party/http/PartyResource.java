package raconteur.story.party.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Patience;
import raconteur.platform.http.Waits;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryJoin;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.protocol.StoryTale;
import raconteur.story.StoryId;
import raconteur.story.party.Choosing;
import raconteur.story.party.Parties;
import raconteur.story.party.Seats;
import raconteur.turn.TurnStreams;

/** Stories that several play. */
@Path("/api/stories")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class PartyResource {
    private final Parties parties;
    private final Seats seats;
    private final Choosing choosing;
    private final Patience patience;
    private final Callers callers;

    PartyResource(Parties parties, Seats seats, Choosing choosing, Patience patience, Callers callers) {
        this.parties = parties;
        this.seats = seats;
        this.choosing = choosing;
        this.patience = patience;
        this.callers = callers;
    }

    @POST
    @Path("/{id}/party")
    @Operation(
            summary = "Open a story to other players, or change how it is played",
            description = "Its owner hosts it and pays. A round that is open keeps its rules. 409 when it is over.")
    public StoryParty open(@PathParam("id") String id, @NotNull @Valid StoryPartyRules rules) {
        return parties.open(callers.current(), story(id), rules);
    }

    @DELETE
    @Path("/{id}/party")
    @Operation(summary = "Close it to other players", description = "The story goes on alone.")
    public void close(@PathParam("id") String id) {
        parties.close(callers.current(), story(id));
    }

    @GET
    @Path("/{id}/party")
    @Operation(
            summary = "The party as it is now",
            description = "With wait_ms it waits until its revision is above the one in ?after=. Looking counts as"
                    + " being here. 404 when no party is open.")
    public StoryParty look(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("wait_ms") @Nullable String wait,
            @Context RoutingContext routing) {
        patience.keep(routing);
        try {
            return parties.look(callers.current(), story(id), TurnStreams.after(null, after), Waits.of(wait));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING);
        }
    }

    @POST
    @Path("/{id}/players")
    @Operation(
            summary = "Join a story by its code",
            description = "200 for who is in already: another name replaces the old one. 404 for a wrong code, 429"
                    + " after too many of them, 409 when it is full.")
    public RestResponse<StoryParty> join(@PathParam("id") String id, @NotNull @Valid StoryJoin wish) {
        return joined(seats.join(callers.current(), story(id), wish));
    }

    @POST
    @Path("/players")
    @Operation(summary = "The same by the code alone")
    public RestResponse<StoryParty> joinByCode(@NotNull @Valid StoryJoin wish) {
        return joined(seats.join(callers.current(), null, wish));
    }

    @DELETE
    @Path("/{id}/players/{player_id}")
    @Operation(
            summary = "Leave a story, or have somebody leave it",
            description = "Players may leave; the host may have anybody leave but himself.")
    public void leave(@PathParam("id") String id, @PathParam("player_id") String player) {
        seats.leave(callers.current(), story(id), Ids.require(player));
    }

    @POST
    @Path("/{id}/choices")
    @Operation(
            summary = "Choose what happens next",
            description = "Replaces what the same player chose in this round. 409 with event_number, the last one told,"
                    + " when it is too late or too early for the event that it names.")
    public StoryParty choose(@PathParam("id") String id, @NotNull @Valid StoryChoice choice) {
        return choosing.choose(callers.current(), story(id), choice);
    }

    @GET
    @Path("/{id}/tale")
    @Operation(summary = "What was told, after the event in ?after=", description = "Without anything behind it.")
    public StoryTale tale(@PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        return parties.tale(callers.current().account(), story(id), TurnStreams.after(null, after));
    }

    private static RestResponse<StoryParty> joined(Seats.Joined joined) {
        return RestResponse.status(
                joined.isNew() ? RestResponse.Status.CREATED : RestResponse.Status.OK, joined.party());
    }

    private static StoryId story(String id) {
        return new StoryId(Ids.require(id));
    }
}
