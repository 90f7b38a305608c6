package raconteur.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.http.Documents;
import raconteur.simple.TabHolder;
import raconteur.simple.Tabs;

/** Takes what comes over sockets, has it served, and sends what came of it. */
@Singleton
final class Desk implements Socket.Host {
    private static final Logger LOG = Logger.getLogger(Desk.class);
    private static final Logger EDGE = Logger.getLogger("raconteur.edge");
    private static final String TRACE = "trace_id";
    /** A heartbeat is short, so it is read at once; what is longer waits for its turn. */
    private static final int SHORT = 256;

    private final Documents documents;
    private final Services services;
    private final Entry entry;
    private final Sockets sockets;
    private final Tabs tabs;
    private final Replies replies;
    private final SocketMeters meters;
    private final Ids ids;

    Desk(
            Documents documents,
            Services services,
            Entry entry,
            Sockets sockets,
            Tabs tabs,
            Replies replies,
            SocketMeters meters,
            Ids ids) {
        this.documents = documents;
        this.services = services;
        this.entry = entry;
        this.sockets = sockets;
        this.tabs = tabs;
        this.replies = replies;
        this.meters = meters;
        this.ids = ids;
    }

    @Override
    public void said(Socket socket, String text) {
        if (text.length() > SHORT || !text.contains("\"heartbeat\"") || !beat(socket, text)) {
            socket.inTurn(() -> serve(socket, text));
        }
    }

    private record Status(int status) {}

    private boolean beat(Socket socket, String text) {
        Request request;
        try {
            request = Request.of(documents.tree(text));
        } catch (Refusal _) {
            return false; // told with everything else that cannot be read
        }
        if (request.word() != Request.Word.HEARTBEAT) {
            return false;
        }
        var who = socket.identity();
        if (who != null && socket.holdsTabs()) {
            Thread.startVirtualThread(() -> tabs.beat(TabHolder.of(who.caller(), socket.id())));
        }
        socket.send(replies.answer(request, new Status(0)));
        return true;
    }

    @Override
    public void spoiled(Socket socket, Wire.Spoil why) {
        var refusal = switch (why) {
            case NOT_TEXT ->
                new Refusal(Code.MALFORMED, new Text("Messages are text frames of JSON.", "消息应为 JSON 文本帧。"));
            case TOO_LONG ->
                new Refusal(Code.BODY_TOO_LARGE, new Text("A message has at most 256 KiB.", "单条消息最多 256 KiB。"));
            case TOO_FAST -> new Refusal(Code.TOO_MANY_REQUESTS).retryAfter(Duration.ofSeconds(1));
        };
        fault(socket, null, refusal, ids.next().toString());
    }

    @Override
    public void gone(Socket socket) {
        sockets.gone(socket);
        // frees tabs, which may ask the database
        Thread.startVirtualThread(() -> entry.leave(socket));
    }

    /** Serves one message; called for one after the other. */
    private void serve(Socket socket, String text) {
        var trace = ids.next().toString();
        MDC.put(TRACE, trace);
        try {
            JsonNode id = null;
            Request request;
            try {
                var message = documents.tree(text);
                id = Request.idOf(message);
                request = Request.of(message);
            } catch (Refusal refusal) {
                fault(socket, id, refusal, trace);
                return;
            }
            answer(socket, request, trace);
        } finally {
            MDC.remove(TRACE);
        }
    }

    private void answer(Socket socket, Request request, String trace) {
        var started = System.nanoTime();
        var status = 200;
        try {
            services.serve(socket, request, trace);
        } catch (Refusal refusal) {
            status = refusal.code().status();
            refuse(socket, request, refusal, trace);
        } catch (RuntimeException bug) {
            status = Code.INTERNAL.status();
            LOG.error("An unexpected fault", bug);
            refuse(socket, request, new Refusal(Code.INTERNAL), trace);
        }
        var who = socket.identity();
        EDGE.infof(
                "WS %s %d %dms account=%s",
                request.word(),
                status,
                (System.nanoTime() - started) / 1_000_000,
                who == null ? "none" : who.caller().account());
    }

    /** Tells why a request was not done. */
    void refuse(Socket socket, Request request, Refusal refusal, String trace) {
        socket.send(replies.refusal(request, refusal, socket.origin().language(), trace));
        if (refusal.code() == Code.TOO_MANY_SOCKETS) {
            socket.close(Closing.LIMIT, "too many connections");
        }
    }

    /** Something came that is no request; ten of them in a minute are enough. */
    private void fault(Socket socket, @Nullable JsonNode id, Refusal refusal, String trace) {
        meters.refused(refusal.code());
        socket.send(replies.error(id, refusal, socket.origin().language(), trace));
        if (socket.fault()) {
            socket.close(Closing.FAULTS, "too many messages that are no requests");
        }
    }

    /** The socket of somebody who showed a credential while connecting. */
    void arrive(Socket socket, Identity.Shown shown) {
        try {
            entry.enter(socket, shown.caller(), shown.credential());
        } catch (Refusal refusal) {
            var trace = ids.next().toString();
            socket.send(replies.error(null, refusal, socket.origin().language(), trace));
            socket.close(Closing.LIMIT, "too many connections");
        }
    }
}
