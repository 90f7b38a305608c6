package raconteur.story.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.platform.http.Patience;
import raconteur.platform.http.Trace;
import raconteur.platform.http.Waits;
import raconteur.protocol.NewStory;
import raconteur.protocol.Page;
import raconteur.protocol.StoryChange;
import raconteur.protocol.StoryEntry;
import raconteur.protocol.StoryFork;
import raconteur.protocol.StoryReplay;
import raconteur.protocol.StoryReplayed;
import raconteur.protocol.StoryState;
import raconteur.protocol.TextLength;
import raconteur.story.Branches;
import raconteur.story.Replays;
import raconteur.story.StoryId;
import raconteur.story.StoryViews;
import raconteur.turn.TurnStreams;

/** Stories: their state, their journal, their branches. */
@Path("/api/stories")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class StoryResource {
    private final StoryViews views;
    private final Branches branches;
    private final Replays replays;
    private final Invoking invoking;
    private final Patience patience;
    private final Callers callers;

    StoryResource(
            StoryViews views,
            Branches branches,
            Replays replays,
            Invoking invoking,
            Patience patience,
            Callers callers) {
        this.views = views;
        this.branches = branches;
        this.replays = replays;
        this.invoking = invoking;
        this.patience = patience;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "Stories, the ones played last first",
            description = "session_id names the runs of one session.")
    public Page<StoryState> list(
            @QueryParam("session_id") @Nullable @TextLength(max = 200) String session,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return views.list(owner(), session, cursor, limit);
    }

    @POST
    @Operation(
            summary = "Begin a story",
            description = "As INIT of POST /invoke does; go on with DECISION and its session_id there.")
    public RestResponse<StoryState> begin(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid NewStory wanted,
            @Context RoutingContext routing) {
        var id = invoking.begin(callers.current(), wanted, key, routing);
        return RestResponse.status(RestResponse.Status.CREATED, views.get(owner(), id));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A story as it is now, and what may be posted")
    public StoryState get(@PathParam("id") String id) {
        return views.get(owner(), story(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Give it another title", description = "409 when it moved on since the version or If-Match.")
    public StoryState change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid StoryChange change) {
        return views.rename(owner(), story(id), change.title(), IfMatch.version(ifMatch, change.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it with its journal, for good")
    public void delete(@PathParam("id") String id) {
        views.delete(owner(), story(id));
    }

    @GET
    @Path("/{id}/journal")
    @Operation(
            summary = "What happened, oldest first",
            description = "Entries after the number in ?after=; with wait_ms it waits for one where there is none yet.")
    public Page<StoryEntry> journal(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit,
            @QueryParam("wait_ms") @Nullable String wait,
            @Context RoutingContext routing) {
        patience.keep(routing);
        try {
            return views.journal(owner(), story(id), TurnStreams.after(null, after), limit, Waits.of(wait));
        } catch (InterruptedException _) {
            throw stopping();
        }
    }

    @POST
    @Path("/{id}/pause")
    @Operation(summary = "Let its time stand still", description = "Nothing can be played until it is resumed.")
    public StoryState pause(@PathParam("id") String id) {
        return views.pause(owner(), story(id));
    }

    @POST
    @Path("/{id}/resume")
    @Operation(summary = "Let its time go on")
    public StoryState resume(@PathParam("id") String id) {
        return views.resume(owner(), story(id));
    }

    @POST
    @Path("/{id}/fork")
    @Operation(
            summary = "A new story that goes on after an event of this one",
            description = "With the time, the fate, the hit points and the memory of that point.")
    public RestResponse<StoryState> fork(@PathParam("id") String id, @NotNull @Valid StoryFork fork) {
        return RestResponse.status(
                RestResponse.Status.CREATED, branches.fork(owner(), story(id), fork.after(), fork.sessionId()));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(
            summary = "Play it again with the choices that were made, and tell what differs",
            description = "Without a model from what was recorded, at no cost; with one as a story of its own.")
    public StoryReplayed replay(
            @PathParam("id") String id, @NotNull @Valid StoryReplay replay, @Context RoutingContext routing) {
        var model = replay.model();
        if (model == null) {
            return replays.again(callers.current(), story(id));
        }
        patience.keep(routing);
        try {
            return replays.by(model, callers.current(), story(id), Trace.of(routing));
        } catch (InterruptedException _) {
            throw stopping();
        }
    }

    private static Refusal stopping() {
        Thread.currentThread().interrupt();
        return new Refusal(Code.STOPPING);
    }

    private AccountId owner() {
        return callers.current().account();
    }

    private static StoryId story(String id) {
        return new StoryId(Ids.require(id));
    }
}
