package raconteur.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * What a client asks in one message.
 *
 * @param id the client's own name for it, repeated in the answer: a text, a number, or null
 * @param data an object, empty when none came
 */
record Request(Word word, JsonNode id, JsonNode data) {
    /** What can be asked. The vocabulary is closed; its names are promises of the protocol. */
    enum Word {
        LOGIN,
        LOGOUT,
        CHAT,
        FETCH_CHAT_HISTORY,
        HEARTBEAT,
        OPEN_TAB,
        CLOSE_TAB,
        SUBSCRIBE,
        UNSUBSCRIBE,
        STOP;

        private static final Map<String, Word> BY_NAME = new HashMap<>();

        static {
            for (var word : values()) {
                BY_NAME.put(word.toString(), word);
            }
        }

        static Optional<Word> of(String name) {
            return Optional.ofNullable(BY_NAME.get(name));
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int LONGEST_ID = 200;

    /** The client's name for a message, {@code null} where it has none that can be repeated. */
    static JsonNode idOf(JsonNode message) {
        var id = message.path("id");
        var usable = id.isNumber() || (id.isTextual() && id.textValue().length() <= LONGEST_ID);
        return usable ? id : NullNode.getInstance();
    }

    /** Reads a message; {@link Code#MALFORMED} or {@link Code#UNKNOWN_EVENT} when it asks for nothing we know. */
    static Request of(JsonNode message) {
        var event = message.path("event");
        if (!event.isTextual()) {
            throw new Refusal(
                    Code.MALFORMED,
                    new Text(
                            "A message is an object with an event: {\"event\": \"heartbeat\"}.",
                            "消息应为带有 event 的对象：{\"event\": \"heartbeat\"}。"));
        }
        var word = Word.of(event.textValue()).orElseThrow(() -> new Refusal(Code.UNKNOWN_EVENT));
        var data = message.path("data");
        if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
            throw Refusal.invalid("data", "this is an object", "应为对象");
        }
        return new Request(word, idOf(message), data);
    }
}
