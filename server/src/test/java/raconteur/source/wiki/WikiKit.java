package raconteur.source.wiki;

import java.net.URI;
import raconteur.source.egress.Egress;

/** Opens wikis for tests of other packages. */
public final class WikiKit {
    private WikiKit() {}

    /** Wikis of which both that have a name are this one. */
    public static MediaWikis open(Egress egress, URI api) {
        return new MediaWikis(egress, new WikiConfig(api, api));
    }
}
