package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request for a completion asks, as far as the answer depends on it.
 *
 * @param model the model as the caller named it, knobs and all
 * @param stream whether events are wanted
 * @param includeUsage whether the stream shall end with a usage chunk
 * @param promptTokens the code points of all messages: the fake upstream counts one token for each
 * @param knobs the knobs of the model and, over them, those of the last user message
 */
record Ask(String model, boolean stream, boolean includeUsage, int promptTokens, String knobs) {

    static Ask of(JsonNode body) {
        String model = body.path("model").asText("");
        var knobs = new StringBuilder(model.indexOf('~') < 0 ? "" : model.substring(model.indexOf('~')));
        int tokens = 0;
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
                model,
                body.path("stream").asBoolean(),
                body.path("stream_options").path("include_usage").asBoolean(),
                tokens,
                knobs.toString());
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
