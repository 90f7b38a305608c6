package raconteur.character.http;

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
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.character.CharacterId;
import raconteur.character.Gallery;
import raconteur.protocol.PublicCharacter;

/** The page of a character that is not private. Open to everybody. */
@Path("/api/public/characters/{id}")
@Singleton
@PermitAll
@RunOnVirtualThread
public final class PublicResource {
    private final Gallery gallery;

    PublicResource(Gallery gallery) {
        this.gallery = gallery;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A character that is unlisted or public, as anybody may see it")
    @APIResponse(responseCode = "200", description = "The character")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none, or it is private")
    public PublicCharacter read(@PathParam("id") String id) {
        return gallery.published(CharacterId.require(id));
    }

    @GET
    @Path("/avatar")
    @Produces(Pictures.PNG)
    @Operation(summary = "Its picture, a PNG of 512×512 pixels")
    @APIResponse(responseCode = "200", description = "The picture")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none, or the character is private")
    public RestResponse<byte[]> picture(@PathParam("id") String id) {
        return Pictures.shown(gallery.publishedAvatar(CharacterId.require(id)));
    }
}
