package raconteur.provider.anthropic;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.provider.ApiKey;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.wire.Framing;
import raconteur.provider.wire.Line;

/** A provider that speaks the Messages API. Thread-safe. */
final class AnthropicProvider implements Provider {
    private static final String VERSION = "2023-06-01";

    private final Line line;

    AnthropicProvider(Line line) {
        this.line = line;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        line.complete(
                asked(HttpMethod.POST, "/messages", request.key())
                        .putHeader("accept", "text/event-stream, application/json")
                        .putHeader("content-type", "application/json"),
                bytes(request),
                request.stream(),
                Framing.EVENTS,
                new EventInterpreter(line.faults(), out));
    }

    List<Model> offered() throws InterruptedException {
        return new ModelList(line, after -> asked(HttpMethod.GET, "/models?limit=1000" + after, null)).ask();
    }

    private RequestOptions asked(HttpMethod method, String operation, @Nullable ApiKey key) {
        var options = line.request(method, operation).putHeader("anthropic-version", VERSION);
        var used = line.key(key);
        return used == null ? options : options.putHeader("x-api-key", used.value());
    }

    private byte[] bytes(Completion request) {
        return MessageBody.of(request, line.connection().quirks().of(request.model()));
    }

    @Override
    public String body(Completion request) {
        return new String(bytes(request), StandardCharsets.UTF_8);
    }
}
