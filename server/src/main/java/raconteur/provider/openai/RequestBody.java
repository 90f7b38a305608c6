package raconteur.provider.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.Completion.Message;
import raconteur.provider.Completion.Role;
import raconteur.provider.Parameters;
import raconteur.provider.Quirk;
import raconteur.provider.wire.Json;

/** Writes a completion the way a provider and its model want it. */
final class RequestBody {
    private RequestBody() {}

    static byte[] of(Completion request, Set<Quirk> quirks) {
        return Json.object(json -> {
            json.writeStringField("model", request.model());
            messages(json, request.messages(), quirks);
            json.writeBooleanField("stream", request.stream());
            if (request.stream() && !quirks.contains(Quirk.NO_STREAM_OPTIONS)) {
                json.writeObjectFieldStart("stream_options");
                json.writeBooleanField("include_usage", true);
                json.writeEndObject();
            }
            format(json, request.format(), quirks);
            parameters(json, request.parameters(), quirks);
        });
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
        // one string is understood everywhere, a list of parts is not
        json.writeString(filled(message.text(), message, quirks));
    }

    private static String filled(String text, Message message, Set<Quirk> quirks) {
        return text.isEmpty() && message.role() == Role.ASSISTANT && quirks.contains(Quirk.NO_EMPTY_ANSWERS)
                ? " "
                : text;
    }

    private static void format(JsonGenerator json, Format format, Set<Quirk> quirks) throws IOException {
        switch (format) {
            case Format.Free _ -> {}
            case Format.Schema(var name, var schema) -> {
                schema(json, name, schema);
                withoutThinking(json, quirks);
            }
            case Format.Tool(var name, var schema) -> tool(json, name, schema);
            case Format.Json _ -> {
                json.writeObjectFieldStart("response_format");
                json.writeStringField("type", "json_object");
                json.writeEndObject();
                withoutThinking(json, quirks);
            }
            case Format.Grammar(var gbnf) -> json.writeStringField("grammar", gbnf);
        }
    }

    private static void schema(JsonGenerator json, String name, String schema) throws IOException {
        json.writeObjectFieldStart("response_format");
        json.writeStringField("type", "json_schema");
        json.writeObjectFieldStart("json_schema");
        json.writeStringField("name", name);
        json.writeBooleanField("strict", true);
        json.writeFieldName("schema");
        json.writeRawValue(schema);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** One tool, and no choice but to call it. */
    private static void tool(JsonGenerator json, String name, String schema) throws IOException {
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", name);
        json.writeFieldName("parameters");
        json.writeRawValue(schema);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("tool_choice");
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", name);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void withoutThinking(JsonGenerator json, Set<Quirk> quirks) throws IOException {
        if (quirks.contains(Quirk.NO_THINKING_WITH_JSON)) {
            json.writeBooleanField("enable_thinking", false);
        }
    }

    private static void parameters(JsonGenerator json, Parameters parameters, Set<Quirk> quirks) throws IOException {
        if (!quirks.contains(Quirk.FIXED_SAMPLING)) {
            Json.member(json, "temperature", parameters.temperature());
            Json.member(json, "top_p", parameters.topP());
            Json.member(json, "presence_penalty", parameters.presencePenalty());
            Json.member(json, "frequency_penalty", parameters.frequencyPenalty());
            stop(json, parameters.stop());
        }
        Json.member(
                json,
                quirks.contains(Quirk.MAX_COMPLETION_TOKENS) ? "max_completion_tokens" : "max_tokens",
                parameters.maxTokens());
        Json.member(json, "seed", parameters.seed());
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
