package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Compares text that comes in pieces of JSON strings with the text that must come, byte by byte, as it comes. */
final class Expected {
    private final byte[] text;
    private int at;
    private boolean right = true;

    Expected(String text) {
        this.text = text.getBytes(UTF_8);
    }

    void restart() {
        at = 0;
        right = true;
    }

    boolean whole() {
        return right && at == text.length;
    }

    /** Where the first difference is, or how much has come. */
    int position() {
        return at;
    }

    /** Takes the JSON string whose first byte after the quote is {@code from}; returns whether anything was in it. */
    boolean take(byte[] json, int from, int end) {
        int before = at;
        int i = from;
        while (i < end && json[i] != '"') {
            if (json[i] == '\\') {
                i = escape(json, i + 1);
            } else {
                match(json[i++]);
            }
        }
        return at > before || !right;
    }

    private void match(int next) {
        if (!right || at >= text.length || text[at] != (byte) next) {
            right = false;
        } else {
            at++;
        }
    }

    private int escape(byte[] json, int at) {
        switch (json[at]) {
            case 'n' -> match('\n');
            case 't' -> match('\t');
            case 'r' -> match('\r');
            case 'b' -> match('\b');
            case 'f' -> match('\f');
            case 'u' -> {
                return unicode(json, at);
            }
            default -> match(json[at]);
        }
        return at + 1;
    }

    private int unicode(byte[] json, int at) {
        int code = hex(json, at + 1);
        int next = at + 5;
        if (Character.isHighSurrogate((char) code) && json[next] == '\\' && json[next + 1] == 'u') {
            code = Character.toCodePoint((char) code, (char) hex(json, next + 2));
            next += 6;
        }
        for (byte each : Character.toString(code).getBytes(UTF_8)) {
            match(each);
        }
        return next;
    }

    private static int hex(byte[] json, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = value * 16 + Character.digit(json[i], 16);
        }
        return value;
    }
}
