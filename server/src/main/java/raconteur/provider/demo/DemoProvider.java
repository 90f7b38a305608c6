package raconteur.provider.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Pause;
import raconteur.provider.Provider;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/** Answers from templates: the same prompt always gets the same answer. Thread-safe. */
public final class DemoProvider implements Provider {
    // buffers that are recycled would hang on the virtual thread that asks
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private final Duration cadence;
    private final Pause pause;

    /** @param cadence how long it waits before each piece of a streamed answer */
    public DemoProvider(Duration cadence, Pause pause) {
        this.cadence = cadence;
        this.pause = pause;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var template = Templates.answer(request.messages());
        var reasoning = Pieces.of(template.reasoning());
        var answer = Pieces.of(Pieces.until(request.parameters().stop(), template.text()));
        var most = request.parameters().maxTokens();
        var left = most == null ? Long.MAX_VALUE : Math.max(0, most);
        var thought = cut(reasoning, left);
        var said = cut(answer, left - thought.size());
        tell(request, thought, out, Chunk.ReasoningDelta::new);
        tell(request, said, out, Chunk.TextDelta::new);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        var whole = thought.size() + said.size() == reasoning.size() + answer.size();
        var tokens = new Tokens(count(request), thought.size() + said.size(), 0, thought.size());
        out.accept(new Chunk.Finished(whole ? StopReason.STOP : StopReason.LENGTH, tokens, null));
    }

    private void tell(
            Completion request, List<String> pieces, Consumer<? super Chunk> out, Function<String, Chunk> delta)
            throws InterruptedException {
        if (!request.stream() && !pieces.isEmpty()) {
            out.accept(delta.apply(String.join("", pieces)));
            return;
        }
        for (var piece : pieces) {
            pause.pause(cadence);
            out.accept(delta.apply(piece));
        }
    }

    private static List<String> cut(List<String> pieces, long most) {
        return pieces.subList(0, (int) Math.min(pieces.size(), Math.max(0, most)));
    }

    private static long count(Completion request) {
        var bytes = 0L;
        for (var message : request.messages()) {
            bytes += message.text().getBytes(StandardCharsets.UTF_8).length + 4;
        }
        return (bytes + 3) / 4;
    }

    @Override
    public String body(Completion request) {
        var body = new StringWriter();
        try (var json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("model", request.model());
            json.writeArrayFieldStart("messages");
            for (var message : request.messages()) {
                json.writeStartObject();
                json.writeStringField("role", role(message));
                json.writeStringField("content", message.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("stream", request.stream());
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return body.toString();
    }

    private static String role(Message message) {
        return message.role().name().toLowerCase(Locale.ROOT);
    }
}
