package raconteur.source.page;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.source.Licence;
import raconteur.source.Page;
import raconteur.source.Page.Section;
import raconteur.source.egress.Charsets;
import raconteur.source.egress.Egress;
import raconteur.source.egress.Fetched;
import raconteur.source.egress.No;
import raconteur.source.egress.Want;

/** Any page of any site, and what people paste or upload instead of one. */
@Singleton
public final class WebPages {
    private static final String NOISE =
            "script, style, noscript, template, iframe, svg, canvas, form, button, select, nav,"
                    + " aside, header nav, footer, dialog, [hidden], [aria-hidden=true], [role=navigation], [role=banner],"
                    + " [role=complementary], [role=contentinfo], [style~=(?i)display:\\s*none], .advert, .ads, .cookie, .comments,"
                    + " #comments, .sidebar, #sidebar, .breadcrumb, .share, .related";

    private static final List<String> BODIES =
            List.of("article", "main", "[role=main]", "#content", "#main", ".content", ".article", ".post");

    /** A part of a page with less than this share of its words is not the text it is about. */
    private static final double SHARE = 0.4;

    private static final int LONGEST_TITLE = 200;
    private static final int MOST_BYTES = 5 << 20;

    private final Egress egress;

    WebPages(Egress egress) {
        this.egress = egress;
    }

    /**
     * The text of the page at an address.
     *
     * @throws raconteur.platform.Refusal if it cannot be had, or there is none on it
     */
    public Page read(String address) throws InterruptedException {
        return page(egress.fetch(address, Want.PAGE));
    }

    /**
     * The text of a file: plain text, Markdown, JSON or a saved page, in any character set.
     *
     * @param type its media type, as whoever sent it says
     * @throws Refusal naming the file, if it is too large or there is no text in it
     */
    public Page file(String name, String type, byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Refusal(Code.BODY_TOO_LARGE, new Text("A file may have 5 MiB.", "文件最大为 5 MiB。"));
        }
        try {
            return read(name, type.toLowerCase(Locale.ROOT), bytes);
        } catch (Refusal refusal) {
            // whoever sent it can send another: no site is to blame
            throw Refusal.invalid(
                    "file", refusal.detail().en(), refusal.detail().zh());
        }
    }

    private static Page read(String name, String type, byte[] bytes) {
        var text = Charsets.decode(bytes, type);
        if (text.indexOf('\0') >= 0) {
            throw No.unreadable(); // a picture or an archive by another name
        }
        if (type.contains("json") || name.matches("(?i).*\\.json")) {
            return plain(name, JsonText.of(text));
        }
        var isHtml = type.contains("html")
                || name.matches("(?i).*\\.x?html?")
                || text.stripLeading().regionMatches(true, 0, "<!doctype html", 0, 14);
        return isHtml ? html(text, null, name) : plain(name, text);
    }

    /**
     * Text that was pasted.
     *
     * @throws Refusal naming the text, if it is blank
     */
    public Page pasted(String title, String text) {
        if (text.isBlank()) {
            throw Refusal.invalid("text", "there is no text", "没有文字内容");
        }
        return plain(title, text);
    }

    private static Page plain(String title, String text) {
        var lines =
                text.replace("\r\n", "\n").replace('\r', '\n').replace("\0", "").strip();
        return full(title, null, "", Licence.UNKNOWN, "", List.of(new Section("", 2, lines)), null);
    }

    private Page page(Fetched fetched) {
        if (!fetched.type().contains("html")) {
            var plain = fetched.text().strip();
            return full(
                    fetched.address().getPath(),
                    fetched.address(),
                    fetched.address().getHost(),
                    Licence.UNKNOWN,
                    "",
                    List.of(new Section("", 2, plain)),
                    null);
        }
        return html(fetched.text(), fetched.address(), fetched.address().getHost());
    }

    private static Page html(String html, @Nullable URI address, String otherwise) {
        var tree = Html.parse(html, address == null ? "" : address.toString());
        var title = meta(tree, "meta[property=og:title]", tree.title());
        var site = meta(tree, "meta[property=og:site_name]", address == null ? "" : otherwise);
        var licence = Html.address(tree.selectFirst("link[rel=license][href], a[rel=license][href]"), "href");
        var image = Html.address(tree.selectFirst("meta[property=og:image][content]"), "content");
        var language = tree.selectFirst("html[lang]");
        tree.select(NOISE).remove();
        return full(
                title.isBlank() ? otherwise : title,
                address,
                site,
                Licence.of("", licence == null ? null : licence.toString()),
                language == null ? "" : language.attr("lang"),
                Prose.of(body(tree)),
                image);
    }

    private static Page full(
            String title,
            @Nullable URI address,
            String site,
            Licence licence,
            String language,
            List<Section> sections,
            @Nullable URI image) {
        var hasLead = !sections.isEmpty() && sections.getFirst().title().isEmpty();
        var page = new Page(
                cut(title),
                List.of(),
                address,
                site,
                language,
                null,
                licence,
                hasLead ? sections.getFirst().text() : "",
                List.of(),
                hasLead ? sections.subList(1, sections.size()) : sections,
                image);
        if (page.isEmpty()) {
            throw No.empty();
        }
        return page;
    }

    /** The element that the page is about: the first usual one that holds a good part of all its words. */
    private static Element body(Document tree) {
        var all = tree.body().text().length();
        for (var layer : BODIES) {
            for (var one : tree.select(layer)) {
                if (one.text().length() >= all * SHARE) {
                    return one;
                }
            }
        }
        return tree.body();
    }

    private static String meta(Document tree, String query, String otherwise) {
        var found = tree.selectFirst(query);
        return found == null || found.attr("content").isBlank()
                ? otherwise
                : found.attr("content").strip();
    }

    private static String cut(String title) {
        var plain = title.strip();
        return plain.codePointCount(0, plain.length()) <= LONGEST_TITLE
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, LONGEST_TITLE));
    }
}
