package raconteur.source.wiki;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import raconteur.source.Meaning;

/** What the API is asked for when a page is meant: its id or its title. Addresses are only read, never followed. */
final class Named {
    private static final int LONGEST_TITLE = 255;
    private static final Pattern NO_TITLE = Pattern.compile("[|#<>\\[\\]{}\\p{Cntrl}]");
    private static final Pattern ID = Pattern.compile("[?&]curid=(\\d{1,15})(?:[&#].*)?$");
    private static final Pattern TITLE = Pattern.compile("[?&]title=([^&#]{1,2048})");
    private static final Pattern PATH = Pattern.compile("(?:/wiki/|index\\.php/|/)([^/?#]{1,2048})(?:[?#].*)?$");

    private Named() {}

    /** The parameter of the API; nothing for what can be no page. */
    static Map<String, String> of(Meaning meaning) {
        if (meaning.title().isBlank()) {
            var id = ID.matcher(meaning.href());
            if (id.find()) {
                return Map.of("pageids", id.group(1));
            }
        }
        var title = title(meaning);
        var isTitle = !title.isEmpty()
                && title.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TITLE
                && !NO_TITLE.matcher(title).find();
        return isTitle ? Map.of("titles", title) : Map.of();
    }

    private static String title(Meaning meaning) {
        if (!meaning.title().isBlank()) {
            return meaning.title().strip();
        }
        for (var pattern : new Pattern[] {TITLE, PATH}) {
            var found = pattern.matcher(meaning.href());
            if (found.find()) {
                return decoded(found.group(1)).replace('_', ' ').strip();
            }
        }
        return "";
    }

    private static String decoded(String escaped) {
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return ""; // no address that a wiki made
        }
    }
}
