package raconteur.character.memory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import raconteur.turn.MessageId;

/** How events are written. Fields may come to them, none is ever renamed. */
final class MemoryJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<? extends MemoryEvent>> KINDS = Map.of(
            "shortened", MemoryEvent.Shortened.class,
            "integrated", MemoryEvent.Integrated.class,
            "forgotten", MemoryEvent.Forgotten.class,
            "revised", MemoryEvent.Revised.class,
            "erased", MemoryEvent.Erased.class);

    private MemoryJson() {}

    static String kind(MemoryEvent event) {
        return switch (event) {
            case MemoryEvent.Shortened _ -> "shortened";
            case MemoryEvent.Integrated _ -> "integrated";
            case MemoryEvent.Forgotten _ -> "forgotten";
            case MemoryEvent.Revised _ -> "revised";
            case MemoryEvent.Erased _ -> "erased";
        };
    }

    static String write(MemoryEvent event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static MemoryEvent read(String kind, String body) {
        var type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalStateException("an event that nobody knows: " + kind);
        }
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored event cannot be read", broken);
        }
    }

    /** The same event where the messages go by other names. */
    static MemoryEvent renamed(MemoryEvent event, UnaryOperator<MessageId> names) {
        return switch (event) {
            case MemoryEvent.Shortened(var messages, var lines) ->
                new MemoryEvent.Shortened(messages.stream().map(names).toList(), lines(lines, names));
            case MemoryEvent.Integrated(var taken, var lines) -> new MemoryEvent.Integrated(taken, lines(lines, names));
            case MemoryEvent.Revised(var removed, var changed, var shortTerm, var longTerm) ->
                new MemoryEvent.Revised(removed, changed, lines(shortTerm, names), lines(longTerm, names));
            case MemoryEvent.Forgotten _, MemoryEvent.Erased _ -> event;
        };
    }

    private static List<Line> lines(List<Line> lines, UnaryOperator<MessageId> names) {
        return lines.stream()
                .map(line -> new Line(
                        line.id(),
                        line.text(),
                        line.messages().stream().map(names).toList(),
                        line.about(),
                        line.importance(),
                        line.at()))
                .toList();
    }
}
