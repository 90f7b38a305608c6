package raconteur.game.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.GameNews;
import raconteur.protocol.GameQuestion;

/** What players say, at the address that games call. Who may is asked at the {@link Door}. */
@Path("/interact")
@Singleton
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "games")
public final class InteractResource {
    private final Playing playing;

    InteractResource(Playing playing) {
        this.playing = playing;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = GameQuestion.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameAnswer.class)))
    @Operation(
            summary = "Say something to a character of a game",
            description =
                    "Only player_input must be there. The key comes as bearer, as ?token= (a key whose sole scope is"
                            + " game) or as token in the body. Answers within wait_ms; what goes wrong is a canned line.")
    public String interact(byte @Nullable [] body, @Context RoutingContext routing) {
        return playing.interact(routing, body);
    }

    @GET
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameNews.class)))
    @Operation(summary = "What came since, as /game/poll tells it")
    public String poll(@Context RoutingContext routing) {
        return playing.poll(routing);
    }
}
