package raconteur.terminal.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the relay says by itself where the server cannot be heard, in the server's own form: one JSON object without
 * escapes, exponents, control characters or nulls, which is what games can read.
 */
final class Words {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 100;

    private Words() {}

    /** The answer comes later, by polling. */
    static Answer pending(Ask ask) {
        var json = answer("pending", "", ask);
        json.putArray("lines");
        return done(json);
    }

    /** What is said in place of an answer that did not come. */
    static Answer canned(Ask ask) {
        var text = line(ask);
        var json = answer("fallback", text, ask);
        json.put("reason", "late");
        json.putArray("lines").addObject().put("text", text).put("seconds", 2.5);
        return done(json);
    }

    private static ObjectNode answer(String state, String text, Ask ask) {
        var json = JSON.createObjectNode()
                .put("model_response", text)
                .put("code", 0)
                .put("message", "success")
                .put("request_id", clean(ask.text("request_id")))
                .put("state", state);
        json.putArray("actions");
        return json.put("cached", false);
    }

    /** What happened is told to the server as soon as it can be heard. */
    static Answer kept(int events) {
        return done(
                JSON.createObjectNode().put("code", 0).put("message", "success").put("kept", events));
    }

    /** Nothing is new, as far as anybody here knows, and more may come. */
    static Answer nothingYet(Ask poll) {
        var json = news(poll).put("state", "pending");
        json.putArray("items");
        return done(json);
    }

    /**
     * What came of questions whose game had gone: what the server answered, or a canned line. Its items are newer than
     * what was asked for, and yet what is asked for next is the same, since the server counts by itself. Nothing where
     * the server tells it all.
     */
    static Optional<Answer> late(Ask poll, List<Deliveries.Late> questions) {
        var json = news(poll).put("state", poll.text("session").isEmpty() ? "done" : "pending");
        var items = json.putArray("items");
        for (var one : questions) {
            var told = one.answer().map(Words::read).orElseGet(JSON::createObjectNode);
            if (told.path("code").asInt(-1) != 0) {
                item(items, poll, one.ask(), "say")
                        .put("text", line(one.ask()))
                        .put("seconds", 2.5)
                        .put("reason", "late");
            }
            for (var line : told.path("lines")) {
                item(items, poll, one.ask(), "say")
                        .put("text", line.path("text").asText())
                        .put("seconds", line.path("seconds").asDouble());
            }
            for (var action : told.path("actions")) {
                item(items, poll, one.ask(), "action")
                        .put("text", "")
                        .put("seconds", 0)
                        .put("name", action.path("name").asText())
                        .set("args", action.path("args").isObject() ? action.path("args") : JSON.createObjectNode());
            }
            if (!items.isEmpty()) {
                ((ObjectNode) items.get(items.size() - 1)).put("last", true);
            }
        }
        return items.isEmpty() ? Optional.empty() : Optional.of(done(json));
    }

    private static ObjectNode item(ArrayNode items, Ask poll, Ask question, String type) {
        return items.addObject()
                .put("seq", after(poll) + items.size())
                .put("type", type)
                .put("request_id", clean(question.text("request_id")))
                .put("last", false);
    }

    private static ObjectNode read(Answer answer) {
        try {
            return answer.body().object(JSON);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible); // it was read before it came this far
        }
    }

    private static ObjectNode news(Ask poll) {
        return JSON.createObjectNode().put("code", 0).put("message", "success").put("seq", after(poll));
    }

    private static long after(Ask poll) {
        var after = poll.text("after");
        return after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
    }

    /** A "no". */
    static Answer refusal(int status, String message) {
        var json = JSON.createObjectNode().put("code", status).put("message", message);
        return new Answer(status, bytes(json));
    }

    private static Answer done(ObjectNode json) {
        return new Answer(200, bytes(json));
    }

    static Bytes bytes(ObjectNode json) {
        try {
            return new Bytes(JSON.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** In the language that is spoken: the one that is wished, else the one of what was said. */
    private static String line(Ask ask) {
        var language = ask.text("language");
        var chinese = language.isEmpty()
                ? ask.text("player_input")
                        .codePoints()
                        .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                : language.startsWith("zh");
        return chinese ? "……等等，让我想想。" : "Hm… give me a moment to think.";
    }

    /** What a game's own reader can read. */
    private static String clean(String text) {
        var kept = text.codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .limit(LONGEST)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return kept.toString();
    }
}
