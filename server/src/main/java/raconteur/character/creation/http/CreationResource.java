package raconteur.character.creation.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.creation.Creation;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.CharacterTask;
import raconteur.protocol.CharacterWish;

/** Characters to be made. */
@Path("/api/characters")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class CreationResource {
    private final Creation creation;
    private final Callers callers;

    CreationResource(Creation creation, Callers callers) {
        this.creation = creation;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Make a character from a page, a text, or nothing",
            description =
                    "202 with the task to follow at /api/tasks/{task_id}; the character is there at once and grows"
                            + " part by part. Where several go by the name, or the page seems to be about somebody else, the"
                            + " task ends in an error and its result has choices: ask again with one as choice. 429"
                            + " TOO_MANY_TASKS when too many are being made.")
    public RestResponse<CharacterTask> make(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid CharacterWish wish) {
        return RestResponse.status(RestResponse.Status.ACCEPTED, creation.begin(callers.current(), wish, key));
    }

    @POST
    @Path("/{id}/categories/{category}/retry")
    @Operation(
            summary = "Write one category again that failed",
            description = "`brief` stands for the brief and the greeting. 409 when it was written.")
    public RestResponse<CharacterTask> again(
            @PathParam("id") String id,
            @PathParam("category") String category,
            @HeaderParam("Idempotency-Key") @Nullable String key) {
        return RestResponse.status(
                RestResponse.Status.ACCEPTED,
                creation.again(callers.current(), new CharacterId(Ids.require(id)), category, key));
    }
}
