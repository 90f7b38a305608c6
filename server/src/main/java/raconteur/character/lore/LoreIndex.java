package raconteur.character.lore;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import raconteur.platform.Text;

/** Open books, ready to be searched for. Worth keeping as long as books, settings and names stay. Immutable. */
public final class LoreIndex {
    private static final Pattern HIDDEN = Pattern.compile("(?is)\\{\\{hidden_key:(.*?)}}");

    private final List<Compiled> entries;
    private final Needles needles;
    private final LoreSettings settings;
    private final Map<EntryKey, LoreEntry.Timing> timings = new HashMap<>();
    private final int deepest;

    private LoreIndex(List<Compiled> entries, Needles needles, LoreSettings settings) {
        this.entries = entries;
        this.needles = needles;
        this.settings = settings;
        var searched = settings.deepest() == 0 ? LoreSettings.DEEPEST : settings.deepest();
        var deepest = Math.max(settings.scanDepth(), settings.leastFired() == 0 ? 0 : searched);
        for (var one : entries) {
            timings.put(one.key(), one.entry().timing());
            deepest = Math.max(deepest, one.ownDepth() == null ? 0 : one.ownDepth());
        }
        this.deepest = Math.min(deepest, LoreSettings.DEEPEST);
    }

    /**
     * Prepares these books.
     *
     * @param names replaces the names in keys, such as <code>{{char}}</code>
     */
    public static LoreIndex of(List<Shelf> shelves, LoreSettings settings, UnaryOperator<String> names) {
        var builder = new Builder(settings, names);
        var entries = new ArrayList<Compiled>();
        var open = new HashSet<String>();
        for (var shelf : shelves) {
            if (!open.add(shelf.id())) {
                continue; // a book of the chat and of the character is one book
            }
            builder.open(shelf);
            shelf.book().entries().forEach(entry -> entries.add(builder.compiled(shelf, entry)));
        }
        entries.sort(sequence(settings.order()));
        return new LoreIndex(List.copyOf(entries), builder.needles.build(), settings);
    }

    /** Who gets the budget first: by owner, then by priority where a book has any, then the higher order. */
    private static Comparator<Compiled> sequence(LoreSettings.Order order) {
        return Comparator.comparingInt((Compiled one) -> rank(one.shelf().owner(), order))
                .thenComparing(Comparator.comparingInt((Compiled one) ->
                                one.entry().priority() == null ? 0 : one.entry().priority())
                        .reversed())
                .thenComparing(
                        Comparator.comparingInt((Compiled one) -> one.entry().order())
                                .reversed());
    }

    private static int rank(Shelf.Owner owner, LoreSettings.Order order) {
        return switch (owner) {
            case CHAT -> 0;
            case PERSONA -> 1;
            case CHARACTER -> order == LoreSettings.Order.WORLD_FIRST ? 3 : 2;
            case WORLD -> order == LoreSettings.Order.CHARACTER_FIRST ? 3 : 2;
        };
    }

    /**
     * Which entries fire, and why.
     *
     * @param timers kept with the message before the newest, or from the last scan of this path
     * @param seed of all draws: the same seed, the same draws
     * @param budget in tokens
     * @param tokens how many a text has, about
     * @param macros replaces what stands in braces, once; what comes out is never looked at again
     */
    public Outcome scan(
            Scene scene,
            Timers timers,
            long seed,
            int budget,
            ToIntFunction<String> tokens,
            UnaryOperator<String> macros) {
        var now = timers.at(scene.path(), timings);
        return new Scan(this, scene, now, seed, new Purse(budget, tokens), macros).run();
    }

    List<Compiled> entries() {
        return entries;
    }

    Needles needles() {
        return needles;
    }

    LoreSettings settings() {
        return settings;
    }

    int deepest() {
        return deepest;
    }

    /** Makes keys of texts. For one index. */
    private static final class Builder {
        private final Needles.Builder needles = new Needles.Builder();
        private final LoreSettings settings;
        private final UnaryOperator<String> names;
        private int expressions;
        private int ofThisBook;

        Builder(LoreSettings settings, UnaryOperator<String> names) {
            this.settings = settings;
            this.names = names;
        }

        void open(Shelf shelf) {
            ofThisBook = 0;
            if (shelf.book().entries().size() > Bounds.ENTRIES) {
                throw new IllegalArgumentException(
                        "a book of " + shelf.book().entries().size() + " entries");
            }
        }

        Compiled compiled(Shelf shelf, LoreEntry entry) {
            var read = Decorators.read(entry.content());
            var asked = read.decorators();
            var hidden = new StringBuilder();
            var matcher = HIDDEN.matcher(read.content());
            while (matcher.find()) {
                hidden.append('\n').append(matcher.group(1).strip());
            }
            var ownDepth = asked.has("scan_depth")
                    ? asked.number("scan_depth")
                    : entry.keys().scanDepth();
            var book = shelf.book();
            return new Compiled(
                    new EntryKey(shelf.id(), entry.id()),
                    shelf,
                    entry,
                    asked,
                    asked.placed(entry.placement()),
                    hidden.isEmpty()
                            ? read.content()
                            : HIDDEN.matcher(read.content()).replaceAll(""),
                    hidden.toString(),
                    keys(entry, entry.keys().primary()),
                    entry.keys().selective() && !entry.keys().regex()
                            ? keys(entry, entry.keys().secondary())
                            : List.of(),
                    keys(entry, asked.texts("additional_keys")),
                    entry.keys().regex() ? List.of() : keys(entry, asked.texts("exclude_keys")),
                    entry.group().each(),
                    ownDepth == null ? book.scanDepth() : ownDepth,
                    book.recursive() == null ? settings.recursive() : book.recursive());
        }

        private List<Key> keys(LoreEntry entry, List<String> texts) {
            return texts.stream()
                    .filter(text -> !text.isBlank())
                    .map(text -> key(entry.keys(), names.apply(text).strip()))
                    .toList();
        }

        private Key key(LoreEntry.Keys keys, String text) {
            if (Key.isExpression(text, keys.regex())) {
                if (++ofThisBook > Bounds.EXPRESSIONS) {
                    return new Key.Broken(
                            text, new Text("there are too many expressions in this book", "世界书中的正则表达式过多"));
                }
                return Key.expression(text) instanceof Key.Expression made
                        ? new Key.Expression(text, made.pattern(), expressions++, made.size())
                        : Key.expression(text);
            }
            var exact = keys.caseSensitive() == null ? settings.caseSensitive() : keys.caseSensitive();
            var whole = keys.wholeWords() == null ? settings.wholeWords() : keys.wholeWords();
            var needle = text.length() > Bounds.KEY ? -1 : needles.number(text, exact, whole);
            return needle < 0
                    ? new Key.Broken(text, new Text("this key is too long or has nothing to search for", "关键词过长或无可查找"))
                    : new Key.Literal(text, needle);
        }
    }
}
