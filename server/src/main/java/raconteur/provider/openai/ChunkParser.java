package raconteur.provider.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import raconteur.provider.wire.Json;

/** Reads one object of an answer token by token, without a tree. Knows every place where vendors put things. */
final class ChunkParser {
    private final Said said;
    private final Json.Fields root = this::root;
    private final Json.Items choices = this::item;
    private final Json.Fields choice = this::choice;
    private final Json.Fields counts = this::count;
    private final Json.Fields details = this::detail;
    private int index;

    ChunkParser(Said said) {
        this.said = said;
    }

    /**
     * Reads an object, or the first of an array of them, into {@link Said}, which is cleared before.
     *
     * @throws IOException if it is not JSON of that form
     */
    void read(byte[] bytes, int from, int to) throws IOException {
        said.clear();
        Json.document(bytes, from, to, root);
        if (!said.choice) {
            said.error.settle(said.usage);
        }
    }

    private void root(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "id" -> said.id = Json.string(json, value);
            case "choices" -> Json.each(json, value, choices);
            case "usage" -> usage(json, value);
            default -> {
                if (!said.error.take(field, json, value)) {
                    json.skipChildren();
                }
            }
        }
    }

    private void item(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT || said.choice) {
            // only one answer is asked for
            json.skipChildren();
            return;
        }
        // before it is read: one that turns out to be another answer's is forgotten again
        said.choice = true;
        index = 0;
        Json.object(json, value, choice);
        if (index > 0) {
            said.forgetChoice();
        }
    }

    private void choice(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "delta" -> {
                said.message = false;
                Texts.message(json, value, said);
            }
            case "message" -> {
                if (said.content == null && said.reasoning == null) {
                    said.message = true;
                    Texts.message(json, value, said);
                } else {
                    json.skipChildren();
                }
            }
            case "text" -> {
                if (said.content == null) {
                    said.content(Json.string(json, value));
                } else {
                    json.skipChildren();
                }
            }
            case "finish_reason" -> said.finish = Json.string(json, value);
            case "index" -> index = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt(0) : 0;
            case "usage" -> usage(json, value);
            case "error" -> said.error.error(json, value);
            default -> json.skipChildren();
        }
    }

    private void usage(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            said.usage = true;
            said.input = 0;
            said.output = 0;
            said.cached = 0;
            said.thought = 0;
        }
        Json.object(json, value, counts);
    }

    private void count(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "prompt_tokens", "input_tokens" -> said.input = Json.count(json, value);
            case "completion_tokens", "output_tokens" -> said.output = Json.count(json, value);
            case "prompt_cache_hit_tokens", "cache_read_input_tokens" -> cached(json, value);
            case "prompt_tokens_details", "completion_tokens_details" -> Json.object(json, value, details);
            default -> detail(field, json, value);
        }
    }

    private void detail(String field, JsonParser json, JsonToken value) throws IOException {
        switch (field) {
            case "cached_tokens" -> cached(json, value);
            case "reasoning_tokens" -> said.thought = Math.max(said.thought, Json.count(json, value));
            default -> json.skipChildren();
        }
    }

    private void cached(JsonParser json, JsonToken value) throws IOException {
        said.cached = Math.max(said.cached, Json.count(json, value));
    }
}
