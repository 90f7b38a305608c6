package raconteur.source.baike;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import raconteur.source.Encyclopedia;
import raconteur.source.Meaning;
import raconteur.source.Page.Fact;
import raconteur.source.Page.Section;
import raconteur.source.page.Html;
import raconteur.source.page.Prose;

/** One page of Baike, whichever of its layouts it comes in. */
final class Item {
    private static final List<String> TITLES =
            List.of("[class*=lemmaTitle_]", ".lemmaWgt-lemmaTitle-title h1", ".J-lemma-title h1", "h1");
    private static final List<String> SUMMARIES =
            List.of("[class*=lemmaSummary_]", ".J-summary", ".lemma-summary", "[class*=lemmaSummary]");
    private static final List<String> FACT_NAMES = List.of(
            "[class*=basicInfoItem_][class*=itemName_], [class*=itemName_]",
            ".basicInfo-item.name",
            "[class*=basicInfo] dt");
    private static final List<String> LISTS = List.of(
            "[class*=polysemantList_], [class*=polysemantText_], .J-polysemantText",
            ".polysemantList-wrapper",
            ".lemmaWgt-subLemmaListTitle ~ ul, ul.custom_dot.para-list");
    private static final List<String> BODIES =
            List.of(".J-lemma-content", "[class*=lemmaContent_]", ".main-content", ".content-wrapper .content");
    private static final List<String> IMAGES =
            List.of("[class*=abstractAlbum_] img[src]", ".summary-pic img[src]", ".J-summary-img img[src]");

    private static final String NOISE = "script, style, noscript, sup, .title-prefix, .edit-icon, .edit-lemma,"
            + " [class*=editLemma_], [class*=editBtn_], [class*=ttsBtn_], .lemma-picture, .lemma-album, .album-list,"
            + " [class*=lemmaPicture_], [class*=album], .lemma-catalog, [class*=catalog], [class*=polysemant],"
            + " .lemmaWgt-lemmaTitle, [class*=lemmaTitle], .top-tool, .reference, .lemma-reference, [class*=reference],"
            + " .open-tag, #open-tag, [class*=basicInfo], .basic-info, .lemma-summary, .J-summary, [class*=lemmaSummary]";

    private static final Pattern CHECK = Pattern.compile("百度安全验证|安全验证|网络不给力");
    private static final Pattern ABSENT = Pattern.compile("尚未收录词条|您所访问的页面不存在");
    private static final String HERE = "/item/";

    private final Document tree;

    private Item(Document tree) {
        this.tree = tree;
    }

    static Item read(String html, URI address) {
        return new Item(Html.parse(html, address.toString()));
    }

    /** Whether the site wants to see a person first. */
    boolean isCheck() {
        return CHECK.matcher(tree.title()).find()
                || tree.selectFirst("#vcode-body, .mod-vcode, [class*=passMod_], script[src*=wappass]") != null;
    }

    /** Whether it only says that there is no such page. */
    boolean isAbsent() {
        var said = tree.selectFirst(".errorBox, .sorryCont, .no-result, [class*=errorBox], [class*=createBtn]");
        return said != null || (title().isEmpty() && ABSENT.matcher(tree.text()).find());
    }

    String title() {
        var found = first(TITLES);
        return found == null ? "" : found.text().strip();
    }

    /** All who share the name, itself among them; empty where it has it alone. */
    List<Meaning> meanings() {
        for (var layer : LISTS) {
            var found = new LinkedHashMap<String, Meaning>();
            for (var line : tree.select(layer).select("li, a[href*=/item/]")) {
                var link = line.normalName().equals("a") ? line : line.selectFirst("a[href*=/item/]");
                var href = link == null ? tree.location() : link.absUrl("href");
                var said = line.text().replaceFirst("^[▪•·\\s]+", "").strip();
                if (!said.isEmpty() && href.contains(HERE) && found.size() < Encyclopedia.MOST) {
                    found.putIfAbsent(plain(href), new Meaning(title(), said, plain(href)));
                }
            }
            if (found.size() > 1) {
                return List.copyOf(found.values());
            }
        }
        return List.of();
    }

    private static String plain(String href) {
        return href.replaceFirst("[?#].*", "");
    }

    List<Fact> facts() {
        for (var layer : FACT_NAMES) {
            var facts = new ArrayList<Fact>();
            for (var name : tree.select(layer)) {
                var value = name.nextElementSibling();
                if (value != null && !name.text().isBlank() && !value.text().isBlank()) {
                    facts.add(new Fact(name.text().replaceAll("[\\s\\u00a0\\u3000]+", ""), words(value)));
                }
            }
            if (!facts.isEmpty()) {
                return List.copyOf(facts);
            }
        }
        return List.of();
    }

    String summary() {
        var found = first(SUMMARIES);
        if (found != null) {
            var clean = found.clone();
            clean.select("script, style, sup, a[class*=edit]").remove();
            var text = Prose.text(clean);
            if (!text.isBlank()) {
                return text;
            }
        }
        var meta = tree.selectFirst("meta[name=description][content]");
        return meta == null ? "" : meta.attr("content").strip();
    }

    /** The parts below the summary; those that say nothing are left out. */
    List<Section> sections() {
        var body = first(BODIES);
        if (body == null) {
            return List.of();
        }
        var clean = body.clone();
        clean.select(NOISE).remove();
        return Prose.of(clean).stream()
                .filter(section -> !section.text().isBlank())
                .map(section -> section.title().isEmpty() ? new Section("概述", 2, section.text()) : section)
                .toList();
    }

    @Nullable
    URI image() {
        var shown = Html.address(first(IMAGES), "src");
        return shown != null ? shown : Html.address(tree.selectFirst("meta[property=og:image][content]"), "content");
    }

    private @Nullable Element first(List<String> layers) {
        for (var layer : layers) {
            var found = tree.selectFirst(layer);
            if (found != null && (!found.text().isBlank() || found.normalName().equals("img"))) {
                return found;
            }
        }
        return null;
    }

    private static String words(Element value) {
        var clean = value.clone();
        clean.select("sup, script, style, a[class*=ref]").remove();
        return clean.text().strip();
    }
}
