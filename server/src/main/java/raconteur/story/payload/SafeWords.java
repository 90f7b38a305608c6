package raconteur.story.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Words of our own that stand in where there are no others, in one language; several ways to say each thing. */
public final class SafeWords {
    private static final Map<Speech, SafeWords> ALL = all();

    /** What is safe in every language: one character each, the least that a screen can hold. */
    private static final List<String> SIGNS =
            List.of("…", "—", "·", "!", "?", "~", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0");

    private static final List<String> NUMBERS =
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "A", "B", "C", "D", "E", "F", "G");

    private final Map<Topic, List<String>> byTopic;
    private final List<String> anything;
    private final List<String> instead;

    private SafeWords(JsonNode node) {
        this.byTopic = new EnumMap<>(Topic.class);
        for (var topic : Topic.values()) {
            byTopic.put(topic, list(node.path(topic.name().toLowerCase(Locale.ROOT))));
        }
        this.anything = list(node.path("anything"));
        this.instead = list(node.path("instead"));
    }

    private static Map<Speech, SafeWords> all() {
        var all = new EnumMap<Speech, SafeWords>(Speech.class);
        for (var speech : Speech.values()) {
            all.put(speech, new SafeWords(read(speech.words())));
        }
        return all;
    }

    private static JsonNode read(String name) {
        try (var in = SafeWords.class.getResourceAsStream("/raconteur/story/words/" + name + ".json")) {
            if (in == null) {
                throw new IllegalStateException("no words in " + name);
            }
            return new ObjectMapper().readTree(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> list(JsonNode node) {
        var list = new ArrayList<String>();
        node.forEach(one -> list.add(one.asText()));
        return List.copyOf(list);
    }

    /** The words of a language; in Chinese they are in simplified forms. */
    public static SafeWords of(Speech speech) {
        var words = ALL.get(speech);
        if (words == null) {
            throw new IllegalStateException("no words in " + speech);
        }
        return words;
    }

    /** Ways to say something on a topic, the best first; then what can be said on any. */
    public List<String> on(Topic topic) {
        var own = new ArrayList<>(byTopic.getOrDefault(topic, List.of()));
        if (topic != Topic.CHOICE && topic != Topic.NOVEL) {
            own.addAll(anything);
        }
        return List.copyOf(own);
    }

    /** One character each, for where not even the shortest words have room. */
    public static List<String> signs(Topic topic) {
        return topic == Topic.CHOICE ? NUMBERS : SIGNS;
    }

    /** Words that can stand for a thing without saying what it is. */
    public List<String> instead() {
        return instead;
    }
}
