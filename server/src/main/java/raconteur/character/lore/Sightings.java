package raconteur.character.lore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreEntry.Source;

/**
 * Where keys stand. Each text is walked once for all words of all entries; for each word only the newest message in
 * which it stands matters, since an entry that searches so far back finds it there. Expressions are searched for when
 * asked, as long as the work lasts. For one scan.
 */
final class Sightings {
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Begins every message, so that an expression can ask for it. */
    private static final String MARK = "\u0001";

    /** Characters times size of expression that a scan may search in all. */
    private static final long WORK = 60_000_000;

    private record Asked(int expression, Object where) {}

    private record Spoken(EntryKey entry, String text) {}

    private final LoreIndex index;
    private final List<String> messages;
    private final List<String> newestFirst;
    private final Map<Source, String> sources;
    private final List<String> injected;
    private final int[] ages;
    private final int[] places;
    private final int[] speakers;
    private final Map<Source, BitSet> inSources = new EnumMap<>(Source.class);
    private final BitSet inEntries = new BitSet();
    private final List<Spoken> entries = new ArrayList<>();
    private final Map<Integer, String> transcripts = new HashMap<>();
    private final Map<Asked, Integer> answers = new HashMap<>();
    private long work = WORK;
    private boolean hurried;

    Sightings(LoreIndex index, Scene scene) {
        var path = scene.path();
        var newest = path.subList(Math.max(0, path.size() - index.deepest()), path.size())
                .reversed();
        this.index = index;
        this.messages = newest.stream().map(Scene.Said::message).toList();
        this.newestFirst = newest.stream()
                .map(said -> index.settings().names() ? said.name() + ": " + said.text() : said.text())
                .toList();
        this.sources = scene.sources();
        this.injected = scene.injected();
        this.ages = firstPlaces(newestFirst);
        this.places = firstPlaces(injected);
        this.speakers = nowhere();
    }

    private int[] nowhere() {
        var places = new int[index.needles().count()];
        Arrays.fill(places, NOWHERE);
        return places;
    }

    /** For each needle the first of these texts in which it stands. */
    private int[] firstPlaces(List<String> texts) {
        var places = nowhere();
        var found = new BitSet();
        for (var place = 0; place < texts.size(); place++) {
            note(texts.get(place), place, found, places);
        }
        return places;
    }

    private void note(String text, int place, BitSet found, int[] places) {
        var fresh = new BitSet();
        index.needles().search(text, found, fresh);
        for (var needle = fresh.nextSetBit(0); needle >= 0; needle = fresh.nextSetBit(needle + 1)) {
            places[needle] = place;
        }
    }

    /** Adds what an entry says, in which others may find their keys. */
    void add(EntryKey entry, String text) {
        note(text, entries.size(), inEntries, speakers);
        entries.add(new Spoken(entry, text));
    }

    /** Whether some expressions were passed over. */
    boolean hurried() {
        return hurried;
    }

    int messages() {
        return newestFirst.size();
    }

    /** Where a key of this entry stands in so many of the newest messages, or where else the entry searches. */
    @Nullable
    Sighting of(Key key, Compiled one, int depth, boolean amongEntries) {
        return switch (key) {
            case Key.Broken _ -> null;
            case Key.Literal(var _, var needle) -> literal(needle, one, depth, amongEntries);
            case Key.Expression expression -> expression(expression, one, depth, amongEntries);
        };
    }

    private @Nullable Sighting literal(int needle, Compiled one, int depth, boolean amongEntries) {
        if (ages[needle] < depth) {
            return new Sighting.InMessage(messages.get(ages[needle]));
        }
        if (places[needle] != NOWHERE) {
            return new Sighting.InPrompt(places[needle]);
        }
        if (amongEntries && speakers[needle] != NOWHERE) {
            return new Sighting.InEntry(entries.get(speakers[needle]).entry());
        }
        for (var source : one.entry().reach().sources()) {
            if (inSource(source).get(needle)) {
                return new Sighting.InSource(source);
            }
        }
        return null;
    }

    private BitSet inSource(Source source) {
        return inSources.computeIfAbsent(source, _ -> {
            var found = new BitSet();
            index.needles().search(sources.getOrDefault(source, ""), found, new BitSet());
            return found;
        });
    }

    private @Nullable Sighting expression(Key.Expression key, Compiled one, int depth, boolean amongEntries) {
        if (depth > 0 && !messages.isEmpty()) {
            var transcript = transcript(depth);
            var at = place(key, Math.min(depth, newestFirst.size()), transcript);
            if (at >= 0) {
                return new Sighting.InMessage(messages.get(age(transcript, at)));
            }
        }
        for (var at = 0; at < injected.size(); at++) {
            if (place(key, "injected " + at, MARK + injected.get(at)) >= 0) {
                return new Sighting.InPrompt(at);
            }
        }
        for (var at = 0; amongEntries && at < entries.size(); at++) {
            if (place(key, "entry " + at, MARK + entries.get(at).text()) >= 0) {
                return new Sighting.InEntry(entries.get(at).entry());
            }
        }
        for (var source : one.entry().reach().sources()) {
            if (place(key, source, MARK + sources.getOrDefault(source, "")) >= 0) {
                return new Sighting.InSource(source);
            }
        }
        return null;
    }

    /** Where in this text an expression is found first; less than 0 for nowhere, and when that would take too long. */
    private int place(Key.Expression key, Object where, String text) {
        return answers.computeIfAbsent(new Asked(key.number(), where), _ -> {
            var cost = (long) text.length() * key.size();
            if (cost > work) {
                hurried = true;
                return -1;
            }
            work -= cost;
            var matcher = key.pattern().matcher(text);
            return matcher.find() ? matcher.start() : -1;
        });
    }

    private String transcript(int depth) {
        var reach = Math.min(depth, newestFirst.size());
        return transcripts.computeIfAbsent(reach, _ -> MARK + String.join("\n" + MARK, newestFirst.subList(0, reach)));
    }

    /** Which message of the transcript a place of it belongs to. */
    private int age(String transcript, int at) {
        var begun = 0;
        for (var age = 0; age < newestFirst.size(); age++) {
            begun += newestFirst.get(age).length() + 2; // the mark before it and the end of line behind it
            if (at < begun || begun >= transcript.length()) {
                return age;
            }
        }
        return newestFirst.size() - 1;
    }
}
