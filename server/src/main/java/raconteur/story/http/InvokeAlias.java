package raconteur.story.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.http.Callers;
import raconteur.protocol.Invoke;
import raconteur.protocol.Invoked;

/** Events of stories, beside everything else under /api. */
@Path("/api/invoke")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
public final class InvokeAlias {
    private final Invoking invoking;
    private final Callers callers;

    InvokeAlias(Invoking invoking, Callers callers) {
        this.invoking = invoking;
        this.callers = callers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(summary = "The same as POST /invoke")
    @Blocking
    public Uni<RestResponse<Invoked>> invoke(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid Invoke request,
            @Context RoutingContext routing) {
        return invoking.invoke(callers.current(), request, key, routing);
    }
}
