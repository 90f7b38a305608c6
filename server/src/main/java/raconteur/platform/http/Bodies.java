package raconteur.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.Set;
import java.util.regex.Pattern;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/** Lets no body in that is too large, whether or not its length is told beforehand. */
final class Bodies {
    private static final long USUAL = 1 << 20;
    private static final long LARGE = 8L << 20;
    private static final long UPLOAD = 20L << 20;
    private static final long GAME = 64 << 10;
    private static final Pattern PICTURE = Pattern.compile("/api/(me|characters/[^/]+)/avatar");
    private static final Set<String> UPLOADS = Set.of("/api/characters/import", "/api/lorebooks/import");
    private static final String FOLDER = "/api/migrations/sillytavern";
    /** An archive of 64 MiB, and the form around it. */
    private static final long ARCHIVE = (64L << 20) + (16 << 10);

    private static final Pattern KNOWLEDGE_FILES = Pattern.compile("/api/knowledge/[^/]+/files");
    private static final Pattern KNOWLEDGE_FOLDER = Pattern.compile("/api/knowledge/[^/]+/folder");

    /** How much of a refused body is read and thrown away, so that the sender gets to see the refusal. */
    private static final long PATIENCE = 32L << 20;

    private static final long LINGER = 1000;

    private Bodies() {}

    /** Passes the request on, or throws or sends the refusal. */
    static void admit(RoutingContext context) {
        var request = context.request();
        var length = request.getHeader("Content-Length");
        var limit = limit(String.valueOf(request.path()));
        if (length != null && isOver(length, limit)) {
            closeSoon(context);
            throw new Refusal(Code.BODY_TOO_LARGE);
        }
        // over HTTP/2 a request that was read to its end can be given to nobody: Unmeasured bounds what is read of it
        if (length == null && request.headers().contains("Transfer-Encoding")) {
            gather(context, limit);
        } else {
            context.next();
        }
    }

    static boolean isMultiplexed(HttpServerRequest request) {
        return switch (request.version()) {
            case HTTP_1_0, HTTP_1_1 -> false;
            case HTTP_2 -> true;
        };
    }

    /** A body that does not tell its length is read whole, up to the limit, before anybody looks at it. */
    private static void gather(RoutingContext context, long limit) {
        var request = context.request();
        var body = Buffer.buffer();
        var read = new long[1];
        request.handler(piece -> {
            var before = read[0];
            read[0] += piece.length();
            if (read[0] <= limit) {
                body.appendBuffer(piece);
            } else if (before <= limit) {
                closeSoon(context);
                Problems.send(context, new Refusal(Code.BODY_TOO_LARGE));
            } else if (read[0] > PATIENCE) {
                request.connection().close();
            }
        });
        request.endHandler(_ -> {
            if (read[0] <= limit) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        request.resume();
    }

    /** The rest of the body is not waited for; but closing at once could take the refusal away from its reader. */
    private static void closeSoon(RoutingContext context) {
        var request = context.request();
        if (!isMultiplexed(request)) {
            context.response().putHeader("Connection", "close");
            context.vertx().setTimer(LINGER, _ -> request.connection().close());
        }
    }

    /** Most bytes of a body sent to a path. */
    static long limit(String path) {
        if (UPLOADS.contains(path) || KNOWLEDGE_FILES.matcher(path).matches()) {
            return UPLOAD;
        }
        if (Problems.isGame(path)) {
            return GAME;
        }
        if (path.equals(FOLDER) || KNOWLEDGE_FOLDER.matcher(path).matches()) {
            return ARCHIVE;
        }
        return path.startsWith("/v1/") || PICTURE.matcher(path).matches() ? LARGE : USUAL;
    }

    private static boolean isOver(String length, long limit) {
        try {
            return Long.parseLong(length) > limit;
        } catch (NumberFormatException _) {
            return true; // no number is no length to trust
        }
    }
}
