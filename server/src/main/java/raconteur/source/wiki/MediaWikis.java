package raconteur.source.wiki;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Set<Code> NO_WIKI = Set.of(Code.NOT_FOUND, Code.SOURCE_UNREADABLE, Code.SOURCE_CLOSED);

    private final Egress egress;

    MediaWikis(Egress egress) {
        this.egress = egress;
    }

    /** A wiki whose interface is known. */
    public MediaWiki at(Wiki wiki) {
        return new MediaWiki(egress, wiki);
    }

    /**
     * The wiki that an address belongs to: of its interface, of any of its pages, or of the site.
     *
     * @throws Refusal if there is no wiki there, or it cannot be reached
     */
    public Wiki find(String address) throws InterruptedException {
        for (var api : usual(address)) {
            if (answers(api)) {
                return new Wiki(api, "");
            }
        }
        // a page of a wiki says itself where its interface is
        var page = egress.fetch(address, Want.PAGE);
        var link = Html.address(
                Html.parse(page.text(), page.address().toString()).selectFirst("link[rel=EditURI][href]"), "href");
        if (link != null) {
            var api = URI.create(link.toString().replaceFirst("\\?.*", ""));
            if (answers(api)) {
                return new Wiki(api, "");
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

    private boolean answers(URI api) throws InterruptedException {
        try {
            var said = new Api(egress, api).ask(Map.of("action", "query", "meta", "siteinfo"));
            return said.path("query").path("general").has("sitename");
        } catch (Refusal refusal) {
            if (NO_WIKI.contains(refusal.code())) {
                return false;
            }
            throw refusal;
        }
    }
}
