package raconteur.conversation.migration.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.migration.Migrations;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Callers;
import raconteur.platform.http.Multipart;
import raconteur.protocol.MigrationTask;

/** What people bring whole from elsewhere. */
@Path("/api/migrations")
@Singleton
@RolesAllowed(Caller.CHAT)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class MigrationResource {
    private final Migrations migrations;
    private final Callers callers;

    MigrationResource(Migrations migrations, Callers callers) {
        this.migrations = migrations;
        this.callers = callers;
    }

    @POST
    @Path("/sillytavern")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Take in the folder of a SillyTavern user, as a zip",
            description =
                    "One part called file, at most 64 MiB: the whole folder, or any of its parts. 202 with the task to"
                            + " follow at /api/tasks/{task_id}; its result lists what was made and what was not. Cards"
                            + " become characters, worlds become lorebooks that are open with the characters that name"
                            + " them, chats become conversations, swipes being branches. Groups are kept for later."
                            + " Cancelled, it takes all back. 429 TOO_MANY_TASKS while another of yours is taken in.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(type = SchemaType.OBJECT, implementation = Object.class)))
    public RestResponse<MigrationTask> begin(
            @HeaderParam("Idempotency-Key") @Nullable String key,
            byte @Nullable [] body,
            @HeaderParam("Content-Type") @Nullable String type) {
        var task = migrations.begin(callers.current(), archive(body == null ? new byte[0] : body, type), key);
        return RestResponse.status(RestResponse.Status.ACCEPTED, new MigrationTask(task.value()));
    }

    private static byte[] archive(byte[] body, @Nullable String type) {
        if (!Multipart.isNamed(type)) {
            throw new Refusal(
                    Code.UNSUPPORTED_MEDIA_TYPE,
                    new Text("Send a form with one part called file.", "请以表单发送一个名为 file 的文件。"));
        }
        var files = Multipart.parts(body, type).stream()
                .filter(part -> part.name().equals("file"))
                .toList();
        if (files.size() != 1) {
            throw Refusal.invalid("file", "must be there once", "须有且仅有一个文件");
        }
        return files.getFirst().bytes();
    }
}
