package raconteur.character.memory.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.memory.Notebook;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.Memories;
import raconteur.protocol.MemoryChange;
import raconteur.protocol.MemoryTask;
import raconteur.turn.MessageId;

/** What a character remembers of the talk with you. */
@Path("/api/characters/{id}/memories")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class MemoryResource {
    private final Notebook notebook;
    private final Callers callers;

    MemoryResource(Notebook notebook, Callers callers) {
        this.notebook = notebook;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "What a character remembers, at one place of a conversation",
            description = "Without a conversation: of the standing one. Without a leaf: where the conversation stands."
                    + " What was learned on other branches is not in it.")
    @APIResponse(responseCode = "200", description = "What it remembers there")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: you never talked with it, or not there")
    public Memories get(
            @PathParam("id") String id,
            @QueryParam("conversation_id") @Nullable String conversation,
            @QueryParam("leaf") @Nullable String leaf) {
        var place = place(id, conversation);
        var at = leaf == null ? place : new Notebook.Place(place.character(), place.conversation(), message(leaf));
        return notebook.get(callers.current().account(), at);
    }

    @PUT
    @Operation(
            summary = "Have a character remember other things, from where the conversation stands on",
            description = "All lines, whole: what is not named is gone, what has no id is new. On other branches, and"
                    + " when the conversation is taken back before this message, nothing has changed.")
    @APIResponse(responseCode = "200", description = "What it remembers now")
    @APIResponse(
            responseCode = "409",
            description =
                    "VERSION_CONFLICT: the conversation does not stand at that leaf any more, or the memory is not"
                            + " of that version")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a line is named that is not there")
    public Memories rewrite(
            @PathParam("id") String id,
            @QueryParam("conversation_id") @Nullable String conversation,
            @NotNull @Valid MemoryChange change) {
        return notebook.rewrite(callers.current().account(), place(id, conversation), change);
    }

    @DELETE
    @Path("/{line}")
    @Operation(
            summary = "Take a line out for good",
            description = "On every branch and in every fork. What was made of it since is a line of its own.")
    @APIResponse(responseCode = "204", description = "It is nowhere any more")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is no such line")
    public void erase(@PathParam("id") String id, @PathParam("line") String line) {
        notebook.erase(callers.current().account(), character(id), Ids.require(line));
    }

    @POST
    @Path("/compress")
    @Operation(
            summary = "Compress what was said, but for the last exchanges, whatever the budgets",
            description = "It is done in the background, as after an answer, and billed as any question.")
    @APIResponse(responseCode = "202", description = "It has begun")
    @APIResponse(responseCode = "204", description = "There is nothing to compress, or it is being done")
    public RestResponse<MemoryTask> compress(
            @PathParam("id") String id, @QueryParam("conversation_id") @Nullable String conversation) {
        return notebook.compress(callers.current(), place(id, conversation))
                .map(task -> RestResponse.status(RestResponse.Status.ACCEPTED, new MemoryTask(task.value())))
                .orElseGet(RestResponse::noContent);
    }

    private static Notebook.Place place(String id, @Nullable String conversation) {
        UUID there = conversation == null ? null : Ids.require(conversation);
        return new Notebook.Place(character(id), there);
    }

    private static CharacterId character(String id) {
        return new CharacterId(Ids.require(id));
    }

    private static MessageId message(String id) {
        return new MessageId(Ids.require(id));
    }
}
