package raconteur.provider.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.AliasChange;
import raconteur.protocol.Page;
import raconteur.provider.Alias;
import raconteur.provider.catalogue.Catalogue;
import raconteur.provider.catalogue.Changes;
import raconteur.provider.http.ProviderViews.AliasView;

/** The jobs that models are chosen for, for operators. */
@Path("/api/admin/aliases")
@Singleton
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class AliasResource {
    private final Catalogue catalogue;
    private final Changes changes;

    AliasResource(Catalogue catalogue, Changes changes) {
        this.catalogue = catalogue;
        this.changes = changes;
    }

    @GET
    @Operation(summary = "Every alias: which models were chosen, by whom, and what answers to it now")
    public Page<AliasView> all() {
        return new Page<>(catalogue.jobs().stream().map(this::view).toList(), null);
    }

    @PUT
    @Path("/{alias}")
    @Operation(
            summary = "Choose the models of an alias, the first one first",
            description =
                    "409 when RACONTEUR_MODEL_<ALIAS> chooses them, or it moved on since the version or" + " If-Match.")
    public AliasView choose(
            @PathParam("alias") String alias,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid AliasChange change) {
        var job = Alias.find(alias).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return view(changes.put(job, change.models(), IfMatch.version(ifMatch, change.version())));
    }

    private AliasView view(Catalogue.Job job) {
        return ProviderViews.of(job, catalogue.meaning(job.alias()));
    }
}
