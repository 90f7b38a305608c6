package raconteur.source;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;
import raconteur.source.baike.Baike;
import raconteur.source.egress.Egress;
import raconteur.source.egress.Want;
import raconteur.source.page.WebPages;
import raconteur.source.wiki.MediaWikis;

/**
 * All text about somebody, wherever it comes from. Blocks until the source has answered or its time is up; an interrupt
 * ends it. Thread-safe.
 */
@Singleton
public final class Sources {
    private static final int SHOWN = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 2048;
    private static final int LONGEST_SNIPPET = 300;

    private final MediaWikis wikis;
    private final Baike baike;
    private final WebPages pages;
    private final Egress egress;

    Sources(MediaWikis wikis, Baike baike, WebPages pages, Egress egress) {
        this.wikis = wikis;
        this.baike = baike;
        this.pages = pages;
        this.egress = egress;
    }

    /**
     * Those who go by a name, the likeliest first, at most twenty; empty when nobody does.
     *
     * @param source one that can be searched
     * @param url of the wiki, for {@link Source#MEDIAWIKI}
     * @throws Refusal if a field is not as it must be, or the source cannot be read
     */
    public List<Meaning> search(Source source, @Nullable String name, @Nullable String url)
            throws InterruptedException {
        var words = name("q", name);
        return encyclopedia(source, url).search(words, SHOWN).stream()
                .map(one -> new Meaning(one.title(), shortened(one.snippet()), one.href()))
                .toList();
    }

    /**
     * The page that is wished for.
     *
     * @throws Refusal if a field is not as it must be, or the page cannot be had; its code says why, and its sentence
     *     what to do instead
     */
    public Reading read(Wish wish) throws InterruptedException {
        var role = name("role", wish.role());
        return switch (wish.source()) {
            case BAIKE, ZHWIKI, WIKIPEDIA, MEDIAWIKI -> look(wish, role);
            case URL -> found(pages.read(address(wish.url())), role);
            case TEXT -> found(pages.pasted(role, wish.text() == null ? "" : wish.text()), role);
        };
    }

    /**
     * What is in a file about somebody: text, Markdown, JSON or a saved page, in any character set.
     *
     * @param fileName as whoever sent it calls it
     * @param type its media type, as whoever sent it says; empty when they do not
     * @throws Refusal if it is too large, or there is no text in it
     */
    public Reading.Found file(String role, String fileName, String type, byte[] bytes) {
        return found(pages.file(fileName, type, bytes), name("role", role));
    }

    /**
     * The picture of a page.
     *
     * @throws Refusal if it cannot be had, or is none that is read here
     */
    public Picture picture(URI address) throws InterruptedException {
        return Picture.of(egress.fetch(address.toString(), Want.IMAGE).body());
    }

    private Reading look(Wish wish, String role) throws InterruptedException {
        return switch (encyclopedia(wish.source(), wish.url()).look(meaning(wish, role))) {
            case Lookup.Found(var page) -> found(page, role);
            case Lookup.Namesakes(var meanings) -> new Reading.Namesakes(meanings);
            case Lookup.Missing(var near) -> new Reading.Missing(near);
        };
    }

    private Encyclopedia encyclopedia(Source source, @Nullable String url) throws InterruptedException {
        return switch (source) {
            case BAIKE -> baike;
            case ZHWIKI -> wikis.chinese();
            case WIKIPEDIA -> wikis.english();
            case MEDIAWIKI -> wikis.at(wikis.find(address(url)));
            case URL, TEXT -> throw Refusal.invalid("source", "this source cannot be searched", "该来源不支持搜索");
        };
    }

    /** What is chosen is a title or an address, as the source gave them. */
    private static Meaning meaning(Wish wish, String role) {
        var choice = wish.choice();
        if (choice == null || choice.isBlank()) {
            return Meaning.named(role);
        }
        var chosen = choice.strip();
        if (chosen.length() > LONGEST_ADDRESS) {
            throw Refusal.invalid("choice", "this is none of the choices", "不在可选项之中");
        }
        if (!chosen.matches("(?i)https?://\\S+")) {
            return Meaning.named(chosen);
        }
        // in one encyclopedia namesakes have the same title
        return new Meaning(wish.source() == Source.BAIKE ? role : "", "", chosen);
    }

    private static Reading.Found found(Page page, String role) {
        return new Reading.Found(page, page.markdown(Reading.MOST), Remark.of(page, role));
    }

    private static String name(String field, @Nullable String given) {
        var name = given == null ? "" : given.strip();
        if (name.isEmpty()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(field, "a name has 1 to 100 characters", "名称应为 1 到 100 个字符");
        }
        return name;
    }

    private static String address(@Nullable String url) {
        if (url == null || url.isBlank() || url.length() > LONGEST_ADDRESS) {
            throw Refusal.invalid(
                    "url", "an address such as https://example.org/page", "请填写网址，例如 https://example.org/page");
        }
        return url.strip();
    }

    private static String shortened(String snippet) {
        return snippet.codePointCount(0, snippet.length()) <= LONGEST_SNIPPET
                ? snippet
                : snippet.substring(0, snippet.offsetByCodePoints(0, LONGEST_SNIPPET)) + "…";
    }
}
