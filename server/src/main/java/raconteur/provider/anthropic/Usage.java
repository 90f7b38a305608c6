package raconteur.provider.anthropic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import raconteur.provider.wire.Answer;
import raconteur.provider.wire.Json;

/**
 * What an answer has used so far. Counts grow from event to event: the first tells the input, later ones replace what
 * they name. Input that came from the cache or went into it is counted beside the rest of it.
 */
final class Usage {
    private long input;
    private long written;
    private long cached;
    private long output;
    private boolean told;

    void read(String field, JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            // nothing new about it
            return;
        }
        told = true;
        switch (field) {
            case "input_tokens" -> input = Json.count(json, value);
            case "cache_creation_input_tokens" -> written = Json.count(json, value);
            case "cache_read_input_tokens" -> cached = Json.count(json, value);
            case "output_tokens" -> output = Json.count(json, value);
            default -> json.skipChildren();
        }
    }

    void tell(Answer answer) {
        if (told) {
            var whole = input < 0 || written < 0 || cached < 0 ? -1 : input + written + cached;
            answer.used(whole, output, cached, 0);
        }
    }
}
