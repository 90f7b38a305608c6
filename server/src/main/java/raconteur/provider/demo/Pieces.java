package raconteur.provider.demo;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Cuts text into pieces about the size of a model's tokens; together they are the text. */
final class Pieces {
    private static final Pattern PIECE = Pattern.compile("\\s*(?:\\p{IsHan}{1,2}|[^\\s\\p{IsHan}]{1,12}|\\s)");

    private Pieces() {}

    static List<String> of(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The text up to the first of the sequences that it contains. */
    static String until(List<String> stops, String text) {
        var end = text.length();
        for (var stop : stops) {
            var at = stop.isEmpty() ? -1 : text.indexOf(stop);
            end = at < 0 ? end : Math.min(end, at);
        }
        return text.substring(0, end);
    }
}
