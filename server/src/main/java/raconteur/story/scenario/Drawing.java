package raconteur.story.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.protocol.DrawnSlots;
import raconteur.protocol.Invoke;
import raconteur.protocol.SlotDraw;

/** Draws slots: from a scenario's lists, or from built-in ones. */
@Singleton
public final class Drawing {
    private static final Map<String, Map<String, List<String>>> BUILT_IN = read();

    private final Authoring authoring;
    private final Ids ids;

    Drawing(Authoring authoring, Ids ids) {
        this.authoring = authoring;
        this.ids = ids;
    }

    private static Map<String, Map<String, List<String>>> read() {
        try {
            var lists = new HashMap<String, Map<String, List<String>>>();
            SheetReader.read(Library.text("slots.yaml"))
                    .tree()
                    .properties()
                    .forEach(language -> lists.put(language.getKey(), slots(language.getValue())));
            return Map.copyOf(lists);
        } catch (Unreadable broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Map<String, List<String>> slots(JsonNode lists) {
        var slots = new HashMap<String, List<String>>();
        lists.properties()
                .forEach(list -> slots.put(
                        list.getKey(),
                        StreamSupport.stream(list.getValue().spliterator(), false)
                                .map(JsonNode::asText)
                                .toList()));
        return Map.copyOf(slots);
    }

    /** Draws; with a seed always the same of the same lists. */
    public DrawnSlots draw(Caller caller, SlotDraw wish) {
        var start = wish.scenarioId() == null ? null : authoring.start(caller.account(), wish.scenarioId());
        var seed = wish.seed() == null ? "run_" + ids.next().toString().substring(24) : wish.seed();
        var usual = caller.language() == Language.ZH ? "zh" : "en";
        var language = wish.language() == null ? usual : wish.language();
        var drawn = start == null ? Picks.of(seed, builtIn(language)) : start.draw(seed);
        return new DrawnSlots(wish.scenarioId(), seed, new Invoke.Slots(drawn.tone(), drawn.theme(), drawn.npc()));
    }

    /** Those of a language; English ones for languages without any. */
    static Map<String, List<String>> builtIn(String language) {
        var own = BUILT_IN.get(Locale.forLanguageTag(language).getLanguage());
        return own == null ? BUILT_IN.getOrDefault("en", Map.of()) : own;
    }
}
