package raconteur.story.share.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.http.Callers;
import raconteur.protocol.StoryShare;
import raconteur.protocol.StoryShared;
import raconteur.story.StoryId;
import raconteur.story.share.Shares;

/** Links to read a story by. */
@Path("/api/stories/{id}/share")
@Singleton
@RolesAllowed(Caller.STORY)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class ShareResource {
    private final Shares shares;
    private final Callers callers;

    ShareResource(Shares shares, Callers callers) {
        this.shares = shares;
        this.callers = callers;
    }

    @POST
    @Operation(
            summary = "Make a link by which everybody who has it reads the story",
            description = "The one before is void. The token is shown this once.")
    public StoryShare share(@PathParam("id") String id) {
        return shares.share(callers.current().account(), story(id));
    }

    @GET
    @Operation(summary = "Whether there is such a link")
    public StoryShared shared(@PathParam("id") String id) {
        return shares.shared(callers.current().account(), story(id));
    }

    @DELETE
    @Operation(summary = "Make the link void")
    public void end(@PathParam("id") String id) {
        shares.end(callers.current().account(), story(id));
    }

    private static StoryId story(String id) {
        return new StoryId(Ids.require(id));
    }
}
