package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;
import raconteur.bench.Script.Hang;
import raconteur.bench.Script.Reset;
import raconteur.bench.Script.Tape;

/**
 * Turns a behaviour into the script for one request: decides between a refusal, a stream and an answer in one piece.
 */
final class Composer {
    private final long created;
    private final Errors errors;

    Composer(InstantSource clock) {
        this.created = clock.instant().getEpochSecond();
        this.errors = new Errors(clock);
    }

    /** The script; {@code key} is the credential that the caller sent. Throws {@link IllegalArgumentException}. */
    Script compose(Behaviour behaviour, Ask ask, String key) {
        for (var fault : behaviour.faults()) {
            var script = refusal(fault, behaviour, key);
            if (script != null) {
                return script;
            }
        }
        var words = words(behaviour);
        var wire = new Wire(behaviour, ask, created, words.size());
        return ask.stream()
                ? new Streamed(behaviour, ask, wire, words).compose()
                : new Whole(behaviour, wire, words).compose();
    }

    /** The answer of a fault that strikes before there is anything to say, or null. */
    private @Nullable Script refusal(Fault fault, Behaviour behaviour, String key) {
        long first = behaviour.millis(Knob.FIRST);
        return switch (fault.number()) {
            case 1, 2 ->
                throw new IllegalArgumentException(
                        "U01 is Upstream.refuse() and U02 is https:// on the upstream's port: both come before a request");
            case 3 -> fault.variant().isEmpty() ? new Script(List.of(new Hang(0)), "") : null;
            case 4 -> new Script(List.of(new Reset(first)), "");
            case 8 -> errors.tooMany(fault.variant());
            case 9 -> Errors.config(fault.variant(), key);
            case 10 -> Errors.broken(fault.variant());
            case 11 -> Errors.tooLong(fault.variant());
            case 12 -> odd(fault.variant(), behaviour);
            default -> null;
        };
    }

    /** U12: a good status with something that is no event stream. */
    private Script odd(String form, Behaviour behaviour) {
        var words = words(behaviour);
        var ask = new Ask("fake", false, false, 1, "");
        var whole = new Whole(behaviour, new Wire(behaviour, ask, created, words.size()), words);
        return switch (form) {
            case "", "html" ->
                Script.answer(
                        200, "text/html; charset=utf-8", Map.of(), "<!doctype html><title>Sign in</title><p>Hello");
            case "json" -> whole.labelled("application/json");
            case "labelled" -> whole.labelled("text/event-stream");
            case "empty" -> Script.answer(200, "text/event-stream", Map.of(), "");
            default -> throw new IllegalArgumentException("U12 has the forms html, json, labelled, empty, not " + form);
        };
    }

    /** The pieces of the text, spoilt by U19 where that is asked. */
    private static List<String> words(Behaviour behaviour) {
        for (var fault : behaviour.faults()) {
            if (fault.is(19)) {
                return cut(spoilt(fault.variant(), Prose.JSON.text(behaviour.number(Knob.SEED), 20)));
            }
            if (fault.is(20, "empty") || fault.is(20, "refusal")) {
                return List.of();
            }
        }
        return behaviour.words();
    }

    private static String spoilt(String form, String good) {
        return switch (form) {
            case "", "invalid" -> good.substring(0, good.length() - 2);
            case "schema" -> "{\"wrong\":[1,2,{}]}";
            case "fenced" -> "Here it is:\n```json\n" + good + "\n```";
            case "trailing" -> good + "\n\nI hope this helps!";
            case "single" -> "{'story': 'once', }";
            case "empty" -> "";
            default ->
                throw new IllegalArgumentException(
                        "U19 has the forms invalid, schema, fenced, trailing, single, empty, not " + form);
        };
    }

    private static List<String> cut(String text) {
        var pieces = new ArrayList<String>();
        int[] points = text.codePoints().toArray();
        for (int from = 0; from < points.length; from += 3) {
            pieces.add(new String(points, from, Math.min(3, points.length - from)));
        }
        return pieces;
    }

    /** Bytes cut into pieces of at most {@code size}. */
    static List<byte[]> slices(String text, int size) {
        byte[] bytes = text.getBytes(UTF_8);
        var slices = new ArrayList<byte[]>();
        for (int from = 0; from < bytes.length; from += size) {
            slices.add(Arrays.copyOfRange(bytes, from, Math.min(from + size, bytes.length)));
        }
        return slices;
    }

    static byte[] head(String type, Map<String, String> headers) {
        return Tape.head(200, type, headers);
    }
}
