package raconteur.source.baike;

import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.Encyclopedia;
import raconteur.source.Licence;
import raconteur.source.Lookup;
import raconteur.source.Meaning;
import raconteur.source.Page;
import raconteur.source.egress.Egress;
import raconteur.source.egress.No;
import raconteur.source.egress.Want;

/** Baidu Baike. Its text is not free: facts and a link may be kept of it. */
@Singleton
public final class Baike implements Encyclopedia {
    private static final Licence LICENCE = new Licence("百度百科", null, false);
    private static final int LONGEST = 100;

    private final Egress egress;
    private final String site;

    Baike(Egress egress, BaikeConfig config) {
        this.egress = egress;
        this.site = config.site();
    }

    @Override
    public List<Meaning> search(String words, int limit) throws InterruptedException {
        var address = address(Meaning.named(words));
        var fetched = fetch(address);
        if (fetched == null) {
            return List.of();
        }
        var meanings = fetched.item().meanings();
        var found = meanings.isEmpty()
                ? List.of(new Meaning(
                        fetched.item().title(),
                        fetched.item().summary().lines().findFirst().orElse(""),
                        fetched.address().toString()))
                : meanings;
        return found.subList(0, Math.min(Math.clamp(limit, 1, MOST), found.size()));
    }

    /** Whoever names nobody in particular, where several share the name, is asked whom. */
    @Override
    public Lookup look(Meaning meaning) throws InterruptedException {
        var fetched = fetch(address(meaning));
        if (fetched == null) {
            return new Lookup.Missing(List.of());
        }
        var item = fetched.item();
        var meanings = item.meanings();
        if (meaning.href().isEmpty() && !meanings.isEmpty()) {
            return new Lookup.Namesakes(meanings);
        }
        var page = new Page(
                item.title().isEmpty() ? meaning.title() : item.title(),
                List.of(),
                fetched.address(),
                "百度百科",
                "zh-CN",
                null,
                LICENCE,
                item.summary(),
                item.facts(),
                item.sections(),
                item.image());
        if (page.isEmpty()) {
            throw No.empty();
        }
        return new Lookup.Found(page);
    }

    private record Arrived(URI address, Item item) {}

    /** The page, or null where there is none. */
    private @Nullable Arrived fetch(String address) throws InterruptedException {
        try {
            var fetched = egress.fetch(address, Want.PAGE, Baike::isCheck);
            var item = Item.read(fetched.text(), fetched.address());
            if (item.isCheck()) {
                throw No.check();
            }
            return item.isAbsent() ? null : new Arrived(fetched.address(), item);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.NOT_FOUND) {
                return null;
            }
            throw refusal;
        }
    }

    private static boolean isCheck(URI there) {
        return String.valueOf(there.getHost()).startsWith("wappass.")
                || there.getPath().contains("captcha");
    }

    /** Only pages of this site: what people choose comes back from their browser. */
    private String address(Meaning meaning) {
        if (!meaning.href().isEmpty()) {
            if (!meaning.href().startsWith(site + "/item/") || meaning.href().contains("..")) {
                throw Refusal.invalid("choice", "this is no page of Baidu Baike", "这不是百度百科的页面");
            }
            return meaning.href();
        }
        var title = meaning.title().strip();
        if (title.isEmpty() || title.codePointCount(0, title.length()) > LONGEST) {
            throw Refusal.invalid("q", "a name has 1 to 100 characters", "名称应为 1 到 100 个字符");
        }
        return site + "/item/"
                + URLEncoder.encode(title, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
