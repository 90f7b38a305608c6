package raconteur.simple.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import raconteur.platform.Caller;
import raconteur.platform.http.Callers;
import raconteur.protocol.Beat;
import raconteur.simple.TabHolder;
import raconteur.simple.Tabs;

/** Signs of life of clients without a socket. */
@Path("/api/heartbeat")
@Singleton
@RolesAllowed({Caller.LOGIN, Caller.CHAT})
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public final class HeartbeatResource {
    private final Tabs tabs;
    private final Callers callers;

    HeartbeatResource(Tabs tabs, Callers callers) {
        this.tabs = tabs;
        this.callers = callers;
    }

    @POST
    @Operation(summary = "Keep the tabs open that were opened with this credential")
    public Beat beat() {
        tabs.beat(TabHolder.of(callers.current()));
        return new Beat(0);
    }
}
