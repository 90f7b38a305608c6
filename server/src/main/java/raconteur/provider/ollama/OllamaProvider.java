package raconteur.provider.ollama;

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

/** A provider that speaks Ollama's own API. Thread-safe. */
final class OllamaProvider implements Provider {
    private final Line line;

    OllamaProvider(Line line) {
        this.line = line;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        line.complete(
                asked(HttpMethod.POST, "/api/chat", request.key())
                        .putHeader("accept", "application/x-ndjson, application/json"),
                ChatBody.of(request),
                request.stream(),
                Framing.LINES,
                new LineInterpreter(line.faults(), request.model(), out));
    }

    List<Model> offered() throws InterruptedException {
        return new ModelList(line, (method, operation) -> asked(method, operation, null)).ask();
    }

    private RequestOptions asked(HttpMethod method, String operation, @Nullable ApiKey key) {
        var options = line.request(method, operation).putHeader("content-type", "application/json");
        var used = line.key(key);
        return used == null ? options : options.putHeader("authorization", "Bearer " + used.value());
    }

    @Override
    public String body(Completion request) {
        return new String(ChatBody.of(request), StandardCharsets.UTF_8);
    }
}
