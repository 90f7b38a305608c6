package raconteur.simple.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import raconteur.platform.Caller;
import raconteur.platform.http.Callers;
import raconteur.protocol.ChatHistory;
import raconteur.protocol.FetchHistory;
import raconteur.simple.SimpleChat;
import raconteur.simple.TabHolder;

/** What was said in tabs. */
@Path("/api/fetch_chat_history")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class HistoryResource {
    private final SimpleChat chat;
    private final Callers callers;

    HistoryResource(SimpleChat chat, Callers callers) {
        this.chat = chat;
        this.callers = callers;
    }

    @POST
    @Operation(summary = "What was said in one tab, or in all open ones, oldest first")
    public ChatHistory fetch(@NotNull @Valid FetchHistory wish) {
        var caller = callers.current();
        return chat.history(caller, TabHolder.of(caller), wish);
    }
}
