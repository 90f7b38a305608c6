package raconteur.source.page;

import java.net.URI;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import raconteur.source.egress.No;

/** Reads HTML of strangers into a tree with bounds. Nothing in it is run or fetched. */
public final class Html {
    private static final int DEEPEST = 256;
    private static final int MOST_TAGS = 300_000;

    private Html() {}

    /**
     * The tree of a page.
     *
     * @param base what relative addresses are relative to
     * @throws raconteur.platform.Refusal if it has more tags than any page for people
     */
    public static Document parse(String html, String base) {
        if (html.chars().filter(sign -> sign == '<').count() > MOST_TAGS) {
            throw No.unreadable();
        }
        return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, base);
    }

    /** The words of a piece of HTML. */
    public static String words(String html) {
        return parse(html, "").text();
    }

    /** An address in an attribute, null if there is none of the web. */
    public static @Nullable URI address(@Nullable Element element, String attribute) {
        var written = element == null ? "" : element.absUrl(attribute);
        try {
            return written.matches("(?i)https?://.+") ? URI.create(written) : null;
        } catch (IllegalArgumentException _) {
            return null; // no address: as if it were not there
        }
    }
}
