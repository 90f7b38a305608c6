package raconteur.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.turn.Frame;
import raconteur.turn.TurnId;

/** Writes what goes out over sockets. */
@Singleton
final class Replies {
    private final ObjectMapper mapper;

    Replies(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The answer to a request. */
    String answer(Request request, Object data) {
        var reply = head(request.word().toString(), request.id());
        reply.set("data", mapper.valueToTree(data));
        return written(reply);
    }

    /** Why a request was not done. */
    String refusal(Request request, Refusal refusal, Language language, String trace) {
        return refusal(request.word().toString(), request.id(), refusal, language, trace);
    }

    /** What came is no request. */
    String error(@Nullable JsonNode id, Refusal refusal, Language language, String trace) {
        return refusal("error", id == null ? NullNode.getInstance() : id, refusal, language, trace);
    }

    /** Something that nobody asked for. */
    String push(String event, Object data) {
        var message = mapper.createObjectNode().put("event", event);
        message.set("data", mapper.valueToTree(data));
        return written(message);
    }

    /** An event of a turn. Written by hand: it is most of what is sent. */
    static String event(TurnId turn, Frame frame) {
        return "{\"event\":\"" + frame.name() + "\",\"turn_id\":\"" + turn + "\",\"seq\":" + frame.seq() + ",\"data\":"
                + frame.json() + '}';
    }

    private String refusal(String event, JsonNode id, Refusal refusal, Language language, String trace) {
        var reply = head(event, id);
        var error = reply.putObject("error")
                .put("code", refusal.code().name())
                .put("status", refusal.code().status())
                .put("message", refusal.detail().in(language))
                .put("trace_id", trace);
        refusal.more().forEach((name, value) -> error.set(name, mapper.valueToTree(value)));
        var wait = refusal.retryAfter();
        if (wait != null) {
            error.put("retry_after", Math.max(1, (wait.toMillis() + 999) / 1000));
        }
        if (!refusal.fields().isEmpty()) {
            var errors = error.putArray("errors");
            refusal.fields()
                    .forEach(field -> errors.addObject()
                            .put("field", field.field())
                            .put("message", field.message().in(language)));
        }
        return written(reply);
    }

    private ObjectNode head(String event, JsonNode id) {
        var reply = mapper.createObjectNode().put("event", event);
        reply.set("reply_to", id);
        return reply;
    }

    private String written(ObjectNode message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
