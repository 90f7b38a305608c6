package raconteur.source.wiki;

import java.net.URI;

/**
 * A wiki and how it is asked.
 *
 * @param api its {@code api.php}
 * @param variant in which script it answers, such as {@code zh-cn}; empty for its own
 */
public record Wiki(URI api, String variant) {
    /** The script of the mainland. */
    static final String SIMPLIFIED = "zh-cn";

    /** Where people read a page, whatever the wiki makes of its addresses. */
    String page(long id) {
        return api.resolve("index.php") + "?curid=" + id;
    }
}
