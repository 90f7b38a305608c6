package raconteur.provider.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.protocol.NewKey;
import raconteur.protocol.Page;
import raconteur.provider.BaseUrl;
import raconteur.provider.Connection;
import raconteur.provider.Models;
import raconteur.provider.OwnKeys;

/** People's own keys of providers. Turns with one cost nothing here. */
@Path("/api/me/providers")
@Singleton
@RolesAllowed(Caller.LOGIN)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class OwnKeyResource {
    /** A provider that takes own keys; {@code key} is null where none is stored. */
    public record OwnProviderView(String id, @Nullable OwnKeyView key) {}

    /**
     * An own key.
     *
     * @param usable false when the provider is no longer the one it was entered for: enter it again
     */
    public record OwnKeyView(String lastFour, boolean usable, Instant createdAt) {}

    private final Models models;
    private final OwnKeys ownKeys;
    private final Callers callers;

    OwnKeyResource(Models models, OwnKeys ownKeys, Callers callers) {
        this.models = models;
        this.ownKeys = ownKeys;
        this.callers = callers;
    }

    @GET
    @Operation(summary = "The providers that take a key of your own, and which you have stored")
    public Page<OwnProviderView> all() {
        var stored = new ArrayList<>(ownKeys.all(callers.current().account()));
        var views = new ArrayList<OwnProviderView>();
        for (var offer : models.offers()) {
            if (offer.ownKeys()) {
                views.add(view(offer.connection(), stored));
                stored.removeIf(
                        mark -> mark.provider().equals(offer.connection().name()));
            }
        }
        stored.forEach(mark -> views.add(
                new OwnProviderView(mark.provider(), new OwnKeyView(mark.lastFour(), false, mark.createdAt()))));
        return new Page<>(views, null);
    }

    @GET
    @Path("/{provider}")
    @Operation(summary = "One provider that takes a key of your own")
    public OwnProviderView get(@PathParam("provider") String provider) {
        return view(taking(provider), ownKeys.all(callers.current().account()));
    }

    @PUT
    @Path("/{provider}")
    @Operation(
            summary = "Store your own key of a provider, in place of an earlier one",
            description = "Kept sealed, sent to this provider only, and never told again but for its last four"
                    + " characters. Answers by its models then cost you nothing here.")
    public OwnProviderView put(@PathParam("provider") String provider, @NotNull @Valid NewKey draft) {
        var owner = callers.current().account();
        var connection = taking(provider);
        ownKeys.put(owner, connection, Reading.key(draft.key()));
        return view(connection, ownKeys.all(owner));
    }

    @DELETE
    @Path("/{provider}")
    @Operation(summary = "Forget your own key of a provider")
    public void delete(@PathParam("provider") String provider) {
        if (!ownKeys.delete(callers.current().account(), provider)) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    private Connection taking(String provider) {
        return models.offer(provider)
                .filter(Models.Offer::ownKeys)
                .map(Models.Offer::connection)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    private static OwnProviderView view(Connection connection, List<OwnKeys.Mark> stored) {
        var origin = BaseUrl.origin(connection.base());
        return new OwnProviderView(
                connection.name(),
                stored.stream()
                        .filter(mark -> mark.provider().equals(connection.name()))
                        .findFirst()
                        .map(mark ->
                                new OwnKeyView(mark.lastFour(), mark.origin().equals(origin), mark.createdAt()))
                        .orElse(null));
    }
}
