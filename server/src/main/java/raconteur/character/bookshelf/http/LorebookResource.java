package raconteur.character.bookshelf.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import raconteur.character.bookshelf.Bookshelf;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.LorebookCard;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookReport;
import raconteur.protocol.LorebookState;
import raconteur.protocol.LorebookTrial;
import raconteur.protocol.LorebookUses;
import raconteur.protocol.Page;

/** What there is to know of worlds, entry by entry. */
@Path("/api/lorebooks")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class LorebookResource {
    private final Bookshelf bookshelf;
    private final Callers callers;

    LorebookResource(Bookshelf bookshelf, Callers callers) {
        this.bookshelf = bookshelf;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "The caller's lorebooks, those that changed last first",
            description =
                    "kind and place keep those that are open there: at a character, a persona or a conversation by"
                            + " its id, or wherever the account talks, without place.")
    public Page<LorebookCard> list(
            @QueryParam("kind") @Nullable @Pattern(regexp = "character|persona|conversation|account") String kind,
            @QueryParam("place") @Nullable String place,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var id = place == null
                ? null
                : Ids.parse(place).orElseThrow(() -> Refusal.invalid("place", "this is no id", "编号无效"));
        return bookshelf.list(owner(), kind, id, cursor, limit);
    }

    @POST
    @Operation(
            summary = "Make a lorebook",
            description = "Entries are in the words of SillyTavern's world files. remarks say what of them is not taken"
                    + " as it stands.")
    public RestResponse<LorebookState> make(@NotNull @Valid LorebookDraft draft) {
        return RestResponse.status(RestResponse.Status.CREATED, bookshelf.make(callers.current(), draft));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One lorebook with all of its entries")
    public LorebookState get(@PathParam("id") String id) {
        return bookshelf.get(callers.current(), Ids.require(id));
    }

    @PUT
    @Path("/{id}")
    @Operation(
            summary = "Put another text in its place",
            description = "409 when it moved on since the version or If-Match.")
    public LorebookState put(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid LorebookDraft draft) {
        return bookshelf.put(callers.current(), Ids.require(id), draft, IfMatch.version(ifMatch, draft.version()));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change what is named, entry by entry",
            description = "An entry under its uid is put, null under it takes it out. 409 when the book moved on since"
                    + " the version or If-Match.")
    public LorebookState change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid LorebookChange change) {
        return bookshelf.change(callers.current(), Ids.require(id), change, IfMatch.version(ifMatch, change.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it; it can be restored for a while unless purge is true")
    public void delete(@PathParam("id") String id, @QueryParam("purge") @DefaultValue("false") boolean purge) {
        bookshelf.delete(owner(), Ids.require(id), purge);
    }

    @POST
    @Path("/{id}/restore")
    @Operation(summary = "Bring a deleted one back, open where it was")
    public LorebookState restore(@PathParam("id") String id) {
        return bookshelf.restore(callers.current(), Ids.require(id));
    }

    @GET
    @Path("/{id}/uses")
    @Operation(summary = "Where it is open")
    public LorebookUses uses(@PathParam("id") String id) {
        return bookshelf.uses(owner(), Ids.require(id));
    }

    @PUT
    @Path("/{id}/uses")
    @Operation(summary = "Open it at these places and at no others")
    public LorebookUses use(@PathParam("id") String id, @NotNull @Valid LorebookUses uses) {
        return bookshelf.use(owner(), Ids.require(id), uses);
    }

    @POST
    @Path("/{id}/test")
    @Operation(
            summary = "Which entries fire for a text, and why",
            description = "Every entry with the key that was found and where, or what kept it silent. Nothing is kept.")
    public LorebookReport test(@PathParam("id") String id, @NotNull @Valid LorebookTrial trial) {
        return bookshelf.report(callers.current(), Ids.require(id), trial);
    }

    private AccountId owner() {
        return callers.current().account();
    }
}
