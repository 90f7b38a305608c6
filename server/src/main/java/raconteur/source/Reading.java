package raconteur.source;

import java.util.List;

/** What became of a wish to read. */
public sealed interface Reading {
    /** The most code points of a text that are kept of a page. */
    int MOST = 20_000;

    /**
     * There is a page.
     *
     * @param text the page as Markdown, at most {@link #MOST} code points: somebody else's words, data for a prompt
     * @param remarks what whoever wished for it should know, and may be asked about
     */
    record Found(Page page, String text, List<Remark> remarks) implements Reading {}

    /** Several go by that name: whoever wished chooses, by title or address. At least one. */
    record Namesakes(List<Meaning> choices) implements Reading {}

    /** Nobody goes by that name there; these come near it, if any do. */
    record Missing(List<Meaning> near) implements Reading {}
}
