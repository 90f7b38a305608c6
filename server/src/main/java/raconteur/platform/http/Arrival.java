package raconteur.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Ends requests whose bodies hardly arrive: each of them would hold a connection for as long as its sender likes. */
@Singleton
final class Arrival {
    private static final Logger LOG = Logger.getLogger(Arrival.class);
    private static final long LEAST_PER_SECOND = 1024;

    private final long window;

    Arrival(Settings settings) {
        this.window = settings.duration(Setting.BODY_WINDOW).toMillis();
    }

    /** Watches over the body of this request, if it has one, until it is over. */
    void watch(RoutingContext context) {
        var request = context.request();
        if (window == 0 || !hasBody(request)) {
            return;
        }
        var arrived = new long[1];
        var timer = context.vertx().setPeriodic(window, id -> {
            var now = request.bytesRead();
            var least = LEAST_PER_SECOND * window / 1000;
            if (hasArrived(request, now) || context.response().ended()) {
                context.vertx().cancelTimer(id);
            } else if (now - arrived[0] < least) {
                context.vertx().cancelTimer(id);
                giveUp(context);
            }
            arrived[0] = now;
        });
        context.addEndHandler(_ -> context.vertx().cancelTimer(timer));
    }

    /** Whoever reads a body of a known length stops at its last byte and need not see that it is the end. */
    private static boolean hasArrived(HttpServerRequest request, long read) {
        var length = request.getHeader("Content-Length");
        return request.isEnded() || (length != null && length.equals(Long.toString(read)));
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null
                ? Bodies.isMultiplexed(request) || request.headers().contains("Transfer-Encoding")
                : !length.equals("0");
    }

    /** Whoever reads the body would answer that it broke off; so nothing is said but the end of the line. */
    private static void giveUp(RoutingContext context) {
        LOG.infof(
                "A body hardly arrived: %s",
                Redaction.line(String.valueOf(context.request().path())));
        if (Bodies.isMultiplexed(context.request())) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }
}
