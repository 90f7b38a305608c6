package raconteur.simple.http;

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
import raconteur.protocol.Chat;
import raconteur.protocol.ChatAnswer;

/** Questions, at the address that older clients call. */
@Path("/chat")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class ChatAlias {
    private final Answering answering;
    private final Callers callers;

    ChatAlias(Answering answering, Callers callers) {
        this.answering = answering;
        this.callers = callers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(summary = "The same as POST /api/chat")
    @Blocking
    public Uni<RestResponse<ChatAnswer>> ask(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid Chat question,
            @Context RoutingContext routing) {
        return answering.ask(callers.current(), question, key, routing);
    }
}
