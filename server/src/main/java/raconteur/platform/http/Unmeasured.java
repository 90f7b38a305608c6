package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Ends a body that does not tell its length over HTTP/2 where it becomes too large. */
@Provider
final class Unmeasured implements ContainerRequestFilter {
    private final RoutingContext routing;

    Unmeasured(RoutingContext routing) {
        this.routing = routing;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (Bodies.isMultiplexed(routing.request()) && context.getHeaderString("Content-Length") == null) {
            var limit = Bodies.limit(String.valueOf(routing.request().path()));
            context.setEntityStream(new Bounded(context.getEntityStream(), limit));
        }
    }

    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream body, long limit) {
            super(body);
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int most) throws IOException {
            var read = super.read(bytes, from, most);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new Refusal(Code.BODY_TOO_LARGE);
            }
        }
    }
}
