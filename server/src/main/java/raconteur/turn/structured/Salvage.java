package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that no JSON reader takes: cut off anywhere, with quotation marks inside of strings, full-width
 * punctuation, forgotten commas, Python's words. Whatever is not certain, like a number at the cut, is left out; it
 * never makes anything up.
 */
final class Salvage {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,40}\\.?\\d{0,40}|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");
    private static final String SEPARATORS = ",，、;；";
    private static final String OPENING = "\"'“”‘’「";
    /** What can follow a member of an object. */
    private static final Pattern NAME_NEXT =
            Pattern.compile("[\\s,，]*(?:[\"'“”「]|[}\\]]|[\\p{L}_$][\\p{L}\\p{N}_$]{0,60}\\s*(?:[:：]|\\z)|\\z)");

    private static final Pattern VALUE_NEXT = Pattern.compile("[\\s,，]*(?:[\"'“”「{\\[\\]}\\d-]|true|false|null|\\z)");

    private final String text;
    private final Set<String> notes = new LinkedHashSet<>();
    private int at;
    private boolean cut;

    private Salvage(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /** An object, where it ends in the text, and what was done to read it. */
    record Salvaged(ObjectNode object, int end, List<String> notes) {}

    /** Not to be read by any means. */
    private static final class Hopeless extends RuntimeException {
        Hopeless() {
            super("hopeless", null, false, false);
        }
    }

    /** The object that begins at a brace; null when there is none. */
    static @Nullable Salvaged of(String text, int start) {
        var salvage = new Salvage(text, start);
        try {
            var object = salvage.object(0);
            if (salvage.cut) {
                salvage.notes.add("the answer was cut off; its end was closed");
            }
            return object.isEmpty() ? null : new Salvaged(object, salvage.at, List.copyOf(salvage.notes));
        } catch (Hopeless _) {
            return null;
        }
    }

    private @Nullable JsonNode value(int depth) {
        skip();
        if (at >= text.length()) {
            cut = true;
            return null;
        }
        var first = text.charAt(at);
        if (first == '{') {
            return object(depth + 1);
        }
        if (first == '[' || first == '【') {
            return array(depth + 1);
        }
        return OPENING.indexOf(first) >= 0 ? NODES.textNode(string(VALUE)) : bare();
    }

    private ObjectNode object(int depth) {
        deepen(depth);
        var object = NODES.objectNode();
        for (at++; ; ) {
            separators();
            if (at >= text.length()) {
                cut = true;
                return object;
            }
            if (text.charAt(at) == '}') {
                at++;
                return object;
            }
            if (text.charAt(at) == ']') {
                // closed in the wrong order: the object ends here, the bracket belongs to what is around it
                notes.add("a missing } was added");
                return object;
            }
            member(object, depth);
        }
    }

    private void member(ObjectNode object, int depth) {
        var name = OPENING.indexOf(text.charAt(at)) >= 0 ? string(NAME) : word();
        if (cut || name.isEmpty()) {
            requireCut();
            return;
        }
        skip();
        if (at >= text.length()) {
            cut = true;
            return;
        }
        if ("：:=".indexOf(text.charAt(at)) < 0) {
            throw new Hopeless();
        }
        at++;
        if (at < text.length() && text.charAt(at) == '>') {
            at++;
        }
        var value = value(depth);
        if (value != null) {
            object.set(name, value);
        }
    }

    private JsonNode array(int depth) {
        deepen(depth);
        var array = NODES.arrayNode();
        for (at++; ; ) {
            separators();
            if (at >= text.length()) {
                cut = true;
                return array;
            }
            var next = text.charAt(at);
            if (next == ']' || next == '】') {
                at++;
                return array;
            }
            if (next == '}') {
                notes.add("a missing ] was added");
                return array;
            }
            var before = at;
            var value = value(depth);
            if (value != null) {
                array.add(value);
            } else if (at == before) {
                throw new Hopeless();
            }
        }
    }

    private static void deepen(int depth) {
        if (depth > Lenient.DEEPEST) {
            throw new Hopeless();
        }
    }

    private void requireCut() {
        if (!cut) {
            throw new Hopeless();
        }
    }

    /** Where a string stands decides what must follow it. */
    private enum Standing {
        NAME,
        VALUE
    }

    private static final Standing NAME = Standing.NAME;
    private static final Standing VALUE = Standing.VALUE;

    private String string(Standing standing) {
        var opening = text.charAt(at++);
        var closing = switch (opening) {
            case '“', '”' -> "”“\"";
            case '‘', '’' -> "’‘'";
            case '「' -> "」";
            default -> String.valueOf(opening);
        };
        if (opening != '"' && opening != '\'') {
            notes.add("full-width punctuation was taken as JSON's own");
        }
        var read = new StringBuilder();
        while (at < text.length()) {
            var next = text.charAt(at++);
            if (next == '\\') {
                escape(read);
            } else if (closing.indexOf(next) >= 0 && closes(standing)) {
                return read.toString();
            } else {
                read.append(next);
            }
        }
        cut = true;
        return read.toString();
    }

    /** Whether a quotation mark that was just read ends its string: only if JSON can go on behind it. */
    private boolean closes(Standing standing) {
        var next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (next >= text.length()) {
            return true;
        }
        var follows = text.charAt(next);
        var ends = switch (standing) {
            case NAME -> follows == ':' || follows == '：' || follows == '=';
            case VALUE ->
                follows == '}'
                        || follows == ']'
                        || follows == '】'
                        || text.startsWith("//", next)
                        || (SEPARATORS.indexOf(follows) >= 0
                                && (NAME_NEXT
                                                .matcher(text)
                                                .region(next, text.length())
                                                .lookingAt()
                                        || VALUE_NEXT
                                                .matcher(text)
                                                .region(next, text.length())
                                                .lookingAt()))
                        // a forgotten comma: the next member begins on a line of its own
                        || (text.substring(at, next).indexOf('\n') >= 0 && OPENING.indexOf(follows) >= 0);
        };
        if (!ends) {
            notes.add("quotation marks inside of a string were kept");
        }
        return ends;
    }

    private void escape(StringBuilder read) {
        if (at >= text.length()) {
            return;
        }
        var escaped = text.charAt(at++);
        switch (escaped) {
            case 'n' -> read.append('\n');
            case 't' -> read.append('\t');
            case 'r' -> read.append('\r');
            case 'b' -> read.append('\b');
            case 'f' -> read.append('\f');
            case 'u' -> unicode(read);
            default -> read.append(escaped);
        }
    }

    private void unicode(StringBuilder read) {
        var end = Math.min(at + 4, text.length());
        var digits = text.substring(at, end);
        if (digits.matches("[0-9a-fA-F]{4}")) {
            read.append((char) Integer.parseInt(digits, 16));
            at = end;
        } else if (end == text.length()) {
            at = end;
        } else {
            read.append('u');
        }
    }

    /** A name without quotation marks. */
    private String word() {
        var from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_$-".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        cut |= at >= text.length();
        return text.substring(from, at);
    }

    /** A number or a word: true, false, null and their relatives. */
    private @Nullable JsonNode bare() {
        var from = at;
        while (at < text.length()
                && (SEPARATORS + "]}】\n\r").indexOf(text.charAt(at)) < 0
                && !text.startsWith("//", at)) {
            at++;
        }
        var word = text.substring(from, at).strip();
        if (at >= text.length()) {
            // a number or word at the cut may have gone on
            cut = true;
            return null;
        }
        if (NUMBER.matcher(word).matches()) {
            return number(word);
        }
        return switch (word) {
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            case "null", "None", "NULL", "nil", "undefined", "NaN" -> NODES.nullNode();
            case "", "...", "…" -> null;
            default -> {
                notes.add("text without quotation marks was taken as a string");
                yield NODES.textNode(word);
            }
        };
    }

    private static JsonNode number(String word) {
        return number(new BigDecimal(word.endsWith(".") ? word + "0" : word));
    }

    /** A number as a JSON reader would have read it. */
    static JsonNode number(BigDecimal number) {
        if (number.scale() > 6 * Lenient.DEEPEST || number.precision() - number.scale() > 6 * Lenient.DEEPEST) {
            return NODES.numberNode(number); // not to be written out
        }
        if (number.stripTrailingZeros().scale() > 0) {
            return NODES.numberNode(number);
        }
        var whole = number.toBigInteger();
        return whole.bitLength() < 32
                ? NODES.numberNode(whole.intValueExact())
                : whole.bitLength() < 64 ? NODES.numberNode(whole.longValueExact()) : NODES.numberNode(whole);
    }

    private void separators() {
        for (var before = -1; before != at; ) {
            before = at;
            skip();
            while (at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (text.startsWith("...", at)) {
                at += 3;
            }
        }
    }

    /** White space and comments. */
    private void skip() {
        while (at < text.length()) {
            var next = text.charAt(at);
            if (Character.isWhitespace(next) || next == '\uFEFF' || next == '\u00A0') {
                at++;
            } else if (text.startsWith("//", at) || next == '#') {
                at = after("\n");
            } else if (text.startsWith("/*", at)) {
                at = after("*/");
            } else {
                return;
            }
        }
    }

    private int after(String end) {
        var found = text.indexOf(end, at);
        return found < 0 ? text.length() : found + end.length();
    }
}
