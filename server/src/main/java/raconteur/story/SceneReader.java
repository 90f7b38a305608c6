package raconteur.story;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads one text out of JSON while it is being written, whatever stands around it: code fences, prose, other fields.
 * Forgiving: what it cannot follow it stays silent about. For one thread.
 */
final class SceneReader {
    /** One object or list that is open. */
    private static final class Level {
        private final boolean isObject;
        private String name = "";
        private boolean expectsName;

        Level(boolean isObject) {
            this.isObject = isObject;
            this.expectsName = isObject;
        }
    }

    private static final int LONGEST_NAME = 200;

    private final String[] path;
    private final Deque<Level> open = new ArrayDeque<>();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder hex = new StringBuilder();
    private boolean inText;
    private boolean wanted;
    private boolean found;
    private int escape = -1;

    /** @param pointer where the text stands: names of objects, with strokes */
    SceneReader(String pointer) {
        this.path = pointer.substring(1).split("/", -1);
    }

    /** More of the JSON; what of the text is in it. */
    String read(String piece) {
        out.setLength(0);
        for (var at = 0; at < piece.length() && !found; at++) {
            var sign = piece.charAt(at);
            if (inText) {
                text(sign);
            } else if (!open.isEmpty() || sign == '{') {
                structure(sign);
            }
        }
        return out.toString();
    }

    /** Whether all of the text was read. */
    boolean isWhole() {
        return found;
    }

    private void structure(char sign) {
        switch (sign) {
            case '{' -> open.push(new Level(true));
            case '[' -> open.push(new Level(false));
            case '}', ']' -> open.pop();
            case ',' -> open.element().expectsName = open.element().isObject;
            case '"' -> {
                inText = true;
                word.setLength(0);
                wanted = !open.element().expectsName && isThere();
            }
            default -> {}
        }
    }

    private boolean isThere() {
        if (open.size() != path.length) {
            return false;
        }
        var depth = path.length;
        for (var level : open) {
            depth--;
            if (!level.isObject || !level.name.equals(path[depth])) {
                return false;
            }
        }
        return true;
    }

    private void text(char sign) {
        if (escape >= 0) {
            escaped(sign);
        } else if (sign == '\\') {
            escape = 0;
        } else if (sign == '"') {
            end();
        } else {
            put(sign);
        }
    }

    private void end() {
        inText = false;
        if (wanted) {
            found = true;
        } else if (open.element().expectsName) {
            open.element().name = word.toString();
            open.element().expectsName = false;
        }
    }

    private void put(char sign) {
        if (wanted) {
            out.append(sign);
        } else if (word.length() < LONGEST_NAME) {
            word.append(sign);
        }
    }

    private void escaped(char sign) {
        if (escape == 0) {
            if (sign == 'u') {
                escape = 1;
                hex.setLength(0);
                return;
            }
            escape = -1;
            put(
                    switch (sign) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        default -> sign;
                    });
            return;
        }
        hex.append(sign);
        if (++escape == 5) {
            escape = -1;
            put(code());
        }
    }

    private char code() {
        try {
            return (char) Integer.parseInt(hex.toString(), 16);
        } catch (NumberFormatException _) {
            return '\ufffd';
        }
    }
}
