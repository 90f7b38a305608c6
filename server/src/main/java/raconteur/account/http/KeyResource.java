package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.ApiKey;
import raconteur.account.KeyId;
import raconteur.account.KeyRing;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.Key;
import raconteur.protocol.KeyWish;
import raconteur.protocol.Page;

/** Keys of one's own programs. A key makes no keys. */
@Singleton
@Path("/api/me/keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Caller.LOGIN)
final class KeyResource {
    private final KeyRing keys;
    private final Callers callers;

    KeyResource(KeyRing keys, Callers callers) {
        this.keys = keys;
        this.callers = callers;
    }

    @GET
    @RunOnVirtualThread
    @Operation(summary = "Your API keys that are good, newest first")
    public Page<Key> all() {
        return new Page<>(
                keys.list(callers.current()).stream()
                        .map(key -> view(key, null))
                        .toList(),
                null);
    }

    @POST
    @RunOnVirtualThread
    @Operation(
            summary = "Make an API key",
            description = "The key itself is in this answer and never told again. It may do what its scopes say, and"
                    + " never more than you may.")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "403", description = "FORBIDDEN: a scope that you do not have")
    @APIResponse(responseCode = "409", description = "CONFLICT: you have as many keys as you may")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: a field is not as it must be")
    public RestResponse<Key> make(@NotNull @Valid KeyWish body) {
        var made = keys.make(
                callers.current(),
                new KeyRing.Wish(
                        body.name(),
                        body.scopes(),
                        body.expiresAt(),
                        body.perMinute(),
                        body.budget(),
                        body.models() == null ? List.of() : body.models()));
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, view(made.key(), made.text()))
                .build();
    }

    @DELETE
    @Path("/{id}")
    @RunOnVirtualThread
    @Operation(summary = "Revoke one of your API keys")
    @APIResponse(responseCode = "204", description = "Revoked")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: you have no such key")
    public void revoke(@PathParam("id") String id) {
        keys.revoke(callers.current(), new KeyId(Ids.require(id)));
    }

    private static Key view(ApiKey key, @Nullable String text) {
        var perMinute = key.bounds().perMinute();
        var budget = key.budget();
        return new Key(
                key.id().value(),
                key.name(),
                key.prefix(),
                key.scopes().stream().sorted().toList(),
                key.expiresAt(),
                perMinute == 0 ? null : Integer.valueOf(perMinute),
                budget == null ? null : budget.toString(),
                key.bounds().models().stream().sorted().toList(),
                key.createdAt(),
                key.lastUsedAt(),
                text);
    }
}
