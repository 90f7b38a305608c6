package raconteur.simple.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.Chat;
import raconteur.protocol.ChatAnswer;
import raconteur.protocol.Done;
import raconteur.simple.SimpleChat;

/** Questions in tabs. */
@Path("/api/chat")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ChatResource {
    private final SimpleChat chat;
    private final Answering answering;
    private final Callers callers;

    ChatResource(SimpleChat chat, Answering answering, Callers callers) {
        this.chat = chat;
        this.answering = answering;
        this.callers = callers;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            summary = "Ask in a tab",
            description = "Answers when the answer is whole, or with its events when text/event-stream is accepted."
                    + " Without chat_session_id a new tab is opened: 409 TOO_MANY_TABS when there are too many."
                    + " 429 TOO_SOON before the next question may be asked.")
    @Blocking
    public Uni<RestResponse<ChatAnswer>> ask(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid Chat question,
            @Context RoutingContext routing) {
        return answering.ask(callers.current(), question, key, routing);
    }

    @DELETE
    @Path("/{chat_session_id}")
    @Operation(summary = "Empty and remove one; it can be restored like any conversation")
    public Done remove(@PathParam("chat_session_id") String id) {
        chat.remove(callers.current(), new ConversationId(Ids.require(id)));
        return new Done(0, "Chat session removed.");
    }
}
