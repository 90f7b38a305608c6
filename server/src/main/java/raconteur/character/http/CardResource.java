package raconteur.character.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.Export;
import raconteur.character.Intake;
import raconteur.character.card.CardFormat;
import raconteur.platform.Caller;
import raconteur.platform.Refusal;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Disposition;
import raconteur.platform.http.Multipart;
import raconteur.protocol.CardImport;

/** Characters as card files: in and out. */
@Path("/api/characters")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class CardResource {
    private static final String ANY = "application/octet-stream";

    private final Intake intake;
    private final Export export;
    private final Callers callers;

    CardResource(Intake intake, Export export, Callers callers) {
        this.intake = intake;
        this.export = export;
        this.callers = callers;
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Take in character cards: PNG, JSON or CHARX, of version 1, 2 or 3",
            description = "One file as the body, or 1 to 20 parts called file, 20 MiB in all. Each is taken by itself:"
                    + " the answer says of each what became of it. Fields that we do not know are kept.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class)),
                @Content(mediaType = ANY, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public CardImport take(byte @Nullable [] body, @HeaderParam("Content-Type") @Nullable String type) {
        var caller = callers.current();
        return intake.take(caller, sent(body == null ? new byte[0] : body, type));
    }

    private static List<Intake.Sent> sent(byte[] body, @Nullable String type) {
        if (!Multipart.isNamed(type)) {
            return List.of(new Intake.Sent("", body));
        }
        var files = Multipart.parts(body, type).stream()
                .filter(part -> part.name().equals("file"))
                .map(part -> new Intake.Sent(part.fileName(), part.bytes()))
                .toList();
        if (files.isEmpty() || files.size() > Intake.MOST) {
            throw Refusal.invalid("file", "must be there 1 to 20 times", "须为 1 到 20 个文件");
        }
        return files;
    }

    @GET
    @Path("/{id}/export")
    @Produces(MediaType.WILDCARD)
    @Operation(
            summary = "A character that you can read, as a card",
            description = "format is png, json or charx; spec is v2 or v3. A PNG of a character without a picture shows"
                    + " a drawn one.")
    public Response export(
            @PathParam("id") String id,
            @QueryParam("format") @DefaultValue("png") String format,
            @QueryParam("spec") @DefaultValue("v3") String spec) {
        var as = Export.format(format);
        var file = export.write(callers.current().account(), CharacterId.require(id), as, Export.version(spec));
        return Response.ok(file.bytes(), type(as))
                .header("Content-Disposition", Disposition.attachment(file.name() + "." + format))
                .build();
    }

    private static String type(CardFormat format) {
        return switch (format) {
            case PNG -> Pictures.PNG;
            case JSON -> MediaType.APPLICATION_JSON;
            case CHARX -> "application/zip";
        };
    }
}
