package raconteur.account.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.account.Avatars;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.protocol.Account;

/** One's own picture. */
@Singleton
@Path("/api/me/avatar")
@RolesAllowed(Caller.LOGIN)
final class AvatarResource {
    private static final String PNG = "image/png";

    private final Avatars avatars;
    private final Callers callers;

    AvatarResource(Avatars avatars, Callers callers) {
        this.avatars = avatars;
        this.callers = callers;
    }

    @GET
    @Produces(PNG)
    @RunOnVirtualThread
    @Operation(summary = "Your picture, a square PNG")
    @APIResponse(responseCode = "200", description = "The picture")
    @APIResponse(responseCode = "404", description = "NOT_FOUND: you have none")
    public RestResponse<byte[]> picture() {
        var picture = avatars.find(callers.current()).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return RestResponse.ResponseBuilder.ok(picture, PNG)
                .header("Content-Disposition", "inline; filename=\"avatar.png\"")
                .build();
    }

    @PUT
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(
            summary = "Set your picture: the bytes of a PNG, JPEG or GIF",
            description = "At most 8 MiB and 16 million pixels. Its middle is drawn anew; nothing else of it is kept.")
    @APIResponse(responseCode = "200", description = "Set")
    @APIResponse(responseCode = "413", description = "BODY_TOO_LARGE: too many bytes or pixels")
    @APIResponse(responseCode = "415", description = "UNSUPPORTED_MEDIA_TYPE: not labelled as a picture")
    @APIResponse(responseCode = "422", description = "INVALID_REQUEST: no picture that can be read")
    public Account set(byte @Nullable [] picture, @Context HttpServerRequest request) {
        var type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (!type.startsWith("image/")) {
            throw new Refusal(
                    Code.UNSUPPORTED_MEDIA_TYPE, new Text("Send a PNG, JPEG or GIF.", "请发送 PNG、JPEG 或 GIF 图片。"));
        }
        return avatars.put(callers.current(), picture == null ? new byte[0] : picture)
                .shown();
    }

    @DELETE
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    @Operation(summary = "Remove your picture")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove() {
        avatars.remove(callers.current());
    }
}
