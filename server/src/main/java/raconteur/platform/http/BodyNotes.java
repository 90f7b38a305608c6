package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Hands the edge's log what a body was read as. Needs nothing in its constructor: the framework makes it before there
 * are settings.
 */
final class BodyNotes {
    @ServerResponseFilter
    public void note(ContainerRequestContext request) {
        if (request instanceof ResteasyReactiveContainerRequestContext ours
                && ours.getServerRequestContext() instanceof ResteasyReactiveRequestContext context) {
            var body = context.getRequestEntity();
            if (body != null) {
                EdgeLog.note(context.unwrap(RoutingContext.class), body);
            }
        }
    }
}
