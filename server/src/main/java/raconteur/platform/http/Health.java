package raconteur.platform.http;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import raconteur.platform.Code;
import raconteur.platform.Draining;
import raconteur.platform.Refusal;
import raconteur.platform.Version;
import raconteur.platform.db.Database;

/** Whether the server lives and may be sent work, and which version it is. */
@Path("/")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operations")
final class Health {
    /** The envelope that monitors of the older systems expect. */
    record Answer(int code, String message, Status data) {}

    record Status(String status) {}

    private static final Answer WELL = new Answer(0, "success", new Status("ok"));

    private final Database database;
    private final Draining draining;

    Health(Database database, Draining draining) {
        this.database = database;
        this.draining = draining;
    }

    @GET
    @Path("health")
    @NonBlocking
    @Operation(summary = "The server answers", description = "Touches neither the database nor any provider.")
    public Answer health() {
        return WELL;
    }

    @GET
    @Path("livez")
    @NonBlocking
    @Operation(summary = "The process lives: restart it when this does not answer")
    public Status livez() {
        return WELL.data();
    }

    @GET
    @Path("readyz")
    @RunOnVirtualThread
    @Operation(
            summary = "The server takes work",
            description = "503 while it is stopping or its database cannot be used.")
    public Status readyz() {
        if (draining.begun()) {
            throw new Refusal(Code.STOPPING).retryAfter(Duration.ofSeconds(5));
        }
        if (!database.answers()) {
            throw new Refusal(Code.STORAGE_UNAVAILABLE).retryAfter(Duration.ofSeconds(5));
        }
        return new Status("ready");
    }

    @GET
    @Path("version")
    @NonBlocking
    @Operation(summary = "Which version this is")
    public Map<String, String> version() {
        return Map.of("name", "raconteur", "version", Version.current());
    }
}
