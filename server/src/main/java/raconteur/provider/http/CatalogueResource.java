package raconteur.provider.http;

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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Refusal;
import raconteur.platform.http.IfMatch;
import raconteur.protocol.ModelChange;
import raconteur.protocol.Page;
import raconteur.protocol.TextLength;
import raconteur.provider.catalogue.Catalogue;
import raconteur.provider.catalogue.Changes;
import raconteur.provider.http.ProviderViews.ModelView;

/** Models, for operators: also those that are switched off. */
@Path("/api/admin/models")
@Singleton
@RolesAllowed({Caller.OPERATOR, Caller.ADMIN})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class CatalogueResource {
    private static final int LONGEST_NAME = 256;

    private final Catalogue catalogue;
    private final Changes changes;

    CatalogueResource(Catalogue catalogue, Changes changes) {
        this.catalogue = catalogue;
        this.changes = changes;
    }

    @GET
    @Operation(summary = "Every model of every provider that is set up, by id", description = "q is looked for in ids.")
    public Page<ModelView> all(
            @QueryParam("provider") @DefaultValue("") @TextLength(max = 40) String provider,
            @QueryParam("q") @DefaultValue("") @TextLength(max = 200) String words,
            @QueryParam("cursor") @DefaultValue("") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var wanted = words.strip().toLowerCase(Locale.ROOT);
        var found = catalogue.entries().stream()
                .filter(entry ->
                        provider.isEmpty() ? entry.setUp() : entry.name().equals(provider))
                .flatMap(entry -> entry.models().stream())
                .filter(one -> one.model().id().toLowerCase(Locale.ROOT).contains(wanted))
                .filter(one -> one.model().id().compareTo(cursor) > 0)
                .sorted(Comparator.comparing(one -> one.model().id()))
                .limit(limit + 1L)
                .map(ProviderViews::of)
                .toList();
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(found.subList(0, limit), found.get(limit - 1).id());
    }

    @GET
    @Path("/{provider}/{name:.+}")
    @Operation(summary = "One model", description = "The name may hold slashes, as in the model's id.")
    public ModelView get(@PathParam("provider") String provider, @PathParam("name") String name) {
        return ProviderViews.of(changes.model(provider, name));
    }

    @PATCH
    @Path("/{provider}/{name:.+}")
    @Operation(
            summary = "Say what a model costs, can do, and whether it may be used",
            description = "Wins over the built-in table and what the provider tells, not over the environment. A name"
                    + " that its provider has not told of is added. 409 when it moved on since the version or"
                    + " If-Match.")
    public ModelView change(
            @PathParam("provider") String provider,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @NotNull @Valid ModelChange change) {
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("name", "is a name that no model can have", "不是有效的模型名称");
        }
        var said = Reading.model(provider, name, change);
        return ProviderViews.of(changes.change(said, IfMatch.version(ifMatch, change.version())));
    }

    @DELETE
    @Path("/{provider}/{name:.+}")
    @Operation(summary = "Forget what was said of a model here")
    public void forget(@PathParam("provider") String provider, @PathParam("name") String name) {
        changes.forget(provider, name);
    }
}
