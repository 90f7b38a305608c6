package raconteur.provider.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.wire.Envelope;
import raconteur.provider.wire.Json;

/** What one line says. One per answer, read anew for each line. */
final class Said {
    boolean message;

    @Nullable
    String text;

    @Nullable
    String thinking;

    final List<Tool> tools = new ArrayList<>(0);
    boolean done;

    @Nullable
    String reason;

    /** Zero when it was not counted. */
    long input;

    long output;
    final Envelope error = new Envelope();

    private final Json.Fields root = this::root;
    private final Json.Fields inside = this::inside;

    /** A whole call of a tool. */
    record Tool(@Nullable String id, String name, String arguments) {}

    /**
     * Reads a line.
     *
     * @throws IOException if it is no JSON object
     */
    void read(byte[] bytes, int from, int to) throws IOException {
        message = false;
        text = null;
        thinking = null;
        if (!tools.isEmpty()) {
            tools.clear();
        }
        done = false;
        reason = null;
        input = 0;
        output = 0;
        error.clear();
        Json.document(bytes, from, to, root);
        if (!message && !done) {
            error.settle(false);
        }
    }

    private void root(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "message" -> {
                if (value == JsonToken.START_OBJECT) {
                    message = true;
                    Json.object(json, value, inside);
                } else {
                    error.take(field, json, value);
                }
            }
            case "done" -> done = value == JsonToken.VALUE_TRUE;
            case "done_reason" -> reason = Json.string(json, value);
            case "prompt_eval_count" -> input = Json.count(json, value);
            case "eval_count" -> output = Json.count(json, value);
            default -> {
                if (!error.take(field, json, value)) {
                    json.skipChildren();
                }
            }
        }
    }

    private void inside(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "content" -> text = Json.string(json, value);
            case "thinking" -> thinking = Json.string(json, value);
            case "tool_calls" -> Json.each(json, value, this::tool);
            default -> json.skipChildren();
        }
    }

    private void tool(JsonParser json, JsonToken value) throws IOException {
        var told = new @Nullable String[3];
        Json.object(json, value, (field, _, inner) -> {
            switch (field) {
                case "id" -> told[0] = Json.string(json, inner);
                case "function" ->
                    Json.object(json, inner, (name, _, part) -> {
                        switch (name) {
                            case "name" -> told[1] = Json.string(json, part);
                            case "arguments" ->
                                told[2] = part == JsonToken.START_OBJECT ? Json.text(json) : Json.string(json, part);
                            default -> json.skipChildren();
                        }
                    });
                default -> json.skipChildren();
            }
        });
        if (told[1] != null) {
            tools.add(new Tool(told[0], told[1], told[2] == null ? "{}" : told[2]));
        }
    }
}
