package raconteur.game;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes lines and actions of an answer while it is still being written. A sentence is told once something other than
 * white space has come after it, so the last one is known to be the last; what begins with {@code >>} is an action up
 * to the end of its line, and never shown. Not thread-safe.
 */
final class Speech {
    /** What an action begins with. */
    static final String MARK = ">>";

    /** Of Markdown, which models write although they are told not to; nobody says asterisks. */
    private static final Pattern MARKS = Pattern.compile("\\*\\*|`+|^\\s*#{1,6} ");

    private static final String ENDS = "。！？!?…";
    private static final String CLOSING = "”’\"'」』）)]】》";
    /** A sentence that does not end is cut here. */
    private static final int LONGEST = 600;

    /** A sentence shorter than this share of a bubble waits for the next one. */
    private static final int SHORT = 6;

    private static final int MOST_LINES = 40;
    private static final int MOST_ACTS = 8;
    /** Bytes of text, as they are written in JSON. */
    private static final int MOST_BYTES = 5000;

    /** Bytes of arguments, likewise. */
    private static final int MOST_ARGS = 3500;

    private final List<Deed> allowed;
    private final ObjectMapper json;
    private final StringBuilder coming = new StringBuilder();
    private final StringBuilder carried = new StringBuilder();
    private boolean isAny;
    private int lines;
    private int acts;
    private int bytes;
    private int argBytes;
    private int dropped;

    /** @param json reads arguments leniently */
    Speech(List<Deed> allowed, ObjectMapper json) {
        this.allowed = allowed;
        this.json = json;
    }

    /** Adds what was written; what can be told now. */
    List<Said> feed(String text) {
        coming.append(text);
        var told = new ArrayList<Said>();
        while (step(told, false)) {
            // until nothing more is whole
        }
        return told;
    }

    /**
     * Nothing more comes.
     *
     * @param isWhole whether the answer ended by itself; else a sentence that broke off is left out, unless it is all
     */
    List<Said> end(boolean isWhole) {
        var told = new ArrayList<Said>();
        while (step(told, true)) {
            // the rest, sentence by sentence
        }
        var isEnded = !coming.isEmpty() && isTail(coming.charAt(coming.length() - 1));
        if (isWhole || isEnded || (!isAny && carried.isEmpty())) {
            say(told, coming.toString());
        }
        coming.setLength(0);
        flush(told);
        return told;
    }

    /** Adds a line to a text, with a space where its language has one. */
    static void join(StringBuilder text, String line) {
        if (!text.isEmpty() && needsSpace(text, line)) {
            text.append(' ');
        }
        text.append(line);
    }

    /** How many actions were not allowed or not well made. */
    int dropped() {
        return dropped;
    }

    private boolean step(List<Said> told, boolean isEnd) {
        skipSpace();
        if (coming.isEmpty()) {
            return false;
        }
        if (coming.length() == 1 && MARK.charAt(0) == coming.charAt(0)) {
            return false;
        }
        if (coming.indexOf(MARK) == 0) {
            var end = coming.indexOf("\n");
            return (end >= 0 || isEnd) && act(told, end < 0 ? coming.length() : end);
        }
        var end = sentence(isEnd);
        if (end < 0) {
            return false;
        }
        say(told, coming.substring(0, end));
        coming.delete(0, end);
        return true;
    }

    private void skipSpace() {
        var at = 0;
        while (at < coming.length() && Character.isWhitespace(coming.charAt(at))) {
            at++;
        }
        coming.delete(0, at);
    }

    /** Where the first sentence ends; less than nothing when that cannot be said yet. */
    private int sentence(boolean isEnd) {
        for (var at = 0; at < Math.min(coming.length(), LONGEST); at++) {
            var sign = coming.charAt(at);
            if (sign == '\n') {
                return isFollowed(at, isEnd) ? at : -1;
            }
            if (sign == '.' || ENDS.indexOf(sign) >= 0) {
                var end = at + 1;
                while (end < coming.length() && isTail(coming.charAt(end))) {
                    end++;
                }
                if (end == coming.length()) {
                    return -1;
                }
                if (isEndBefore(sign, end)) {
                    return isFollowed(end, isEnd) ? end : -1;
                }
                at = end - 1;
            }
        }
        return coming.length() > LONGEST ? soft() : -1;
    }

