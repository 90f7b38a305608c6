package raconteur.character.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.Gallery;
import raconteur.character.Wardrobe;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.CharacterChange;
import raconteur.protocol.CharacterItem;
import raconteur.protocol.CharacterSourceText;
import raconteur.protocol.CharacterState;
import raconteur.protocol.CharacterTag;
import raconteur.protocol.Page;
import raconteur.protocol.TextLength;

/** Characters: found, read, changed, copied, deleted. */
@Path("/api/characters")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class CharacterResource {
    private final Gallery gallery;
    private final Wardrobe wardrobe;
    private final Callers callers;

    CharacterResource(Gallery gallery, Wardrobe wardrobe, Callers callers) {
        this.gallery = gallery;
        this.wardrobe = wardrobe;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "Your characters, or everybody's public ones",
            description = "scope is own or public; q are words that name, brief or tags hold, tag one that they have;"
                    + " sort is updated (the last first) or name.")
    public Page<CharacterItem> list(
            @QueryParam("scope") @DefaultValue("own") String scope,
            @QueryParam("q") @DefaultValue("") @TextLength(max = 200) String words,
            @QueryParam("tag") @DefaultValue("") @TextLength(max = 64) String tag,
            @QueryParam("sort") @DefaultValue("updated") String sort,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return gallery.list(owner(), Gallery.Scope.parse(scope), words, tag, Gallery.Sort.parse(sort), cursor, limit);
    }

    @GET
    @Path("/tags")
    @Operation(summary = "The tags of your characters, or of the public ones, most used first")
    public Page<CharacterTag> tags(@QueryParam("scope") @DefaultValue("own") String scope) {
        return new Page<>(gallery.tags(owner(), Gallery.Scope.parse(scope)), null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One character: your own, or another's that is unlisted or public")
    public CharacterState get(@PathParam("id") String id) {
        return gallery.get(owner(), CharacterId.require(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change what is named",
            description = "What is said anew of a trait counts as written by a person; what is said as before keeps its"
                    + " provenance. 409 when it moved on since the version or If-Match.")
    public CharacterState change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CharacterChange change) {
        return wardrobe.change(
                owner(), CharacterId.require(id), change, IfMatch.version(ifMatch, change.version()), false);
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Put all of it in its place",
            description = "What is not named becomes empty. 409 when it moved on since the version or If-Match.")
    public CharacterState put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid CharacterChange change) {
        return wardrobe.change(
                owner(), CharacterId.require(id), change, IfMatch.version(ifMatch, change.version()), true);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it; it can be restored for a while unless purge is true")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        wardrobe.delete(owner(), CharacterId.require(id), purge);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back")
    public CharacterState restore(@PathParam("id") String id) {
        return wardrobe.restore(owner(), CharacterId.require(id));
    }

    @POST
    @Path("/{id}/copy")
    @Operation(
            summary = "Make a private one of your own of it",
            description = "Of any that you can read, with its card, files and picture. The text it was made from comes"
                    + " along only from your own.")
    public RestResponse<CharacterState> copy(@PathParam("id") String id) {
        return RestResponse.status(
                RestResponse.Status.CREATED, wardrobe.copy(callers.current(), CharacterId.require(id)));
    }

    @GET
    @Path("/{id}/source")
    @Operation(summary = "The text that your character was made from, with its address and licence")
    public CharacterSourceText source(@PathParam("id") String id) {
        return gallery.source(owner(), CharacterId.require(id));
    }

    private AccountId owner() {
        return callers.current().account();
    }
}
