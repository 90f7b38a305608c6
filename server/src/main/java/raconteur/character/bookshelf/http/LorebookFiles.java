package raconteur.character.bookshelf.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Pattern;
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
import java.util.Locale;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.character.lore.LoreFile;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.platform.http.FormFiles;
import raconteur.protocol.LorebookState;
import raconteur.protocol.TextLength;

/** Lorebooks as files: in and out. */
@Path("/api/lorebooks")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
public final class LorebookFiles {
    private final Bookshelf bookshelf;
    private final Callers callers;

    LorebookFiles(Bookshelf bookshelf, Callers callers) {
        this.bookshelf = bookshelf;
        this.callers = callers;
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Keep the lorebook in a file, as a form's file or as the body itself",
            description =
                    "A world file of SillyTavern, a card's book of version 2 or 3, or lorebook_v3. At most 20 MiB."
                            + " name is what it is called where the file does not say; else the file's own name counts.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public RestResponse<LorebookState> take(
            byte @Nullable [] body,
            @HeaderParam("Content-Type") @Nullable String type,
            @QueryParam("name") @Nullable @TextLength(max = 200) String name) {
        var caller = callers.current();
        var file = file(body == null ? new byte[0] : body, String.valueOf(type));
        return RestResponse.status(
                RestResponse.Status.CREATED,
                bookshelf.take(caller, file.bytes(), Objects.requireNonNullElse(name, title(file.name()))));
    }

    private static FormFiles.File file(byte[] body, String type) {
        var word = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM -> FormFiles.File.of(body);
            case MediaType.MULTIPART_FORM_DATA -> FormFiles.read(body, type, 1).getFirst();
            default ->
                throw new Refusal(
                        Code.UNSUPPORTED_MEDIA_TYPE,
                        new Text("Send a file: a form with one, or JSON.", "请以表单或 JSON 发送文件。"));
        };
    }

    /** What a file's name says of the book: not where it lay, and not what kind of file it is. */
    private static String title(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var title = last.toLowerCase(Locale.ROOT).endsWith(".json") ? last.substring(0, last.length() - 5) : last;
        return title.length() > 200 ? "" : title;
    }

    @GET
    @Path("/{id}/export")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A lorebook as a file",
            description =
                    "sillytavern is a world file, v3 a card's book in a file of its own. Every field it came with is"
                            + " in it.")
    public Response export(
            @PathParam("id") String id,
            @QueryParam("format") @DefaultValue("sillytavern") @Pattern(regexp = "sillytavern|v3") String format) {
        var book = Ids.require(id);
        var form = format.equals("v3") ? LoreFile.Form.BOOK : LoreFile.Form.WORLD;
        return Response.ok(bookshelf.file(callers.current().account(), book, form), MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"" + book + ".json\"")
                .build();
    }
}
