package raconteur.source.wiki;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import raconteur.source.Encyclopedia;
import raconteur.source.Meaning;
import raconteur.source.Page.Fact;
import raconteur.source.Page.Section;
import raconteur.source.page.Html;
import raconteur.source.page.Prose;

/** The HTML of a wiki page, taken apart: its box, its text, its picture, or the list it is when a name has several. */
final class Article {
    private static final String NOISE = "sup.reference, .mw-editsection, .noprint, .navbox, style, script, noscript,"
            + " table.metadata, .metadata, .hatnote, .dablink, #toc, .toc, .reflist, .references, .mw-references-wrap,"
            + " .gallery, .thumb, figure, .ambox, .sistersitebox, .side-box, .mw-empty-elt, .error, audio, video,"
            + " .catlinks, .printfooter, [style~=(?i)display:\\s*none]";

    private static final String BOX = "table.infobox, table[class*=infobox], aside.portable-infobox";
    private static final String NAMESAKES = "#disambigbox, .dmbox, .disambigbox, #disambig, table.disambig";
    private static final Pattern NAMESAKES_TITLE = Pattern.compile("(?i).*[(（](消歧义|消歧義|disambiguation)[)）]");

    /** Parts that tell of the page, not of its subject. */
    private static final Set<String> APPARATUS = Set.of(
            "参考文献",
            "參考文獻",
            "参考资料",
            "參考資料",
            "参考来源",
            "參考來源",
            "外部链接",
            "外部連結",
            "外部鏈接",
            "注释",
            "註釋",
            "注釋",
            "脚注",
            "腳註",
            "参见",
            "參見",
            "相关条目",
            "相關條目",
            "延伸阅读",
            "延伸閱讀",
            "备注",
            "引用",
            "references",
            "external links",
            "see also",
            "notes",
            "further reading",
            "footnotes",
            "citations",
            "sources",
            "bibliography",
            "notes and references");

    private final Element root;
    private final @Nullable Element box;

    private Article(Element root) {
        this.root = root;
        this.box = root.selectFirst(BOX);
    }

    /** @param base where the page is, for the addresses in it */
    static Article read(String html, String base) {
        Document tree = Html.parse(html, base);
        var output = tree.selectFirst(".mw-parser-output");
        return new Article(output == null ? tree.body() : output);
    }

    /** Whether it only lists those who share a name. */
    boolean isNamesakes(String title) {
        return NAMESAKES_TITLE.matcher(title).matches() || root.selectFirst(NAMESAKES) != null;
    }

    /** Those it lists, in its order. */
    List<Meaning> meanings() {
        var found = new LinkedHashMap<String, Meaning>();
        for (var item : root.select("li")) {
            var link = item.selectFirst("a[href]:not(.external, .extiw, .image, .new, [href*=redlink=1])");
            if (link == null || item.closest(".navbox, .toc, #toc, .dmbox, #disambigbox") != null) {
                continue;
            }
            var title = link.attr("title").isBlank() ? link.text() : link.attr("title");
            if (!title.isBlank() && found.size() < Encyclopedia.MOST) {
                found.putIfAbsent(title, new Meaning(title, item.text(), link.absUrl("href")));
            }
        }
        return List.copyOf(found.values());
    }

    /** The picture in its box. */
    @Nullable
    URI image() {
        return box == null ? null : Html.address(box.selectFirst("img[src]"), "src");
    }

    /** The lines of its box. */
    List<Fact> facts() {
        if (box == null) {
            return List.of();
        }
        var clean = box.clone();
        clean.select(NOISE).remove();
        var facts = new ArrayList<Fact>();
        for (var line : clean.select(".pi-data")) {
            add(facts, line.selectFirst(".pi-data-label"), line.selectFirst(".pi-data-value"));
        }
        for (var line : clean.select("tr")) {
            var cells = line.select("> th, > td");
            if (cells.size() >= 2 && cells.getFirst().normalName().equals("th")) {
                add(facts, cells.getFirst(), cells.get(1)); // some wikis have both as headings
            }
        }
        return List.copyOf(facts);
    }

    private static void add(List<Fact> facts, @Nullable Element name, @Nullable Element value) {
        if (name != null
                && value != null
                && !name.text().isBlank()
                && !value.text().isBlank()) {
            facts.add(new Fact(name.text().strip(), inOneLine(Prose.text(value))));
        }
    }

    private static String inOneLine(String text) {
        return text.lines().map(line -> line.replaceFirst("^- ", "")).collect(Collectors.joining("；"));
    }

    /** Its text in sections, the first without a title, without those that tell of the page itself. */
    List<Section> sections() {
        var clean = root.clone();
        clean.select(NOISE).remove();
        clean.select(BOX).remove();
        var kept = new ArrayList<Section>();
        var skipped = Integer.MAX_VALUE;
        for (var section : Prose.of(clean)) {
            var isApparatus =
                    APPARATUS.contains(section.title().toLowerCase(Locale.ROOT).strip());
            if (section.level() <= skipped) {
                skipped = isApparatus ? section.level() : Integer.MAX_VALUE;
            }
            if (skipped == Integer.MAX_VALUE) {
                kept.add(section);
            }
        }
        return List.copyOf(kept);
    }
}
