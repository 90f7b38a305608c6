package raconteur.source.baike;

import raconteur.source.egress.Egress;

/** Opens Baike for tests of other packages. */
public final class BaikeKit {
    private BaikeKit() {}

    public static Baike open(Egress egress, String site) {
        return new Baike(egress, new BaikeConfig(site));
    }
}
