package raconteur.task.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import raconteur.platform.http.Seen;
import raconteur.protocol.Page;
import raconteur.protocol.TaskStatus;
import raconteur.task.TaskId;
import raconteur.task.TaskViews;
import raconteur.task.Workshop;

/** Work that outlives a request. */
@Path("/api/tasks")
@Singleton
@RolesAllowed({Caller.CHAT, Caller.STORY, Caller.GAME})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class TaskResource {
    private final TaskViews views;
    private final TaskEvents events;
    private final Workshop workshop;
    private final EventStreams responses;
    private final Callers callers;

    TaskResource(TaskViews views, TaskEvents events, Workshop workshop, EventStreams responses, Callers callers) {
        this.views = views;
        this.events = events;
        this.workshop = workshop;
        this.responses = responses;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "Your tasks, the newest first", description = "Those that ended long ago are forgotten.")
    public Page<TaskStatus> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return views.list(callers.current(), cursor, limit);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A task as it is now")
    public TaskStatus get(@PathParam("id") String id) {
        return views.get(callers.current(), task(id));
    }

    @GET
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "How it goes on, numbered from 1",
            description =
                    "Each event is the task as it was then; `progress`, and `done` as the last one. From the start,"
                            + " or after Last-Event-ID or ?after=. 204 when everything was told before.")
    @Blocking
    public Uni<RestResponse<Void>> events(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable String after,
            @Context RoutingContext routing) {
        var caller = callers.current();
        var task = task(id);
        var seen = Seen.after(lastEventId, after);
        return views.hasMore(caller, task, seen)
                ? responses.answer(routing, stream -> events.tell(caller, task, seen, stream))
                : Uni.createFrom().item(RestResponse.noContent());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "Cancel it",
            description = "What was half made is gone then. One that has ended stays as it is.")
    public void cancel(@PathParam("id") String id) {
        workshop.cancel(callers.current(), task(id));
    }

    private static TaskId task(String id) {
        return new TaskId(Ids.require(id));
    }
}
