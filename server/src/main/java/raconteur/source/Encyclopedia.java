package raconteur.source;

import java.util.List;

/** A site with a page for everybody who is known. Its answers are untrusted text, bounded and without markup. */
public interface Encyclopedia {
    /** The most that is ever shown of a list. */
    int MOST = 50;

    /**
     * Those whom these words may mean, the likeliest first; empty when there is nobody.
     *
     * @param limit at least 1, at most {@link #MOST}
     * @throws raconteur.platform.Refusal if the site cannot be read
     * @throws InterruptedException if whoever asks no longer wants to know
     */
    List<Meaning> search(String words, int limit) throws InterruptedException;

    /**
     * The page of one of them.
     *
     * @throws raconteur.platform.Refusal if the site cannot be read
     * @throws InterruptedException if whoever asks no longer wants to know
     */
    Lookup look(Meaning meaning) throws InterruptedException;
}
