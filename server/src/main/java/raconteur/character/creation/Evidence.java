package raconteur.character.creation;

import java.text.Normalizer;
import java.util.Arrays;
import raconteur.character.Provenance;

/**
 * What a source says, to hold up against what a model says it says. Spaces, width, case and the form of quotation marks
 * make no difference; a single other sign does. Immutable.
 */
final class Evidence {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 400;

    private final String source;
    private final String folded;
    /** Where each folded character stands in the source. */
    private final int[] places;

    Evidence(String source) {
        this.source = source;
        var text = new StringBuilder();
        var where = new int[source.length() * 2 + 16];
        var at = 0;
        while (at < source.length()) {
            var point = source.codePointAt(at);
            var one = folded(point);
            if (text.length() + one.length() > where.length) {
                where = Arrays.copyOf(where, where.length * 2);
            }
            for (var n = 0; n < one.length(); n++) {
                where[text.length() + n] = at;
            }
            text.append(one);
            at += Character.charCount(point);
        }
        this.folded = text.toString();
        this.places = Arrays.copyOf(where, folded.length());
    }

    /** What this quote is worth: the source's own words where they are there, else nothing. */
    Provenance of(String quote) {
        var wanted = folded(quote);
        var found = wanted.codePointCount(0, wanted.length()) < SHORTEST ? -1 : folded.indexOf(wanted);
        if (found < 0) {
            return Provenance.INFERRED;
        }
        var begin = places[found];
        var last = places[found + wanted.length() - 1];
        var words = source.substring(begin, last + Character.charCount(source.codePointAt(last)))
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
        var most = Math.min(words.codePointCount(0, words.length()), LONGEST);
        return Provenance.source(words.substring(0, words.offsetByCodePoints(0, most)));
    }

    private static String folded(String text) {
        var all = new StringBuilder();
        text.codePoints().forEach(point -> all.append(folded(point)));
        return all.toString();
    }

    private static String folded(int point) {
        if (Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT) {
            return "";
        }
        var one = Character.toString(point);
        return switch (one) {
            case "“", "”", "„", "«", "»", "「", "」", "『", "』", "＂" -> "\"";
            case "‘", "’", "＇" -> "'";
            // marks that some models add and some leave out
            case "*", "_", "`" -> "";
            default ->
                Normalizer.normalize(one, Normalizer.Form.NFKC)
                        .toLowerCase(java.util.Locale.ROOT)
                        .strip();
        };
    }
}
