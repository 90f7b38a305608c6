package raconteur.source.wiki;

import java.net.URI;

/**
 * A wiki and how it is asked.
 *
 * @param api its {@code api.php}
 * @param variant in which script it answers, such as {@code zh-cn}; empty for its own
 */
public record Wiki(URI api, String variant) {
    /** The Chinese Wikipedia, in the script of the mainland. */
    public static final Wiki CHINESE = new Wiki(URI.create("https://zh.wikipedia.org/w/api.php"), "zh-cn");

    /** The English one. */
    public static final Wiki ENGLISH = new Wiki(URI.create("https://en.wikipedia.org/w/api.php"), "");

    /** Where people read a page, whatever the wiki makes of its addresses. */
    String page(long id) {
        return api.resolve("index.php") + "?curid=" + id;
    }
}
