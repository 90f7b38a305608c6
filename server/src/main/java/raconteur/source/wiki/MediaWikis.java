package raconteur.source.wiki;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.source.egress.Egress;
import raconteur.source.egress.No;
import raconteur.source.egress.Want;
import raconteur.source.page.Html;

/** Finds wikis and opens them. */
@Singleton
public final class MediaWikis {
    private static final String SCRIPT = "api.php";
    /** What a site says at an address where it has no wiki's interface. */
    private static final Set<Code> NO_WIKI =
            Set.of(Code.NOT_FOUND, Code.SOURCE_UNREADABLE, Code.SOURCE_CLOSED, Code.SOURCE_TOO_LARGE);

    private static final int REMEMBERED = 1_000;
    private static final Duration FOR = Duration.ofHours(1);

    private final Egress egress;
    private final WikiConfig config;
    private final Cache<String, Wiki> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FOR).build();

    MediaWikis(Egress egress, WikiConfig config) {
        this.egress = egress;
        this.config = config;
    }

    /** The Chinese Wikipedia, in the script of the mainland. */
    public MediaWiki chinese() {
        return at(new Wiki(config.chinese(), Wiki.SIMPLIFIED));
    }

    /** The English one. */
    public MediaWiki english() {
        return at(new Wiki(config.english(), ""));
    }

    /** A wiki whose interface is known. */
    public MediaWiki at(Wiki wiki) {
        return new MediaWiki(egress, wiki);
    }

    /** What a wiki has. */
    public Listing listing(Wiki wiki) {
        return new Listing(new Api(egress, wiki.api()));
    }

    /** Where a wiki is, without its ways in. */
    public String host(Wiki wiki) {
        return wiki.api().getAuthority();
    }

    /**
     * The wiki that an address belongs to: of its interface, of any of its pages, or of the site.
     *
     * @throws Refusal if there is no wiki there, or it cannot be reached
     */
    public Wiki find(String address) throws InterruptedException {
        var before = known.getIfPresent(address.strip());
        if (before != null) {
            return before;
        }
        var found = search(address);
        known.put(address.strip(), found);
        return found;
    }

    private Wiki search(String address) throws InterruptedException {
        for (var api : usual(address)) {
            var wiki = ask(api);
            if (wiki != null) {
                return wiki;
            }
        }
        // a page of a wiki says itself where its interface is
        var page = egress.fetch(address, Want.PAGE);
        var link = Html.address(
                Html.parse(page.text(), page.address().toString()).selectFirst("link[rel=EditURI][href]"), "href");
        if (link != null) {
            var api = URI.create(link.toString().replaceFirst("\\?.*", ""));
            var wiki = ask(api);
            if (wiki != null) {
                return wiki;
            }
        }
        throw No.unreadable();
    }

    private static List<URI> usual(String address) {
        var places = new LinkedHashSet<URI>();
        try {
            var base = URI.create(address.strip());
            if (base.getPath() != null && base.getPath().endsWith(SCRIPT)) {
                return List.of(URI.create(address.strip().replaceFirst("[?#].*", "")));
            }
            places.add(base.resolve("/w/" + SCRIPT));
            places.add(base.resolve("/" + SCRIPT));
        } catch (IllegalArgumentException _) {
            return List.of(); // the client says what is wrong with it
        }
        return List.copyOf(places);
    }

    /** The wiki whose interface this is; null if it is none. One in Chinese is asked for the script of the mainland. */
    private @Nullable Wiki ask(URI api) throws InterruptedException {
        try {
            var said = new Api(egress, api).ask(Map.of("action", "query", "meta", "siteinfo"));
            var general = said.path("query").path("general");
            if (!general.has("sitename")) {
                return null;
            }
            return new Wiki(api, general.path("lang").asText().equals("zh") ? Wiki.SIMPLIFIED : "");
        } catch (Refusal refusal) {
            if (NO_WIKI.contains(refusal.code())) {
                return null;
            }
            throw refusal;
        }
    }
}
