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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.GameEvents;
import raconteur.protocol.GameHello;
import raconteur.protocol.GameNews;
import raconteur.protocol.GameQuestion;

/** What games tell and ask besides what players say. Who may is asked at the {@link Door}. */
@Path("/game")
@Singleton
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "games")
public final class GameResource {
    private final Playing playing;

    GameResource(Playing playing) {
        this.playing = playing;
    }

    @POST
    @Path("/interact")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = GameQuestion.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameAnswer.class)))
    @Operation(summary = "The same as /interact")
    public String interact(byte @Nullable [] body, @Context RoutingContext routing) {
        return playing.interact(routing, body);
    }

    @GET
    @Path("/poll")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameNews.class)))
    @Operation(
            summary = "What a session, or one question, has to be told since the last look",
            description = "Takes session or request_id, after (the last answer's seq) and wait_ms, at most 1000.")
    @Parameter(name = "session", in = ParameterIn.QUERY)
    @Parameter(name = "request_id", in = ParameterIn.QUERY)
    @Parameter(name = "after", in = ParameterIn.QUERY)
    @Parameter(name = "wait_ms", in = ParameterIn.QUERY)
    @Parameter(name = "token", in = ParameterIn.QUERY)
    public String poll(@Context RoutingContext routing) {
        return playing.poll(routing);
    }

    @POST
    @Path("/events")
    @Consumes(MediaType.WILDCARD)
    @RequestBody(content = @Content(schema = @Schema(implementation = GameEvents.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameEvents.Kept.class)))
    @Operation(summary = "Tell what happened, for the next question")
    public String events(byte @Nullable [] body, @Context RoutingContext routing) {
        return playing.events(routing, body);
    }

    @GET
    @Path("/hello")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GameHello.class)))
    @Operation(summary = "Version, limits, and whom the key's owner has to talk with")
    public String hello(@Context RoutingContext routing) {
        return playing.hello(routing);
    }
}
