package raconteur.platform.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** The counts and gauges for Prometheus: for programs on this machine, and for keys with the scope {@code admin}. */
@Path("/metrics")
@Tag(name = "operations")
final class Metrics {
    private final PrometheusMeterRegistry registry;
    private final Peers peers;
    private final SecurityIdentity identity;

    Metrics(PrometheusMeterRegistry registry, Peers peers, SecurityIdentity identity) {
        this.registry = registry;
        this.peers = peers;
        this.identity = identity;
    }

    @GET
    @PermitAll
    @RunOnVirtualThread
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @Operation(summary = "Counts and gauges in Prometheus' form", description = "For loopback peers and admin keys.")
    public String metrics(@Context HttpServerRequest request) {
        if (!peers.of(request).isHere() && !isAdmin()) {
            throw new Refusal(Code.FORBIDDEN);
        }
        return registry.scrape();
    }

    private boolean isAdmin() {
        Caller caller = identity.getAttribute(Callers.ATTRIBUTE);
        return caller != null && (caller.may(Caller.ADMIN) || caller.may(Caller.OPERATOR));
    }
}
