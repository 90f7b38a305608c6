package raconteur.provider.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one object of an answer token by token, without a tree. Knows every place where vendors put things. */
final class ChunkParser {
    static final JsonFactory JSON = new JsonFactory();

    private final Said said;
    private @Nullable String code;
    private @Nullable String text;
    private boolean detail;

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
        code = null;
        text = null;
        detail = false;
        try (var json = JSON.createParser(bytes, from, to - from)) {
            var first = json.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = json.nextToken();
            }
            if (first != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "no object");
            }
            root(json);
            trailing(json);
        }
        envelope();
    }

    /** What follows the object must be nothing, or the rest of an array. */
    private static void trailing(JsonParser json) throws IOException {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (json.getParsingContext().inRoot() && token != JsonToken.END_ARRAY) {
                throw new JsonParseException(json, "more than one object");
            }
            json.skipChildren();
        }
    }

    private void root(JsonParser json) throws IOException {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            switch (field) {
                case "id" -> said.id = string(json, token);
                case "choices" -> choices(json, token);
                case "usage" -> usage(json, token);
                case "error" -> error(json, token);
                case "base_resp" -> base(json, token);
                case "code" -> code = scalar(token, json);
                case "error_code" -> number(scalar(token, json));
                case "error_msg", "message", "msg" -> text = text == null ? scalar(token, json) : text;
                case "detail" -> {
                    detail = true;
                    text = text == null ? scalar(token, json) : text;
                }
                default -> json.skipChildren();
            }
        }
    }

    private void number(@Nullable String errorCode) {
        if (errorCode != null && !errorCode.equals("0")) {
            code = "error_code." + errorCode;
        }
    }

    /** Errors that are not in an object of their own: {@code {code, message}}, {@code {error_code, error_msg}}, … */
    private void envelope() {
        if (said.failed || said.choice) {
            return;
        }
        var wrong = code != null && !code.equals("0") && !code.equals("200") && !code.isEmpty();
        if ((wrong && (text != null || !said.usage)) || (detail && text != null)) {
            fail(code, null, text);
        }
    }

    private void fail(@Nullable String errorCode, @Nullable String type, @Nullable String message) {
        said.failed = true;
        said.errorCode = errorCode;
        said.errorType = type;
        said.errorMessage = message;
    }

    private void error(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            var message = scalar(token, json);
            if (message != null && !message.isEmpty() && !message.equals("false")) {
                fail(null, null, message);
            }
            return;
        }
        String errorCode = null;
        String type = null;
        String message = null;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "code" -> errorCode = scalar(value, json);
                case "type", "status" -> type = type == null ? scalar(value, json) : type;
                case "message", "msg" -> message = scalar(value, json);
                default -> json.skipChildren();
            }
        }
        fail(errorCode, type, message);
    }

    /** MiniMax: a status beside the answer; zero is well. */
    private void base(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String status = null;
        String message = null;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "status_code" -> status = scalar(value, json);
                case "status_msg" -> message = scalar(value, json);
                default -> json.skipChildren();
            }
        }
        if (status != null && !status.equals("0")) {
            fail("base_resp." + status, null, message);
        }
    }

    private void choices(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item == null) {
                throw new JsonParseException(json, "cut off");
            }
            if (item == JsonToken.START_OBJECT && !said.choice) {
                // before it is read: one that turns out to be another answer's is forgotten again
                said.choice = true;
                choice(json);
            } else {
                // only one answer is asked for
                json.skipChildren();
            }
        }
    }

    private void choice(JsonParser json) throws IOException {
        var index = 0;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            switch (field) {
                case "delta" -> {
                    said.message = false;
                    Texts.message(json, token, said);
                }
                case "message" -> {
                    if (said.content == null && said.reasoning == null) {
                        said.message = true;
                        Texts.message(json, token, said);
                    } else {
                        json.skipChildren();
                    }
                }
                case "text" -> {
                    if (said.content == null) {
                        said.content(string(json, token));
                    } else {
                        json.skipChildren();
                    }
                }
                case "finish_reason" -> said.finish = string(json, token);
                case "index" -> index = token == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt(0) : 0;
                case "usage" -> usage(json, token);
                case "error" -> error(json, token);
                default -> json.skipChildren();
            }
        }
        if (index > 0) {
            said.forgetChoice();
        }
    }

    private void usage(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        said.usage = true;
        said.input = 0;
        said.output = 0;
        said.cached = 0;
        said.thought = 0;
        counts(json);
    }

    private void counts(JsonParser json) throws IOException {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            switch (field) {
                case "prompt_tokens", "input_tokens" -> said.input = count(json, token);
                case "completion_tokens", "output_tokens" -> said.output = count(json, token);
                case "prompt_cache_hit_tokens", "cached_tokens", "cache_read_input_tokens" ->
                    said.cached = Math.max(said.cached, count(json, token));
                case "reasoning_tokens" -> said.thought = Math.max(said.thought, count(json, token));
                case "prompt_tokens_details", "completion_tokens_details" -> {
                    if (token == JsonToken.START_OBJECT) {
                        details(json);
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private void details(JsonParser json) throws IOException {
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var token = json.nextToken();
            switch (field) {
                case "cached_tokens" -> said.cached = Math.max(said.cached, count(json, token));
                case "reasoning_tokens" -> said.thought = Math.max(said.thought, count(json, token));
                default -> json.skipChildren();
            }
        }
    }

    /** A count; what is no count comes out negative, nothing as zero. */
    private static long count(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? -1 : json.getLongValue();
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            var value = json.getDoubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1e15 ? (long) value : -1;
        }
        json.skipChildren();
        return token == JsonToken.VALUE_NULL ? 0 : -1;
    }

    private static @Nullable String string(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    private static @Nullable String scalar(@Nullable JsonToken token, JsonParser json) throws IOException {
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }
}
