package raconteur.knowledge.http;

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
import raconteur.knowledge.Knowledge;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.KnowledgeChange;
import raconteur.protocol.KnowledgeCollection;
import raconteur.protocol.KnowledgeDraft;
import raconteur.protocol.KnowledgeFindings;
import raconteur.protocol.KnowledgeQuery;
import raconteur.protocol.KnowledgeUses;
import raconteur.protocol.Page;

/** What games and worlds know, collection by collection. */
@Path("/api/knowledge")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class KnowledgeResource {
    private final Knowledge knowledge;
    private final Callers callers;

    KnowledgeResource(Knowledge knowledge, Callers callers) {
        this.knowledge = knowledge;
        this.callers = callers;
    }

    @GET
    @Operation(
            summary = "The caller's collections, those that changed last first",
            description = "name finds the one called so, whatever its capitals. kind and place keep those that are open"
                    + " there: at a character by its id, or for the whole account, without place.")
    public Page<KnowledgeCollection> list(
            @QueryParam("name") @Nullable String name,
            @QueryParam("kind") @Nullable @Pattern(regexp = "character|account") String kind,
            @QueryParam("place") @Nullable String place,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var id = place == null
                ? null
                : Ids.parse(place).orElseThrow(() -> Refusal.invalid("place", "this is no id", "编号无效"));
        return knowledge.list(owner(), new Knowledge.Which(name, kind, id), cursor, limit);
    }

    @POST
    @Operation(summary = "Make a collection", description = "409 CONFLICT where one of the account's is called so.")
    public RestResponse<KnowledgeCollection> make(@NotNull @Valid KnowledgeDraft draft) {
        return RestResponse.status(RestResponse.Status.CREATED, knowledge.make(owner(), draft));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One collection")
    public KnowledgeCollection get(@PathParam("id") String id) {
        return knowledge.get(owner(), Ids.require(id));
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change its name or description",
            description = "409 when it moved on since the version or If-Match.")
    public KnowledgeCollection change(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid KnowledgeChange change) {
        return knowledge.change(owner(), Ids.require(id), change, IfMatch.version(ifMatch, change.version()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete it with all that it knows; it cannot be restored")
    public void delete(@PathParam("id") String id) {
        knowledge.delete(owner(), Ids.require(id));
    }

    @GET
    @Path("/{id}/uses")
    @Operation(summary = "Where it is open")
    public KnowledgeUses uses(@PathParam("id") String id) {
        return knowledge.uses(owner(), Ids.require(id));
    }

    @PUT
    @Path("/{id}/uses")
    @Operation(
            summary = "Open it at these places and at no others",
            description =
                    "Where it is open, a character answers with the passages that fit what is said, and the answer"
                            + " names them in sources.")
    public KnowledgeUses use(@PathParam("id") String id, @NotNull @Valid KnowledgeUses uses) {
        return knowledge.use(owner(), Ids.require(id), uses);
    }

    @POST
    @Path("/search")
    @Operation(
            summary = "The passages that answer a question, the best first",
            description = "Of the collections named, else of those open at the character, else of all the account's."
                    + " Nothing is kept and no model is asked.")
    public KnowledgeFindings search(@NotNull @Valid KnowledgeQuery query) {
        return knowledge.search(owner(), query);
    }

    private AccountId owner() {
        return callers.current().account();
    }
}
