package raconteur.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import raconteur.platform.journal.Entry;
import raconteur.story.play.StoryEvent;

/**
 * How events and snapshots are written. By rules of its own, not those of the edge: what was kept once must be readable
 * whatever the edge refuses later. Fields keep their order, so that equal events are equal bytes.
 */
final class StoryJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final Map<String, Class<? extends StoryEvent>> TYPES = Map.of(
            "begun", StoryEvent.Begun.class,
            "acted", StoryEvent.Acted.class,
            "drawn", StoryEvent.Drawn.class,
            "ruled", StoryEvent.Ruled.class,
            "told", StoryEvent.Told.class,
            "paused", StoryEvent.Paused.class,
            "resumed", StoryEvent.Resumed.class,
            "branched", StoryEvent.Branched.class,
            "renamed", StoryEvent.Renamed.class);

    private StoryJson() {}

    static String type(StoryEvent event) {
        return switch (event) {
            case StoryEvent.Begun _ -> "begun";
            case StoryEvent.Acted _ -> "acted";
            case StoryEvent.Drawn _ -> "drawn";
            case StoryEvent.Ruled _ -> "ruled";
            case StoryEvent.Told _ -> "told";
            case StoryEvent.Paused _ -> "paused";
            case StoryEvent.Resumed _ -> "resumed";
            case StoryEvent.Branched _ -> "branched";
            case StoryEvent.Renamed _ -> "renamed";
        };
    }

    static Entry.Draft draft(StoryEvent event) {
        return new Entry.Draft(type(event), write(event));
    }

    static StoryEvent read(Entry entry) {
        var type = TYPES.get(entry.type());
        if (type == null) {
            throw new IllegalStateException("an event that nobody knows: " + entry.type());
        }
        return read(entry.body(), type);
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("what was kept cannot be read", broken);
        }
    }

    static JsonNode parse(String text) {
        return read(text, JsonNode.class);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
