package raconteur.knowledge.text;

import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;

/** Takes Lua apart into words, numbers, strings and signs; comments are passed over. For one reader. */
final class LuaScanner {
    enum Kind {
        WORD,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    /**
     * One of them.
     *
     * @param text of a string what it says, of others themselves
     * @param from where it begins
     * @param to where it has ended
     */
    record Token(Kind kind, String text, int from, int to) {
        boolean is(String sign) {
            return kind != Kind.STRING && text.equals(sign);
        }
    }

    private final String text;
    private int at;

    LuaScanner(String text) {
        this.text = text;
    }

    Token next() {
        skip();
        if (at >= text.length()) {
            return new Token(Kind.END, "", at, at);
        }
        var from = at;
        var c = text.charAt(at);
        if (isWord(c) && !isDigit(c)) {
            while (at < text.length() && isWord(text.charAt(at))) {
                at++;
            }
            return new Token(Kind.WORD, text.substring(from, at), from, at);
        }
        if (isDigit(c)) {
            while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return new Token(Kind.NUMBER, text.substring(from, at), from, at);
        }
        if (c == '"' || c == '\'') {
            return new Token(Kind.STRING, quoted(c), from, at);
        }
        var level = longBracket(at);
        if (level >= 0) {
            return new Token(Kind.STRING, longText(level), from, at);
        }
        at++;
        if (at < text.length() && text.charAt(at) == '=' && "=~<>".indexOf(c) >= 0) {
            at++;
        }
        return new Token(Kind.SIGN, text.substring(from, at), from, at);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return c == '_' || isDigit(c) || Character.isLetter(c);
    }

    private void skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("--", at)) {
                var level = longBracket(at + 2);
                if (level >= 0) {
                    at += 2;
                    longText(level);
                } else {
                    var end = text.indexOf('\n', at);
                    at = end < 0 ? text.length() : end;
                }
            } else {
                return;
            }
        }
    }

    /** How many equals signs are in the bracket that opens a long text here; -1 where none does. */
    private int longBracket(int from) {
        if (from >= text.length() || text.charAt(from) != '[') {
            return -1;
        }
        var end = from + 1;
        while (end < text.length() && text.charAt(end) == '=') {
            end++;
        }
        return end < text.length() && text.charAt(end) == '[' ? end - from - 1 : -1;
    }

    private String longText(int level) {
        var from = at + level + 2;
        var close = "]" + "=".repeat(level) + "]";
        var end = text.indexOf(close, from);
        if (end < 0) {
            throw unclosed();
        }
        at = end + close.length();
        return text.substring(from, end);
    }

    private String quoted(char quote) {
        var out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            var c = text.charAt(at++);
            if (c == '\n') {
                throw unclosed();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
                out.append(c == 'n' || c == '\n' ? '\n' : c == 't' ? '\t' : c);
            } else {
                out.append(c);
            }
        }
        if (at >= text.length()) {
            throw unclosed();
        }
        at++;
        return out.toString();
    }

    private static Refusal unclosed() {
        return Flaw.malformed("A text in the Lua file does not end.", "Lua 文件中有未结束的字符串。");
    }
}