    private boolean isTail(char sign) {
        return sign == '.' || ENDS.indexOf(sign) >= 0 || CLOSING.indexOf(sign) >= 0;
    }

    /** After a Latin stop there is a space; 3.5 and e.g. go on. */
    private boolean isEndBefore(char sign, int next) {
        return sign > 127 || Character.isWhitespace(coming.charAt(next)) || Bubbles.isWide(coming.charAt(next));
    }

    private boolean isFollowed(int from, boolean isEnd) {
        return isEnd || coming.substring(from).codePoints().anyMatch(one -> !Character.isWhitespace(one));
    }

    private int soft() {
        for (var at = LONGEST; at > LONGEST / 2; at--) {
            if (" ，、,;；".indexOf(coming.charAt(at - 1)) >= 0) {
                return at;
            }
        }
        return Character.isLowSurrogate(coming.charAt(LONGEST)) ? LONGEST - 1 : LONGEST;
    }

    private void say(List<Said> told, String sentence) {
        var line = Plain.line(MARKS.matcher(sentence).replaceAll(""));
        if (line.isEmpty()) {
            return;
        }
        var joined = carried.isEmpty() ? line : carried + (needsSpace(carried, line) ? " " : "") + line;
        if (!carried.isEmpty() && !Bubbles.fits(joined)) {
            flush(told);
            joined = line;
        }
        carried.setLength(0);
        carried.append(joined);
        if (Bubbles.width(joined) * SHORT >= Bubbles.WIDE * Bubbles.NARROW) {
            flush(told);
        }
    }

    private static boolean needsSpace(CharSequence before, String after) {
        return !Bubbles.isWide(Character.codePointBefore(before, before.length()))
                || !Bubbles.isWide(after.codePointAt(0));
    }

    private void flush(List<Said> told) {
        for (var line : Bubbles.cut(carried.toString())) {
            var size = written(line.text());
            if (lines == MOST_LINES || bytes + size > MOST_BYTES) {
                lines = MOST_LINES;
                break;
            }
            lines++;
            bytes += size;
            isAny = true;
            told.add(new Said.Line(line));
        }
        carried.setLength(0);
    }

    /** How many bytes a text has in JSON. */
    static int written(String text) {
        return text.codePoints()
                .map(one -> one == '"' || one == '\\' ? 2 : one < 0x80 ? 1 : one < 0x800 ? 2 : one < 0x10000 ? 3 : 4)
                .sum();
    }

    private boolean act(List<Said> told, int end) {
        flush(told);
        var line = coming.substring(0, end);
        coming.delete(0, end);
        var act = read(line.substring(Math.min(MARK.length(), line.length())).strip());
        var size = act.map(one -> written(one.args().toString())).orElse(0);
        if (act.isPresent() && acts < MOST_ACTS && argBytes + size <= MOST_ARGS) {
            acts++;
            argBytes += size;
            told.add(act.get());
        } else {
            dropped++;
        }
        return true;
    }

    private Optional<Said.Act> read(String line) {
        var brace = line.indexOf('{');
        var name = (brace < 0 ? line : line.substring(0, brace)).strip();
        var called = name.endsWith("()") ? name.substring(0, name.length() - 2) : name;
        var deed = allowed.stream()
                .filter(one -> one.name().equalsIgnoreCase(called))
                .findFirst();
        return deed.flatMap(found -> arguments(brace < 0 ? "" : line.substring(brace))
                .flatMap(found::checked)
                .map(args -> new Said.Act(found.name(), args)));
    }

    private Optional<JsonNode> arguments(String written) {
        if (written.isEmpty()) {
            return Optional.of(JsonNodeFactory.instance.objectNode());
        }
        try {
            return Optional.ofNullable(json.readTree(written)).filter(JsonNode::isObject);
        } catch (JacksonException _) {
            return Optional.empty(); // what the model wrote is no action
        }
    }
}
