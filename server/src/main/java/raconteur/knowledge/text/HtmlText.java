package raconteur.knowledge.text;

import org.jsoup.nodes.Document;
import raconteur.platform.Refusal;
import raconteur.platform.file.Flaw;
import raconteur.source.page.Html;
import raconteur.source.page.Prose;

/** A page that somebody saved. */
final class HtmlText {
    private static final String NOISE =
            "script, style, noscript, template, iframe, svg, canvas, form, button, select, nav,"
                    + " footer, dialog, [hidden], [aria-hidden=true], [role=navigation], .navbox, .toc, #toc, .mw-editsection";

    private HtmlText() {}

    static void read(String html, Cutter cutter) {
        var tree = tree(html);
        var title = tree.title();
        tree.select(NOISE).remove();
        var headings = new Headings();
        headings.begin(0, title);
        for (var section : Prose.of(tree.body())) {
            if (!section.title().isBlank() && !section.title().equals(title)) {
                headings.begin(section.level(), section.title());
            }
            cutter.add(headings.path(), section.text());
        }
    }

    private static Document tree(String html) {
        try {
            return Html.parse(html, "");
        } catch (Refusal _) {
            throw Flaw.tooLarge("The page has more tags than any page for people.", "网页中的标签过多。");
        }
    }
}
