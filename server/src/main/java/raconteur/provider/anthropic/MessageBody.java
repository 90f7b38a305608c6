package raconteur.provider.anthropic;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Role;
import raconteur.provider.Parameters;
import raconteur.provider.Quirk;
import raconteur.provider.wire.Json;

/** Writes a completion as a request for a message. */
final class MessageBody {
    /** The API insists on a limit; the turn has one nearly always. */
    private static final long USUAL_OUTPUT = 4_096;

    /** Stands where the API wants a person to speak and none has. */
    private static final String SILENCE = "…";

    private MessageBody() {}

    /** What one role says until the other speaks. */
    private record Said(Role role, List<String> texts) {}

    static byte[] of(Completion request, Set<Quirk> quirks) {
        var parameters = request.parameters();
        var most = parameters.maxTokens();
        return Json.object(json -> {
            json.writeStringField("model", request.model());
            json.writeNumberField("max_tokens", most == null ? USUAL_OUTPUT : most);
            system(json, request.messages());
            json.writeArrayFieldStart("messages");
            for (var said : inTurn(request.messages())) {
                message(json, said);
            }
            json.writeEndArray();
            json.writeBooleanField("stream", request.stream());
            if (!quirks.contains(Quirk.FIXED_SAMPLING)) {
                sampling(json, parameters);
            }
            stop(json, parameters.stop());
            format(json, request.format());
        });
    }

    private static void system(JsonGenerator json, List<Completion.Message> messages) throws IOException {
        var system = String.join(
                "\n\n",
                messages.stream()
                        .filter(message -> message.role() == Role.SYSTEM)
                        .map(Completion.Message::text)
                        .filter(text -> !text.isBlank())
                        .toList());
        if (!system.isEmpty()) {
            json.writeStringField("system", system);
        }
    }

    /** User and assistant one after the other, the user first; nothing that is empty, which the API refuses. */
    private static List<Said> inTurn(List<Completion.Message> messages) {
        var all = new ArrayList<Said>();
        for (var message : messages) {
            if (message.role() == Role.SYSTEM || message.text().isBlank()) {
                continue;
            }
            if (all.isEmpty() && message.role() == Role.ASSISTANT) {
                all.add(new Said(Role.USER, List.of(SILENCE)));
            }
            if (all.isEmpty() || all.getLast().role() != message.role()) {
                all.add(new Said(message.role(), new ArrayList<>()));
            }
            all.getLast().texts().add(message.text());
        }
        if (all.isEmpty()) {
            all.add(new Said(Role.USER, List.of(SILENCE)));
        } else if (all.getLast().role() == Role.ASSISTANT) {
            // an answer that is to be gone on with must not end with white space
            var texts = all.getLast().texts();
            texts.set(texts.size() - 1, texts.getLast().stripTrailing());
        }
        return all;
    }

    private static void message(JsonGenerator json, Said said) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", said.role() == Role.USER ? "user" : "assistant");
        if (said.texts().size() == 1) {
            json.writeStringField("content", said.texts().getFirst());
        } else {
            json.writeArrayFieldStart("content");
            for (var text : said.texts()) {
                json.writeStartObject();
                json.writeStringField("type", "text");
                json.writeStringField("text", text);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /**
     * Temperatures end at 1 here, and newer models take either a temperature or top_p, not both; a temperature of 1 is
     * what they take when nothing is said.
     */
    private static void sampling(JsonGenerator json, Parameters parameters) throws IOException {
        var temperature = parameters.temperature();
        var topP = parameters.topP();
        var isUnsaid = temperature == null || (temperature == 1.0 && topP != null && topP < 1);
        if (temperature == null || isUnsaid) {
            Json.member(json, "top_p", topP);
        } else {
            Json.member(json, "temperature", Math.clamp(temperature, 0.0, 1.0));
        }
    }

    private static void stop(JsonGenerator json, List<String> stop) throws IOException {
        // one of white space only is refused
        var sequences = stop.stream().filter(sequence -> !sequence.isBlank()).toList();
        if (!sequences.isEmpty()) {
            json.writeArrayFieldStart("stop_sequences");
            for (var sequence : sequences) {
                json.writeString(sequence);
            }
            json.writeEndArray();
        }
    }

    /** A schema is enforced by making the model call a tool whose arguments follow it. */
    private static void format(JsonGenerator json, Format format) throws IOException {
        switch (format) {
            case Format.Schema(var name, var schema) -> tool(json, name, schema);
            case Format.Tool(var name, var schema) -> tool(json, name, schema);
            case Format.Free _, Format.Json _, Format.Grammar _ -> {}
        }
    }

    private static void tool(JsonGenerator json, String name, String schema) throws IOException {
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeStringField("name", name);
        Json.member(json, "input_schema", schema);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "tool");
        json.writeStringField("name", name);
        json.writeEndObject();
    }
}
