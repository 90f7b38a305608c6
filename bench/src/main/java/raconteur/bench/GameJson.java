package raconteur.bench;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads JSON as strictly as the weakest game does: one object of UTF-8 under 20 kB; no escape but the short ones, since
 * a game that knows no other spoils the text; no raw control character, which would end its string; no exponent; no
 * null, which would move what comes after it in a list to another place.
 */
public final class GameJson {
    private static final int MOST = 20_000;
    private static final Set<Character> SHORT = Set.of('"', '\\', '/', 'b', 'f', 'n', 'r', 't');

    private final String text;
    private int at;

    private GameJson(String text) {
        this.text = text;
    }

    /** The object in these bytes; {@link IllegalArgumentException} says where a game would stumble. */
    public static Map<String, Object> read(byte[] bytes) {
        if (bytes.length >= MOST) {
            throw new IllegalArgumentException(bytes.length + " bytes are too many");
        }
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8", e);
        }
    }

    private static Map<String, Object> read(String text) {
        var reader = new GameJson(text);
        if (!text.startsWith("{")) {
            throw reader.stumbled("an object");
        }
        var object = reader.object();
        if (reader.at != text.length()) {
            throw reader.stumbled("the end");
        }
        return object;
    }

    private Map<String, Object> object() {
        var object = new LinkedHashMap<String, Object>();
        take('{');
        while (peek() != '}') {
            if (!object.isEmpty()) {
                take(',');
            }
            var name = string();
            take(':');
            if (object.put(name, value()) != null) {
                throw stumbled("another name than " + name);
            }
        }
        take('}');
        return object;
    }

    private List<Object> list() {
        var list = new ArrayList<>();
        take('[');
        while (peek() != ']') {
            if (!list.isEmpty()) {
                take(',');
            }
            list.add(value());
        }
        take(']');
        return list;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw stumbled(word);
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "-0123456789.".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (!text.substring(from, at).matches("-?\\d+(\\.\\d{1,2})?")) {
            throw stumbled("a plain number");
        }
        return Double.valueOf(text.substring(from, at));
    }

    private String string() {
        take('"');
        var out = new StringBuilder();
        while (peek() != '"') {
            char sign = text.charAt(at++);
            if (Character.isISOControl(sign)) {
                throw stumbled("no control character");
            }
            if (sign == '\\') {
                char escaped = peek();
                if (!SHORT.contains(escaped)) {
                    throw stumbled("a short escape");
                }
                out.append(escaped == 'n' ? '\n' : escaped);
                at++;
            } else {
                out.append(sign);
            }
        }
        take('"');
        return out.toString();
    }

    private char peek() {
        if (at >= text.length()) {
            throw stumbled("more");
        }
        return text.charAt(at);
    }

    private void take(char sign) {
        if (peek() != sign) {
            throw stumbled("'" + sign + "'");
        }
        at++;
    }

    private IllegalArgumentException stumbled(String wanted) {
        return new IllegalArgumentException("at " + at + " not " + wanted + ": "
                + text.substring(Math.max(0, at - 40), Math.min(text.length(), at + 40)));
    }
}
