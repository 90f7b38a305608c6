package raconteur.character.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.picture.Portraits;
import raconteur.character.CharacterId;
import raconteur.character.Gallery;
import raconteur.character.Wardrobe;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.protocol.CharacterState;

/** The picture of a character. */
@Path("/api/characters/{id}/avatar")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class PortraitResource {
    private final Gallery gallery;
    private final Wardrobe wardrobe;
    private final Callers callers;

    PortraitResource(Gallery gallery, Wardrobe wardrobe, Callers callers) {
        this.gallery = gallery;
        this.wardrobe = wardrobe;
        this.callers = callers;
    }

    @GET
    @Produces(Pictures.PNG)
    @Operation(summary = "The picture of a character that you can read, a PNG of 512×512 pixels")
    @APIResponse(responseCode = "200", description = "The picture")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: there is none")
    public RestResponse<byte[]> picture(@PathParam("id") String id) {
        return Pictures.shown(gallery.avatar(callers.current().account(), CharacterId.require(id)));
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set its picture: the bytes of a PNG, JPEG or GIF",
            description = "x, y and size name a square of it in its own pixels; without them its middle is shown. At"
                    + " most 8 MiB and 16 million pixels. It is drawn anew; nothing else of it is kept.")
    @RequestBody(
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "200", description = "Set")
    @APIResponse(responseCode = "413", description = "BODY_TOO_LARGE: too many bytes or pixels")
    @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE: not labelled as a picture")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: no picture that can be read, or no such square")
    public CharacterState set(
            @PathParam("id") String id,
            @QueryParam("x") @Nullable Integer x,
            @QueryParam("y") @Nullable Integer y,
            @QueryParam("size") @Nullable Integer size,
            byte @Nullable [] picture,
            @Context HttpServerRequest request) {
        var owner = callers.current().account();
        var character = CharacterId.require(id);
        wardrobe.require(owner, character);
        var type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/")) {
            throw new Refusal(
                    Code.UNSUPPORTED_MEDIA_TYPE, new Text("Send a PNG, JPEG or GIF.", "请发送 PNG、JPEG 或 GIF 图片。"));
        }
        return wardrobe.show(owner, character, picture == null ? new byte[0] : picture, crop(x, y, size));
    }

    private static Portraits.@Nullable Crop crop(@Nullable Integer x, @Nullable Integer y, @Nullable Integer size) {
        if (x == null && y == null && size == null) {
            return null;
        }
        return new Portraits.Crop(given("x", x), given("y", y), given("size", size));
    }

    private static int given(String name, @Nullable Integer value) {
        if (value == null) {
            throw Refusal.invalid(name, "is missing: x, y and size belong together", "缺失：x、y、size 须同时提供");
        }
        return value;
    }

    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Take its picture away")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(@PathParam("id") String id) {
        wardrobe.hide(callers.current().account(), CharacterId.require(id));
    }
}
