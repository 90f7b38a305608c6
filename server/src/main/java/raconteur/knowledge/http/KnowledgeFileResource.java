package raconteur.knowledge.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.knowledge.Imports;
import raconteur.knowledge.Knowledge;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.platform.http.FormFiles;
import raconteur.protocol.KnowledgeCrawl;
import raconteur.protocol.KnowledgeFile;
import raconteur.protocol.KnowledgeFiles;
import raconteur.protocol.KnowledgePassage;
import raconteur.protocol.KnowledgeTask;
import raconteur.protocol.Page;
import raconteur.task.TaskId;

/** What goes into a collection: files one by one, folders, wikis; and the ledger of what came of them. */
@Path("/api/knowledge")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class KnowledgeFileResource {
    private static final int MOST_FILES = 100;

    private final Knowledge knowledge;
    private final Imports imports;
    private final Callers callers;

    KnowledgeFileResource(Knowledge knowledge, Imports imports, Callers callers) {
        this.knowledge = knowledge;
        this.imports = imports;
        this.callers = callers;
    }

    @GET
    @Path("/{id}/files")
    @Operation(summary = "The ledger: every file that was taken in, by name")
    public Page<KnowledgeFile> files(
            @PathParam("id") String id,
            @QueryParam("state") @Nullable @Pattern(regexp = "done|failed") String state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return knowledge.files(callers.current(), Ids.require(id), state, cursor, limit);
    }

    @PUT
    @Path("/{id}/files")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Put a file, whose bytes are the body",
            description =
                    "name is its path below the folder. At most 20 MiB. It answers when the file is read; the same"
                            + " bytes under the same name change nothing. A file that cannot be read is failed in the ledger.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public KnowledgeFiles.Taken put(
            @PathParam("id") String id,
            @Parameter(required = true) @QueryParam("name") @DefaultValue("") String name,
            byte @Nullable [] body)
            throws InterruptedException {
        return knowledge.put(callers.current(), Ids.require(id), name, body == null ? new byte[0] : body);
    }

    @DELETE
    @Path("/{id}/files")
    @Operation(summary = "Take a file out, with what it said")
    public void remove(
            @PathParam("id") String id, @Parameter(required = true) @QueryParam("name") @DefaultValue("") String name) {
        knowledge.remove(callers.current().account(), Ids.require(id), name);
    }

    @POST
    @Path("/{id}/files")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Put the files of a form",
            description = "Up to 100, 20 MiB in all; the file name of each part is its path below the folder.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class)))
    public KnowledgeFiles take(
            @PathParam("id") String id, byte @Nullable [] body, @HeaderParam("Content-Type") @Nullable String type)
            throws InterruptedException {
        var caller = callers.current();
        var collection = knowledge.get(caller.account(), Ids.require(id)).id();
        if (!word(type).equals(MediaType.MULTIPART_FORM_DATA)) {
            throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, new Text("Send a form with files.", "请以表单发送文件。"));
        }
        var taken = new ArrayList<KnowledgeFiles.Taken>();
        for (var file : FormFiles.read(body == null ? new byte[0] : body, String.valueOf(type), MOST_FILES)) {
            taken.add(knowledge.put(caller, collection, file.name(), file.bytes()));
        }
        return new KnowledgeFiles(taken);
    }

    @PUT
    @Path("/{id}/folder")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Take in a folder, as a zip",
            description = "The body, or the one file of a form; at most 64 MiB. 202 with the task to follow at"
                    + " /api/tasks/{task_id}. Unchanged files are passed over; with sync, files that are not in it are"
                    + " taken out. 429 TOO_MANY_TASKS while another of yours is read.")
    @RequestBody(
            content = {
                @Content(mediaType = "application/zip", schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class))
            })
    public RestResponse<KnowledgeTask> folder(
            @PathParam("id") String id,
            @QueryParam("sync") @DefaultValue("false") boolean sync,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte @Nullable [] body,
            @HeaderParam("Content-Type") @Nullable String type) {
        var sent = body == null ? new byte[0] : body;
        var archive = word(type).equals(MediaType.MULTIPART_FORM_DATA)
                ? FormFiles.read(sent, String.valueOf(type), 1).getFirst().bytes()
                : sent;
        var collection = Ids.require(id);
        return begun(collection.toString(), imports.folder(callers.current(), collection, archive, sync, key));
    }

    @POST
    @Path("/{id}/crawls")
    @Operation(
            summary = "Take in pages of a MediaWiki",
            description = "By title, by category, or all of its articles. 202 with the task to follow. One page at a"
                    + " time, with a rest between; pages whose revision is known are not asked for, so that the same"
                    + " order goes on where an earlier one ended.")
    public RestResponse<KnowledgeTask> crawl(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid KnowledgeCrawl crawl) {
        return begun(id, imports.wiki(callers.current(), Ids.require(id), crawl, key));
    }

    @GET
    @Path("/{id}/passages")
    @Operation(summary = "What a file says, passage by passage")
    public Page<KnowledgePassage> passages(
            @PathParam("id") String id,
            @Parameter(required = true) @QueryParam("name") @DefaultValue("") String name,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return knowledge.passages(callers.current().account(), Ids.require(id), name, cursor, limit);
    }

    private static RestResponse<KnowledgeTask> begun(String collection, TaskId task) {
        return RestResponse.status(
                RestResponse.Status.ACCEPTED, new KnowledgeTask(task.value(), Ids.require(collection)));
    }

    private static String word(@Nullable String type) {
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
