package raconteur.platform.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The writing end of one response of Server-Sent Events. Writes straight to the connection: the framework's own streams
 * cost about twice as much per event. Thread-safe; never blocks.
 */
public final class EventStream {
    private final HttpServerResponse response;
    private final Context context;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final long timer;
    private volatile boolean wrote;
    private volatile Future<Void> last = Future.succeededFuture();

    private EventStream(RoutingContext routing, Duration keepAlive) {
        this.response = routing.response();
        this.context = routing.vertx().getOrCreateContext();
        this.timer = keepAlive.isZero()
                ? -1
                : routing.vertx().setPeriodic(Math.max(1, keepAlive.toMillis()), _ -> comment());
        if (timer >= 0) {
            whenOver(() -> routing.vertx().cancelTimer(timer));
        }
    }

    /** Opens the stream: from here on nothing but events can be answered. */
    static EventStream open(RoutingContext routing, Duration keepAlive) {
        var response = routing.response();
        response.setChunked(true);
        response.putHeader("Content-Type", "text/event-stream;charset=UTF-8");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Accel-Buffering", "no");
        var stream = new EventStream(routing, keepAlive);
        stream.last = response.write("retry: 2000\n\n");
        return stream;
    }

    /** Writes a whole frame. Returns whether more can be written without piling up. */
    public boolean write(String frame) {
        if (over.isDone() || response.closed()) {
            return true; // nobody is there: take everything and drop it
        }
        wrote = true;
        last = response.write(frame);
        return !response.writeQueueFull();
    }

    /** Runs this once, when more can be written. */
    public void whenReady(Runnable more) {
        var once = new AtomicBoolean();
        Runnable run = () -> {
            if (once.compareAndSet(false, true)) {
                more.run();
            }
        };
        response.drainHandler(_ -> run.run());
        // it may have drained before the handler was there
        context.runOnContext(_ -> {
            if (!response.closed() && !response.writeQueueFull()) {
                run.run();
            }
        });
    }

    private void comment() {
        if (!wrote && !over.isDone() && !response.closed() && !response.writeQueueFull()) {
            response.write(": keep-alive\n\n");
        }
        wrote = false;
    }

    /**
     * Nothing more comes, or nobody reads any more. Once the last frame has gone out the framework ends the response;
     * before that it might still touch the headers of a head that is waiting to be sent.
     */
    public void end() {
        last.onComplete(_ -> over.complete(null));
    }

    /** Runs this when the reader has gone or everything was told. */
    public void whenOver(Runnable after) {
        var _ = over.thenRun(after);
    }
}
