package raconteur.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Language;

/** How what a task knows is written, by rules of its own: what was kept once must be readable later. */
final class TaskJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private TaskJson() {}

    /** Who ordered it, with what the credential could do. */
    private record Kept(String username, Set<String> roles, Language language, Set<String> models, int perMinute) {}

    static String caller(Caller caller) {
        var bounds = caller.bounds();
        return write(
                new Kept(caller.username(), caller.roles(), caller.language(), bounds.models(), bounds.perMinute()));
    }

    static Caller caller(String text, AccountId account, TaskId task) {
        var kept = read(text, new TypeReference<Kept>() {});
        return new Caller(
                account,
                kept.username(),
                task.value(),
                kept.roles(),
                kept.language(),
                new Caller.Bounds(kept.models(), kept.perMinute()));
    }

    static Map<String, PartState> parts(String text) {
        return read(text, new TypeReference<LinkedHashMap<String, PartState>>() {});
    }

    static JsonNode tree(String text) {
        return read(text, new TypeReference<JsonNode>() {});
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what was kept cannot be read", broken);
        }
    }
}
