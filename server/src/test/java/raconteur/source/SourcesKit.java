package raconteur.source;

import java.net.URI;
import raconteur.source.baike.BaikeKit;
import raconteur.source.egress.Kit;
import raconteur.source.page.PageKit;
import raconteur.source.wiki.WikiKit;

/** Makes the entrance to sources for tests elsewhere. */
public final class SourcesKit {
    private SourcesKit() {}

    /** Everything is asked of this site. */
    public static Sources open(Site site) {
        var egress = Kit.open(site);
        return new Sources(
                WikiKit.open(egress, URI.create(site.at("/api.php"))),
                BaikeKit.open(egress, "http://127.0.0.1:" + site.port()),
                PageKit.open(egress),
                egress);
    }
}
