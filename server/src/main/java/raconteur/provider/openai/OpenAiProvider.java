package raconteur.provider.openai;

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

/** A provider that speaks the chat completions API. Thread-safe. */
final class OpenAiProvider implements Provider {
    private final Line line;

    OpenAiProvider(Line line) {
        this.line = line;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var quirks = line.connection().quirks().of(request.model());
        var asked = asked(HttpMethod.POST, "/chat/completions", request.key())
                .putHeader("accept", "text/event-stream, application/json")
                .putHeader("content-type", "application/json");
        line.complete(
                asked,
                RequestBody.of(request, quirks),
                request.stream(),
                Framing.EVENTS,
                new ChunkInterpreter(line.faults(), quirks, out));
    }

    List<Model> offered() throws InterruptedException {
        return new ModelList(line, asked(HttpMethod.GET, "/models", null)).ask();
    }

    private RequestOptions asked(HttpMethod method, String operation, @Nullable ApiKey key) {
        var options = line.request(method, operation);
        var used = line.key(key);
        return used == null ? options : options.putHeader("authorization", "Bearer " + used.value());
    }

    @Override
    public String body(Completion request) {
        var quirks = line.connection().quirks().of(request.model());
        return new String(RequestBody.of(request, quirks), StandardCharsets.UTF_8);
    }
}
