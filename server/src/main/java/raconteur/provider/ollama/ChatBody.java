package raconteur.provider.ollama;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import raconteur.provider.Completion;
import raconteur.provider.Completion.Format;
import raconteur.provider.wire.Json;

/** Writes a completion as a request for a chat. */
final class ChatBody {
    /** Long enough for somebody to read an answer and think: loading a model takes longer than most answers. */
    private static final String KEEP_ALIVE = "30m";

    /** What the server makes room for by itself. */
    private static final long USUAL_ROOM = 4_096;

    private static final long MOST_ROOM = 1 << 20;
    private static final long USUAL_OUTPUT = 2_048;

    private ChatBody() {}

    static byte[] of(Completion request) {
        return Json.object(json -> {
            json.writeStringField("model", request.model());
            json.writeArrayFieldStart("messages");
            for (var message : request.messages()) {
                json.writeStartObject();
                json.writeStringField("role", message.role().name().toLowerCase(Locale.ROOT));
                json.writeStringField("content", message.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("stream", request.stream());
            format(json, request.format());
            options(json, request);
            json.writeStringField("keep_alive", KEEP_ALIVE);
        });
    }

    private static void format(JsonGenerator json, Format format) throws IOException {
        switch (format) {
            case Format.Schema(var _, var schema) -> Json.member(json, "format", schema);
            case Format.Json _ -> json.writeStringField("format", "json");
            case Format.Tool(var name, var schema) -> tool(json, name, schema);
            case Format.Free _, Format.Grammar _ -> {}
        }
    }

    /** The API cannot insist on a tool: the only one there is, is the most that can be asked. */
    private static void tool(JsonGenerator json, String name, String schema) throws IOException {
        json.writeArrayFieldStart("tools");
        json.writeStartObject();
        json.writeStringField("type", "function");
        json.writeObjectFieldStart("function");
        json.writeStringField("name", name);
        Json.member(json, "parameters", schema);
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void options(JsonGenerator json, Completion request) throws IOException {
        var parameters = request.parameters();
        json.writeObjectFieldStart("options");
        Json.member(json, "temperature", parameters.temperature());
        Json.member(json, "top_p", parameters.topP());
        Json.member(json, "num_predict", parameters.maxTokens());
        Json.member(json, "presence_penalty", parameters.presencePenalty());
        Json.member(json, "frequency_penalty", parameters.frequencyPenalty());
        Json.member(json, "seed", parameters.seed());
        if (!parameters.stop().isEmpty()) {
            json.writeArrayFieldStart("stop");
            for (var sequence : parameters.stop()) {
                json.writeString(sequence);
            }
            json.writeEndArray();
        }
        var room = room(request);
        if (room > USUAL_ROOM) {
            json.writeNumberField("num_ctx", room);
        }
        json.writeEndObject();
    }

    /**
     * How many tokens prompt and answer may need together. Without room for it the server silently drops the beginning
     * of a prompt. In powers of two, because a model is loaded anew whenever its room changes; more than a model has is
     * cut down by the server.
     */
    static long room(Completion request) {
        var bytes = 0L;
        for (var message : request.messages()) {
            // three bytes are a Chinese character or most of an English word
            bytes += message.text().getBytes(StandardCharsets.UTF_8).length + 24;
        }
        var most = request.parameters().maxTokens();
        var needed = Math.min(MOST_ROOM, bytes / 3 + (most == null ? USUAL_OUTPUT : most));
        return needed <= USUAL_ROOM ? USUAL_ROOM : Long.highestOneBit(needed - 1) << 1;
    }
}
