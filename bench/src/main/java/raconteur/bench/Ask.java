package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request for a completion asks, as far as the answer depends on it.
 *
 * @param vendor whose protocol it speaks
 * @param model the model as the caller named it, knobs and all
 * @param stream whether events are wanted
 * @param includeUsage whether the stream shall end with a usage chunk
 * @param promptTokens the code points of all messages and the system: the fake upstream counts one token for each
 * @param tool the name of the tool that must be called; empty when none must
 * @param form what the answer must be: free, schema, tool, json, grammar
 * @param knobs the knobs of the model and, over them, those of the last user message
 */
record Ask(
        Vendor vendor,
        String model,
        boolean stream,
        boolean includeUsage,
        int promptTokens,
        String tool,
        String form,
        String knobs) {

    static Ask of(Vendor vendor, JsonNode body) {
        String model = body.path("model").asText("");
        var knobs = new StringBuilder(model.indexOf('~') < 0 ? "" : model.substring(model.indexOf('~')));
        String system = text(body.path("system"));
        int tokens = system.codePointCount(0, system.length());
        String question = "";
        for (var message : body.path("messages")) {
            String text = text(message.path("content"));
            tokens += text.codePointCount(0, text.length());
            if (message.path("role").asText().equals("user")) {
                question = text;
            }
        }
        question.lines().filter(line -> line.startsWith("~")).forEach(line -> knobs.append(line.strip()));
        return new Ask(
                vendor,
                model,
                // Ollama streams unless it is told not to
                body.path("stream").asBoolean(vendor == Vendor.OLLAMA),
                body.path("stream_options").path("include_usage").asBoolean(),
                tokens,
                tool(body.path("tool_choice")),
                form(body),
                knobs.toString());
    }

    private static String tool(JsonNode choice) {
        return choice.path("function").path("name").asText(choice.path("name").asText(""));
    }

    private static String form(JsonNode body) {
        return switch (body.path("response_format").path("type").asText("")) {
            case "json_schema" -> "schema";
            case "json_object" -> "json";
            default -> body.has("tool_choice") ? "tool" : body.has("grammar") ? "grammar" : format(body.path("format"));
        };
    }

    /** As Ollama is asked. */
    private static String format(JsonNode format) {
        return format.isObject() ? "schema" : format.isTextual() ? "json" : "free";
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        var text = new StringBuilder();
        for (var part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }
}
