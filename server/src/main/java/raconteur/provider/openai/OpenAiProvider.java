package raconteur.provider.openai;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;
import raconteur.provider.ApiKey;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Connection;
import raconteur.provider.Provider;

/** A provider that speaks the chat completions API, over one connection. Thread-safe. */
final class OpenAiProvider implements Provider {
    private final Lanes lanes;
    private final InstantSource time;
    private final Connection connection;
    private final Bounds bounds;
    private final Faults faults;
    private final RequestOptions options;

    OpenAiProvider(Lanes lanes, InstantSource time, Connection connection, Bounds bounds) {
        this.lanes = lanes;
        this.time = time;
        this.connection = connection;
        this.bounds = bounds;
        this.faults = new Faults(connection);
        this.options = options(connection, HttpMethod.POST, "/chat/completions")
                .putHeader("accept", "text/event-stream, application/json")
                .putHeader("content-type", "application/json");
    }

    /** How to ask for an operation of this connection. */
    static RequestOptions options(Connection connection, HttpMethod method, String operation) {
        var base = connection.base();
        var secure = "https".equals(base.getScheme());
        var port = base.getPort() > 0 ? base.getPort() : secure ? 443 : 80;
        var path = base.getRawPath() == null ? "" : base.getRawPath();
        var options = new RequestOptions()
                .setMethod(method)
                .setSsl(secure)
                .setHost(base.getHost())
                .setPort(port)
                .setURI(path + operation)
                .putHeader("user-agent", "raconteur");
        var connect = connection.timers().connect();
        if (!connect.isZero()) {
            options.setConnectTimeout(Math.clamp(connect.toMillis(), 1, Integer.MAX_VALUE));
        }
        connection.headers().forEach(options::putHeader);
        if (!connection.keys().isEmpty()) {
            authorize(options, connection.keys().getFirst());
        }
        return options;
    }

    private static RequestOptions authorize(RequestOptions options, ApiKey key) {
        return options.putHeader("authorization", "Bearer " + key.value());
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var quirks = connection.quirks().of(request.model());
        var body = RequestBody.of(request, quirks);
        var reply = new Reply(faults, bounds, quirks, out);
        var key = request.key();
        var asked = key == null ? options : authorize(new RequestOptions(options), key);
        new Exchange(lanes.next(), asked, body, request.stream(), reply, faults, connection.timers(), time).run();
    }

    @Override
    public String body(Completion request) {
        var quirks = connection.quirks().of(request.model());
        return new String(RequestBody.of(request, quirks), StandardCharsets.UTF_8);
    }
}
