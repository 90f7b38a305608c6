package raconteur.account.picture;

/** Lets tests elsewhere have portraits drawn. */
public final class Studio {
    private Studio() {}

    public static Portraits open() {
        return new Portraits();
    }
}
