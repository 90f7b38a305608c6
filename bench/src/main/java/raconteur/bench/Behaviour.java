package raconteur.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the fake upstream answers one request. Immutable; written as knobs, {@code ~every:20ms~tokens:50~fault:U05@20}.
 *
 * @see raconteur.bench the package for the list of knobs
 */
public final class Behaviour {
    /** Everything that can be set, with what holds when it is not. */
    public enum Knob {
        /** Time before the first token. */
        FIRST("0ms"),
        /** Time before the head of the answer; {@code with} sends it together with the first token. */
        HEAD("with"),
        /** Time between tokens. */
        EVERY("0ms"),
        /** How many tokens of text. */
        TOKENS("20"),
        /** A kind of {@link Prose}, in small letters. */
        TEXT("zh"),
        /** The seed of the text. */
        SEED("1"),
        /** asked, extra, last, every, choice, none, negative, huge, nan. */
        USAGE("asked"),
        /** Where a cache hit is told: none, openai, deepseek. */
        CACHED("none"),
        /** The finish reason, any word; {@code null} leaves it open. */
        FINISH("stop"),
        /** Where the finish reason stands: own (a chunk without text), last (the last token's chunk). */
        END("own"),
        /** none, content, openrouter, both, think, unopened. */
        REASONING("none"),
        /** How many tokens of reasoning, when there is any. */
        THOUGHTS("5"),
        /** The first chunk: yes (a role and an empty text), no, bare (a role only). */
        ROLE("yes"),
        /** A keep-alive comment before every this many tokens; 0 for none. */
        COMMENTS("0"),
        /** Empty lines before a JSON body, 10 ms apart. */
        BLANK("0"),
        /** none, each (every byte its own HTTP chunk), utf8 (inside every long character), or the offset of one cut. */
        SPLIT("none"),
        /** Dialect of the event stream, joined by {@code +}: lf, crlf, cr, bom, nospace, multiline, named. */
        SSE("lf"),
        /** Tokens that are due at once: together (one write), each (a write of its own). */
        WRITE("together"),
        /** How the body ends: chunked, close (at the end of the connection). */
        BODY("chunked"),
        /** One or several {@link Fault}s joined by {@code +}; none. */
        FAULT("none"),
        /** Any word: makes two requests that are otherwise alike count apart for a fault's {@code *N}. */
        TAG("");

        private final String standard;

        Knob(String standard) {
            this.standard = standard;
        }

        static Knob named(String name) {
            try {
                return valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException _) {
                throw new IllegalArgumentException("no knob " + name + "; there are "
                        + Set.of(values()).stream()
                                .map(knob -> knob.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private static final Behaviour STANDARD = new Behaviour(Map.of());

    private final Map<Knob, String> knobs;
    private final List<Fault> faults;

    private Behaviour(Map<Knob, String> knobs) {
        this.knobs = knobs;
        this.faults = get(Knob.FAULT).equals("none") ? List.of() : Fault.parse(get(Knob.FAULT));
        // Whatever cannot be read is told now, where the caller wrote it, not when the answer is due.
        Prose.named(get(Knob.TEXT));
        duration(Knob.FIRST);
        duration(Knob.EVERY);
        for (var knob : List.of(Knob.TOKENS, Knob.SEED, Knob.THOUGHTS, Knob.COMMENTS, Knob.BLANK)) {
            number(knob);
        }
    }

    /** Twenty Chinese tokens at once, well-behaved. */
    public static Behaviour standard() {
        return STANDARD;
    }

    /**
     * The standard, changed by {@code knobs}: {@code "~tokens:5~every:20ms"}; throws {@link IllegalArgumentException}.
     */
    public static Behaviour of(String knobs) {
        return STANDARD.with(knobs);
    }

    /** This, changed by {@code knobs}; what stands before the first {@code ~} is a name and is ignored. */
    public Behaviour with(String knobs) {
        int from = knobs.indexOf('~');
        if (from < 0) {
            return this;
        }
        var changed = new EnumMap<Knob, String>(Knob.class);
        changed.putAll(this.knobs);
        for (String knob : knobs.substring(from + 1).split("~", -1)) {
            int colon = knob.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("a knob is written name:value, not " + knob);
            }
            changed.put(Knob.named(knob.substring(0, colon)), knob.substring(colon + 1));
        }
        return new Behaviour(changed);
    }

    /** The text that a well-behaved answer brings, without reasoning. */
    public String text() {
        return String.join("", words());
    }

    /** The pieces of {@link #text}. */
    public List<String> words() {
        return Prose.named(get(Knob.TEXT)).tokens(number(Knob.SEED), Math.toIntExact(number(Knob.TOKENS)));
    }

    /** The reasoning that an answer brings, empty when it brings none. */
    public String reasoning() {
        return is(Knob.REASONING, "none") ? "" : String.join("", thoughts());
    }

    List<String> thoughts() {
        return Prose.EN.tokens(number(Knob.SEED) + 1, Math.toIntExact(number(Knob.THOUGHTS)));
    }

    List<Fault> faults() {
        return faults;
    }

    boolean faulty() {
        return !faults.isEmpty();
    }

    /** This with the faults that still strike at the {@code nth} request of its kind, counted from 1. */
    Behaviour at(int nth) {
        if (faults.stream().allMatch(fault -> nth <= fault.times())) {
            return this;
        }
        var left = faults.stream().filter(fault -> nth <= fault.times()).toList();
        String rest = left.stream()
                .map(fault -> "U%02d%s@%s"
                        .formatted(
                                fault.number(),
                                fault.variant().isEmpty() ? "" : "." + fault.variant(),
                                fault.token() == Fault.LAST ? "last" : fault.token()))
                .collect(Collectors.joining("+"));
        return with("~fault:" + (rest.isEmpty() ? "none" : rest));
    }

    String get(Knob knob) {
        return knobs.getOrDefault(knob, knob.standard);
    }

    boolean is(Knob knob, String value) {
        return get(knob).equals(value);
    }

    boolean has(Knob knob, String part) {
        return List.of(get(knob).split("\\+")).contains(part);
    }

    long number(Knob knob) {
        return Long.parseLong(get(knob));
    }

    long millis(Knob knob) {
        return duration(knob).toMillis();
    }

    private Duration duration(Knob knob) {
        String value = get(knob);
        if (value.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
        }
        if (value.endsWith("s")) {
            return Duration.ofSeconds(Long.parseLong(value.substring(0, value.length() - 1)));
        }
        throw new IllegalArgumentException("a time is written 20ms or 2s, not " + value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Behaviour that && knobs.equals(that.knobs);
    }

    @Override
    public int hashCode() {
        return knobs.hashCode();
    }

    /** The knobs that differ from the standard, in the form that {@link #of} reads. */
    @Override
    public String toString() {
        return knobs.entrySet().stream()
                .map(knob -> "~" + knob.getKey().name().toLowerCase(Locale.ROOT) + ":" + knob.getValue())
                .collect(Collectors.joining());
    }
}
