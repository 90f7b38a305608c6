package raconteur.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import raconteur.platform.file.Flaw;

/** Collects passages, and cuts what is too long for one: between paragraphs, lines, sentences, and anywhere at last. */
final class Cutter {
    /** How long a passage is at most; letters of scripts without blanks count twice. */
    static final int MOST = 1200;

    private static final int MOST_PIECES = 50_000;
    private static final int LONGEST_TITLE = 300;
    private static final int WIDE = 0x2E80;

    private static final List<Pattern> SEAMS = List.of(
            Pattern.compile("\\n\\s*\\n"), Pattern.compile("\\n"), Pattern.compile("(?<=[。！？；])|(?<=[.!?;])\\s+"));

    private final List<Piece> pieces = new ArrayList<>();

    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** How much room a text takes. */
    static int weight(String text) {
        var weight = 0;
        for (var at = 0; at < text.length(); at++) {
            weight += text.charAt(at) >= WIDE ? 2 : 1;
        }
        return weight;
    }

    void add(List<String> path, String text) {
        var title = String.join(Piece.BELOW, path);
        var shown = title.length() <= LONGEST_TITLE
                ? title
                : "…" + title.substring(title.length() - LONGEST_TITLE).stripLeading();
        cut(clean(shown).replace('\n', ' '), clean(text), 0);
    }

    /** What no database keeps is left out. */
    private static String clean(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .filter(point -> point != '\r'
                        && (point >= ' ' || point == '\n' || point == '\t')
                        && !(point >= 0xD800 && point <= 0xDFFF))
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    private void cut(String title, String text, int seam) {
        if (text.isBlank()) {
            return;
        }
        if (weight(text) <= MOST) {
            keep(title, text);
            return;
        }
        if (seam == SEAMS.size()) {
            anywhere(title, text);
            return;
        }
        var held = new StringBuilder();
        var glue = seam == 0 ? "\n\n" : seam == 1 ? "\n" : "";
        // one after another: a text may have millions of lines
        var parts = SEAMS.get(seam).splitAsStream(text).iterator();
        while (parts.hasNext()) {
            var part = parts.next();
            var added = part.isBlank() ? "" : (held.isEmpty() ? "" : glue(glue, held)) + part.strip();
            if (weight(held.toString()) + weight(added) > MOST) {
                flush(title, held);
                if (weight(part) > MOST) {
                    cut(title, part.strip(), seam + 1);
                } else {
                    held.append(part.strip());
                }
            } else {
                held.append(added);
            }
        }
        flush(title, held);
    }

    private static String glue(String glue, StringBuilder held) {
        return glue.isEmpty() && held.charAt(held.length() - 1) < WIDE ? " " : glue;
    }

    private void flush(String title, StringBuilder held) {
        if (!held.isEmpty()) {
            keep(title, held.toString());
            held.setLength(0);
        }
    }

    private void anywhere(String title, String text) {
        var from = 0;
        while (from < text.length()) {
            var to = Math.min(text.length(), from + MOST / 2);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            keep(title, text.substring(from, to));
            from = to;
        }
    }

    private void keep(String title, String text) {
        if (pieces.size() == MOST_PIECES) {
            throw Flaw.tooLarge(
                    "The file has more than " + MOST_PIECES + " passages.", "文件内容超过 " + MOST_PIECES + " 段。");
        }
        pieces.add(new Piece(title, text));
    }
}
