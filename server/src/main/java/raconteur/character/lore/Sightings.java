package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import raconteur.character.lore.LoreEntry.Source;

/**
 * Where keys stand. Each text is walked once for all words of all entries; for each word only the newest message in which
 * it stands matters, since an entry that searches so far back finds it there. Expressions are searched for when asked,
 * as long as the work lasts. For one scan.
 */
final class Sightings {
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Begins every message, so that an expression can ask for it. */
    private static final String MARK = "\u0001";

    /** Characters times size of expression that a scan may search in all. */
    private static final long WORK = 60_000_000;

    private record Asked(int expression, Object where) {}

    private final LoreIndex index;
    private final List<String> newestFirst;
    private final Map<Source, String> sources;
    private final List<String> injected;
    private final int[] ages;
    private final Map<Source, BitSet> inSources = new EnumMap<>(Source.class);
    private final BitSet inInjected = new BitSet();
    private final BitSet inEntries = new BitSet();
    private final List<String> entries = new ArrayList<>();
    private final Map<Integer, String> transcripts = new HashMap<>();
    private final Map<Asked, Boolean> answers = new HashMap<>();
    private long work = WORK;
    private boolean hurried;

    Sightings(LoreIndex index, Scene scene) {
        this.index = index;
        this.newestFirst = newestFirst(scene, index);
        this.sources = scene.sources();
        this.injected = scene.injected();
        this.ages = new int[index.needles().count()];
        Arrays.fill(ages, NOWHERE);
        var found = new BitSet();
        for (var age = 0; age < newestFirst.size(); age++) {
            var fresh = new BitSet();
            index.needles().search(newestFirst.get(age), found, fresh);
            for (var needle = fresh.nextSetBit(0); needle >= 0; needle = fresh.nextSetBit(needle + 1)) {
                ages[needle] = age;
            }
        }
        injected.forEach(text -> index.needles().search(text, inInjected, new BitSet()));
    }

    private static List<String> newestFirst(Scene scene, LoreIndex index) {
        var path = scene.path();
        var first = Math.max(0, path.size() - index.deepest());
        return path.subList(first, path.size()).reversed().stream()
                .map(said -> index.settings().names() ? said.name() + ": " + said.text() : said.text())
                .toList();
    }

    /** Adds what an entry says, in which others may find their keys. */
    void add(String text) {
        entries.add(text);
        index.needles().search(text, inEntries, new BitSet());
    }

    /** Whether some expressions were passed over. */
    boolean hurried() {
        return hurried;
    }

    int messages() {
        return newestFirst.size();
    }

    /** Whether a key of this entry stands in so many of the newest messages, or where else the entry searches. */
    boolean has(Key key, Compiled one, int depth, boolean amongEntries) {
        return switch (key) {
            case Key.Broken _ -> false;
            case Key.Literal(var _, var needle) ->
                ages[needle] < depth
                        || inInjected.get(needle)
                        || (amongEntries && inEntries.get(needle))
                        || one.entry().reach().sources().stream()
                                .anyMatch(source -> inSource(source).get(needle));
            case Key.Expression expression -> matches(expression, one, depth, amongEntries);
        };
    }

    private BitSet inSource(Source source) {
        return inSources.computeIfAbsent(source, _ -> {
            var found = new BitSet();
            index.needles().search(sources.getOrDefault(source, ""), found, new BitSet());
            return found;
        });
    }

    private boolean matches(Key.Expression key, Compiled one, int depth, boolean amongEntries) {
        if (depth > 0 && stands(key, depth, transcript(depth))) {
            return true;
        }
        for (var at = 0; at < injected.size(); at++) {
            if (stands(key, "injected " + at, MARK + injected.get(at))) {
                return true;
            }
        }
        for (var at = 0; amongEntries && at < entries.size(); at++) {
            if (stands(key, "entry " + at, MARK + entries.get(at))) {
                return true;
            }
        }
        return one.entry().reach().sources().stream()
                .anyMatch(source -> stands(key, source, MARK + sources.getOrDefault(source, "")));
    }

    private boolean stands(Key.Expression key, Object where, String text) {
        return answers.computeIfAbsent(new Asked(key.number(), where), _ -> {
            var cost = (long) text.length() * key.size();
            if (cost > work) {
                hurried = true;
                return false;
            }
            work -= cost;
            return key.pattern().matcher(text).find();
        });
    }

    private String transcript(int depth) {
        var reach = Math.min(depth, newestFirst.size());
        return transcripts.computeIfAbsent(
                reach, _ -> MARK + String.join("\n" + MARK, newestFirst.subList(0, reach)));
    }
}
