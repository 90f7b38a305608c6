package raconteur.provider.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import raconteur.provider.wire.Json;

/** Reads one event, or a whole message, token by token. */
final class EventParser {
    private final Said said;
    private final Json.Fields root = this::root;
    private final Json.Fields message = this::message;
    private final Json.Fields delta = this::delta;
    private final Json.Fields block = this::block;
    private final Json.Fields counts;
    private Said.Block open = new Said.Block();

    EventParser(Said said, Usage usage) {
        this.said = said;
        this.counts = usage::read;
    }

    /**
     * Reads into {@link Said}, which is cleared before, and adds to the usage.
     *
     * @throws IOException if it is not JSON of that form
     */
    void read(byte[] bytes, int from, int to) throws IOException {
        said.clear();
        Json.document(bytes, from, to, root);
    }

    private void root(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "type" -> said.type = text(json, value);
            case "index" -> said.index = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt(0) : 0;
            case "message" -> {
                if (value == JsonToken.START_OBJECT) {
                    Json.object(json, value, message);
                } else {
                    said.error.take(field, json, value);
                }
            }
            case "delta" -> Json.object(json, value, delta);
            case "content_block" -> begin(json, value);
            case "error", "code", "msg", "detail" -> said.error.take(field, json, value);
            default -> message(field, json, value);
        }
    }

    private void message(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "id" -> said.id = Json.string(json, value);
            case "content" -> Json.each(json, value, this::begin);
            case "stop_reason" -> said.stop = Json.string(json, value);
            case "usage" -> Json.object(json, value, counts);
            default -> json.skipChildren();
        }
    }

    private void delta(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "text" -> said.text = Json.string(json, value);
            case "thinking" -> said.thinking = Json.string(json, value);
            case "partial_json" -> said.arguments = Json.string(json, value);
            case "stop_reason" -> said.stop = Json.string(json, value);
            // a signature is for those who send thinking back
            default -> json.skipChildren();
        }
    }

    private void begin(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        open = new Said.Block();
        said.blocks.add(open);
        Json.object(json, value, block);
    }

    private void block(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "type" -> open.type = text(json, value);
            case "text" -> open.text = text(json, value);
            case "thinking" -> open.thinking = text(json, value);
            case "id" -> open.id = Json.string(json, value);
            case "name" -> open.name = Json.string(json, value);
            case "input" -> {
                if (value == JsonToken.START_OBJECT) {
                    open.input = Json.text(json);
                } else {
                    json.skipChildren();
                }
            }
            default -> json.skipChildren();
        }
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        var text = Json.string(json, value);
        return text == null ? "" : text;
    }
}
