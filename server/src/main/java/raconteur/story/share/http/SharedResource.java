package raconteur.story.share.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import raconteur.protocol.SharedStory;
import raconteur.story.share.Shares;

/** What is behind a link to a story. Open to everybody: the token is all that is asked for. */
@Path("/api/shared/stories")
@Singleton
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class SharedResource {
    private final Shares shares;

    SharedResource(Shares shares) {
        this.shares = shares;
    }

    @GET
    @Path("/{token}")
    @ResponseHeader(name = "X-Robots-Tag", value = "noindex")
    @Operation(
            summary = "A story to read, by the token of its link",
            description = "Without anything that names an account, a story, a session or a request.")
    @APIResponse(responseCode = "200", description = "The story as far as it was told")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there never was such a link, or it is void")
    public SharedStory read(@PathParam("token") String token) {
        return shares.read(token);
    }
}
