package raconteur.provider.openai;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP clients, one per processor, each with an event loop and connections of its own. With one client for all, a
 * pooled connection would mostly belong to another loop than the request that uses it, and every token would be handed
 * from one to the other.
 */
final class Lanes {
    /** One loop and the client whose connections live on it. */
    record Lane(Context context, HttpClient client) {}

    private static final int MOST_CONNECTIONS = 20_000;

    private final List<Lane> lanes = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    Lanes(Vertx vertx) {
        for (var i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            lanes.add(new Lane(
                    ((VertxInternal) vertx).createEventLoopContext(), vertx.createHttpClient(options(), pool())));
        }
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(true)
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true)
                // vendors are generous with headers
                .setMaxHeaderSize(64 * 1024)
                .setMaxChunkSize(64 * 1024)
                .setMaxInitialLineLength(8 * 1024)
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    private static PoolOptions pool() {
        return new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS);
    }

    Lane next() {
        return lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    }
}
