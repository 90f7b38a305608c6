package raconteur.realtime;

import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Draining;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.LoginCookie;
import raconteur.platform.http.Origins;
import raconteur.platform.http.Peers;
import raconteur.platform.http.Problems;
import raconteur.platform.http.Redaction;

/** Lets connections in at {@code /ws}: where they come from, whose they are, and how many there may be. */
@Singleton
final class Handshake {
    private static final Logger LOG = Logger.getLogger("raconteur.edge");
    private static final String BEARER = "Bearer ";
    private static final String PROTOCOL = "raconteur";
    private static final String SHOWN = "bearer.";
    private static final List<String> IN_ADDRESS = List.of("token", "access_token", "key", "api_key", "ticket");
    private static final int BEFORE_OTHERS = -100;
    private static final int LONGEST_DEVICE = 200;

    private final Entry entry;
    private final Desk desk;
    private final Sockets sockets;
    private final SocketConfig config;
    private final LoginCookie cookie;
    private final Origins origins;
    private final Peers peers;
    private final Draining draining;
    private final Ids ids;

    Handshake(
            Entry entry,
            Desk desk,
            Sockets sockets,
            SocketConfig config,
            LoginCookie cookie,
            Origins origins,
            Peers peers,
            Draining draining,
            Ids ids) {
        this.entry = entry;
        this.desk = desk;
        this.sockets = sockets;
        this.config = config;
        this.cookie = cookie;
        this.origins = origins;
        this.peers = peers;
        this.draining = draining;
        this.ids = ids;
    }

    void register(@Observes Router router) {
        router.route("/ws").order(BEFORE_OTHERS).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        try {
            let(context);
        } catch (Refusal refusal) {
            refuse(context, refusal);
        }
    }

    private static void refuse(RoutingContext context, Refusal refusal) {
        if (refusal.code() == Code.METHOD_NOT_ALLOWED) {
            context.response().putHeader(HttpHeaders.ALLOW, "GET");
        } else if (refusal.code() == Code.UPGRADE_REQUIRED) {
            context.response().putHeader(HttpHeaders.UPGRADE, "websocket");
        }
        Problems.send(context, refusal);
    }

    private void let(RoutingContext context) {
        var request = context.request();
        check(request);
        var peer = peers.of(request);
        var said = request.getHeader(HttpHeaders.USER_AGENT);
        var device = said == null || said.isBlank() ? "unknown" : Redaction.line(said.strip());
        var origin = new Socket.Origin(
                peer.address(),
                peer.isHere(),
                device.length() > LONGEST_DEVICE ? device.substring(0, LONGEST_DEVICE) : device,
                Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
        var explicit = explicit(request);
        var shown = explicit.or(() -> cookie(request));
        if (!sockets.admit(origin.address())) {
            throw new Refusal(Code.TOO_MANY_SOCKETS);
        }
        protocol(request).ifPresent(name -> context.response().putHeader("Sec-WebSocket-Protocol", name));
        if (shown.isEmpty()) {
            open(context, origin, null);
        } else {
            identify(context, origin, shown.get(), explicit.isPresent());
        }
    }

    private void check(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            throw new Refusal(Code.METHOD_NOT_ALLOWED);
        }
        if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
            throw new Refusal(Code.UPGRADE_REQUIRED);
        }
        if (IN_ADDRESS.stream().anyMatch(name -> request.getParam(name) != null)) {
            // addresses are written into logs, so a credential in one counts nowhere
            throw new Refusal(Code.UNAUTHENTICATED);
        }
        if (origins.isForeign(request)) {
            throw foreign();
        }
        if (draining.begun()) {
            throw new Refusal(Code.STOPPING);
        }
    }

    private static Refusal foreign() {
        return new Refusal(
                Code.FORBIDDEN, new Text("A page of another site may not connect in your name.", "其他网站的页面不能以您的名义连接。"));
    }

    /** A credential that somebody meant to show; it must be good. */
    private static Optional<String> explicit(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        return offered(request).stream()
                .filter(name -> name.startsWith(SHOWN))
                .findFirst()
                .map(name -> name.substring(SHOWN.length()));
    }

    /** A browser sends its cookie along unasked, so it must also say that a page of ours is asking. */
    private Optional<String> cookie(HttpServerRequest request) {
        var token = cookie.token(request);
        if (token.isPresent() && !origins.isOurPage(request)) {
            throw foreign();
        }
        return token;
    }

    private static List<String> offered(HttpServerRequest request) {
        return request.headers().getAll("Sec-WebSocket-Protocol").stream()
                .flatMap(header -> List.of(header.split(",", -1)).stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A browser that offered something goes on only when one of it is taken. */
    private static Optional<String> protocol(HttpServerRequest request) {
        var offered = offered(request);
        return offered.contains(PROTOCOL)
                ? Optional.of(PROTOCOL)
                : offered.stream()
                        .filter(name -> !name.startsWith(SHOWN))
                        .findFirst()
                        .or(() -> offered.stream().findFirst());
    }

    /** Asks whose the credential is, on a thread that may wait, while the request waits here. */
    private void identify(RoutingContext context, Socket.Origin origin, String credential, boolean mustBeGood) {
        var home = context.vertx().getOrCreateContext();
        context.request().pause();
        Thread.startVirtualThread(() -> {
            Identity.@Nullable Shown shown = null;
            Refusal refusal = null;
            try {
                shown = new Identity.Shown(entry.check(credential, origin.isHere(), origin.language()), credential);
            } catch (Refusal refused) {
                refusal = mustBeGood ? refused : null;
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "A connection could not be checked");
                refusal = new Refusal(Code.INTERNAL);
            }
            var who = shown;
            var why = refusal;
            home.runOnContext(_ -> {
                if (why == null) {
                    open(context, origin, who);
                } else {
                    sockets.leave(origin.address());
                    context.request().resume();
                    refuse(context, why);
                }
            });
        });
    }

    private void open(RoutingContext context, Socket.Origin origin, Identity.@Nullable Shown shown) {
        // the framework's own socket comes wrapped; the connection is what both stand on
        var pipeline = ((ConnectionBase) context.request().connection())
                .channelHandlerContext()
                .pipeline();
        context.request().toWebSocket().onComplete(upgraded -> {
            if (upgraded.succeeded()) {
                begin(upgraded.result(), pipeline, origin, shown);
            } else {
                // the framework may have said why, or there is nobody left to tell
                sockets.leave(origin.address());
                refuse(context, new Refusal(Code.UPGRADE_REQUIRED));
                LOG.debugf("GET /ws was not upgraded: %s", upgraded.cause());
            }
        });
    }

    private void begin(
            ServerWebSocket framework, ChannelPipeline pipeline, Socket.Origin origin, Identity.@Nullable Shown shown) {
        var socket = new Socket(ids.next(), origin, desk, config.messages(), System::nanoTime);
        takeOver(pipeline, socket.wire());
        framework.exceptionHandler(failure -> LOG.debugf("A socket broke: %s", failure));
        sockets.opened(socket);
        if (!pipeline.channel().isActive()) {
            socket.gone();
            return;
        }
        LOG.infof(
                "GET /ws 101 account=%s",
                shown == null ? "none" : shown.caller().account());
        if (shown != null) {
            socket.inTurn(() -> desk.arrive(socket, shown));
        }
    }

    /** From here on we answer for the connection: for its frames, and for how long it may be silent. */
    private static void takeOver(ChannelPipeline pipeline, Wire wire) {
        if (pipeline.get("idle") != null) {
            pipeline.remove("idle");
        }
        pipeline.addBefore("handler", "raconteur", wire);
    }
}
