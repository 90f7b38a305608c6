package raconteur.conversation.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.conversation.Openings;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.CharacterTalk;
import raconteur.protocol.Conversation;

/** Conversations with a character. */
@Path("/api/characters/{id}/conversations")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class CharacterTalkResource {
    private static final CharacterTalk AS_USUAL = new CharacterTalk(null, null, null);

    private final Openings openings;
    private final Callers callers;

    CharacterTalkResource(Openings openings, Callers callers) {
        this.openings = openings;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Begin a conversation with a character",
            description =
                    "Its greetings stand side by side at the root. The character is the caller's own, or another's"
                            + " that is shown to them.")
    public RestResponse<Conversation> open(@PathParam("id") String id, @Valid @Nullable CharacterTalk wish) {
        var character = new CharacterId(Ids.require(id));
        var made = openings.open(callers.current(), character, wish == null ? AS_USUAL : wish);
        return RestResponse.status(RestResponse.Status.CREATED, made);
    }
}
