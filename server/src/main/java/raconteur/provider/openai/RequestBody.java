package raconteur.provider.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Message;
import raconteur.provider.Completion.Part;
import raconteur.provider.Completion.Role;
import raconteur.provider.Parameters;
import raconteur.provider.Quirk;

/** Writes a completion the way a provider and its model want it. */
final class RequestBody {
    /**
     * Recycles no buffers: they would hang on the thread that writes, and a virtual thread that waits for an answer
     * would keep 20 KiB of them for minutes.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
            .build();

    private RequestBody() {}

    static byte[] of(Completion request, Set<Quirk> quirks) {
        var bytes = new ByteArrayBuilder(1024);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("model", request.model());
            messages(json, request.messages(), quirks);
            json.writeBooleanField("stream", request.stream());
            if (request.stream() && !quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
                json.writeObjectFieldStart("stream_options");
                json.writeBooleanField("include_usage", true);
                json.writeEndObject();
            }
            parameters(json, request.parameters(), quirks);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void messages(JsonGenerator json, List<Message> messages, Set<Quirk> quirks) throws IOException {
        json.writeArrayFieldStart("messages");
        for (var message : messages) {
            json.writeStartObject();
            json.writeStringField("role", role(message.role()));
            json.writeFieldName("content");
            content(json, message, quirks);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String role(Role role) {
        return switch (role) {
            case SYSTEM -> "system";
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }

    private static void content(JsonGenerator json, Message message, Set<Quirk> quirks) throws IOException {
        if (message.parts().size() == 1) {
            switch (message.parts().getFirst()) {
                case Part.Text(var text) -> json.writeString(filled(text, message, quirks));
            }
        } else {
            // one string is understood everywhere, a list of parts is not
            json.writeString(filled(message.text(), message, quirks));
        }
    }

    private static String filled(String text, Message message, Set<Quirk> quirks) {
        return text.isEmpty() && message.role() == Role.ASSISTANT && quirks.contains(Quirk.NO_EMPTY_ANSWERS)
                ? " "
                : text;
    }

    private static void parameters(JsonGenerator json, Parameters parameters, Set<Quirk> quirks) throws IOException {
        if (!quirks.contains(Quirk.FIXED_SAMPLING)) {
            number(json, "temperature", parameters.temperature());
            number(json, "top_p", parameters.topP());
            number(json, "presence_penalty", parameters.presencePenalty());
            number(json, "frequency_penalty", parameters.frequencyPenalty());
            stop(json, parameters.stop());
        }
        var most = parameters.maxTokens();
        if (most != null) {
            json.writeNumberField(
                    quirks.contains(Quirk.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens", most);
        }
        var seed = parameters.seed();
        if (seed != null) {
            json.writeNumberField("seed", seed);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private static void stop(JsonGenerator json, List<String> stop) throws IOException {
        if (!stop.isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (var sequence : stop) {
                json.writeString(sequence);
            }
            json.writeEndArray();
        }
    }
}
