package raconteur.platform.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Layer;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Writes one line per request when it is over: what was asked, with which parameters, by whom, and what came of it. */
@Singleton
final class EdgeLog {
    private static final Logger LOG = Layer.EDGE.log();
    private static final String NOTES = "raconteur.notes";
    private static final String BODY = "raconteur.body";
    private static final String REFUSED = "raconteur.refused";

    private final Parameters parameters;

    EdgeLog(Settings settings) {
        this.parameters = new Parameters(settings.flag(Setting.LOG_CONTENT));
    }

    /** The request has come; its body is noted later. */
    void begin(RoutingContext context) {
        if (LOG.isInfoEnabled()) {
            context.put(NOTES, parameters);
        }
    }

    /** Keeps what the line will say of the body, which nobody holds any more when a stream ends. */
    static void note(RoutingContext context, Object body) {
        if (context.get(NOTES) instanceof Parameters notes) {
            context.put(BODY, notes.body(body));
        }
    }

    /** Keeps why it was refused. */
    static void refused(RoutingContext context, Refusal refusal) {
        context.put(REFUSED, refusal.code().name());
    }

    void over(RoutingContext context, long millis) {
        if (LOG.isInfoEnabled()) {
            Trace.trail(context).follow(() -> {
                LOG.info(line(context, millis));
                return millis;
            });
        }
    }

    private String line(RoutingContext context, long millis) {
        var request = context.request();
        var line = new StringBuilder(160)
                .append(request.method().name())
                .append(' ')
                .append(parameters.address(String.valueOf(request.path()), request.query()));
        var body = text(context, BODY);
        if (body != null) {
            line.append(' ').append(body);
        }
        line.append(' ').append(context.response().getStatusCode());
        var refused = text(context, REFUSED);
        if (refused != null) {
            line.append(' ').append(refused);
        }
        return line.append(' ').append(millis).append("ms").toString();
    }

    private static @Nullable String text(RoutingContext context, String name) {
        return context.get(name);
    }
}
