package raconteur.game.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import raconteur.game.Games;
import raconteur.platform.Caller;
import raconteur.protocol.GamesReport;

/** How games are served, for operators. */
@Path("/api/admin/games")
@Singleton
@RolesAllowed(Caller.ADMIN)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "administration")
public final class GamesResource {
    private final Games games;

    GamesResource(Games games) {
        this.games = games;
    }

    @GET
    @Operation(summary = "Questions of games, canned lines by reason, and how often an answer was given again")
    public GamesReport report() {
        return games.report();
    }
}
