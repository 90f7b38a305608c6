package raconteur.source.page;

import raconteur.source.egress.Egress;

/** Reads pages for tests of other packages. */
public final class PageKit {
    private PageKit() {}

    public static WebPages open(Egress egress) {
        return new WebPages(egress);
    }
}
