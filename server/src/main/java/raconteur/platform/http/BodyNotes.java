package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Hands the edge's log what a body was read as. Needs nothing in its constructor: the framework makes it before there
 * are settings. No annotated method, because those are not shown the request itself.
 */
@Provider
final class BodyNotes implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request instanceof ResteasyReactiveContainerRequestContext ours
                && ours.getServerRequestContext() instanceof ResteasyReactiveRequestContext context) {
            var body = context.getRequestEntity();
            if (body != null) {
                EdgeLog.note(context.unwrap(RoutingContext.class), body);
            }
        }
    }
}
