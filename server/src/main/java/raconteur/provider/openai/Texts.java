package raconteur.provider.openai;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Reads a delta or a message: text and thinking in the forms that vendors give them, and tool calls. */
final class Texts {
    private Texts() {}

    static void message(JsonParser json, @Nullable JsonToken token, Said said) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        // the same thinking may stand under two names; the first that says anything counts
        String thought = null;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "content" -> content(json, value, said);
                case "reasoning_content", "reasoning", "thinking" -> {
                    var text = text(json, value);
                    thought = thought == null || thought.isEmpty() ? text : thought;
                }
                case "refusal" -> said.refusal = text(json, value);
                case "tool_calls" -> tools(json, value, said);
                case "function_call" -> {
                    if (value == JsonToken.START_OBJECT) {
                        said.tools.add(tool(json, 0, null));
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
        said.reasoning(thought);
    }

    /** A string, or a list of parts of which some are thinking. */
    private static void content(JsonParser json, @Nullable JsonToken token, Said said) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            said.content(json.getText());
        } else if (token == JsonToken.START_ARRAY) {
            for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
                if (item == null) {
                    throw new JsonParseException(json, "cut off");
                }
                part(json, item, said);
            }
        } else {
            json.skipChildren();
        }
    }

    private static void part(JsonParser json, JsonToken token, Said said) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            said.content(json.getText());
            return;
        }
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "text" -> said.content(text(json, value));
                case "thinking", "reasoning" -> said.reasoning(text(json, value));
                default -> json.skipChildren();
            }
        }
    }

    /** A string, or the texts of a list of parts one after the other. */
    private static @Nullable String text(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return null;
        }
        var parts = new Said();
        content(json, token, parts);
        return parts.content;
    }

    private static void tools(JsonParser json, @Nullable JsonToken token, Said said) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (var item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item == null) {
                throw new JsonParseException(json, "cut off");
            }
            if (item == JsonToken.START_OBJECT) {
                call(json, said);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void call(JsonParser json, Said said) throws IOException {
        var index = -1;
        String id = null;
        Said.Tool function = null;
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "index" -> index = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsInt(-1) : -1;
                case "id" -> id = text(json, value);
                case "function" -> {
                    if (value == JsonToken.START_OBJECT) {
                        function = tool(json, -1, null);
                    } else {
                        json.skipChildren();
                    }
                }
                default -> json.skipChildren();
            }
        }
        said.tools.add(new Said.Tool(
                index, id, function == null ? null : function.name(), function == null ? "" : function.arguments()));
    }

    private static Said.Tool tool(JsonParser json, int index, @Nullable String id) throws IOException {
        String name = null;
        var arguments = "";
        for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            var value = json.nextToken();
            switch (field) {
                case "name" -> name = text(json, value);
                case "arguments" -> arguments = arguments(json, value);
                default -> json.skipChildren();
            }
        }
        return new Said.Tool(index, id, name, arguments);
    }

    /** JSON as text; some give the object itself. */
    private static String arguments(JsonParser json, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            var copy = new StringWriter();
            try (var generator = ChunkParser.JSON.createGenerator(copy)) {
                generator.copyCurrentStructure(json);
            }
            return copy.toString();
        }
        var text = text(json, token);
        return text == null ? "" : text;
    }
}
