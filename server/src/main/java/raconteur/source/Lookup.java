package raconteur.source;

import java.util.List;

/** What an encyclopedia says when it is asked for somebody. */
public sealed interface Lookup {
    /** This page. */
    record Found(Page page) implements Lookup {}

    /** Several go by that name; whoever asked chooses. At least one. */
    record Namesakes(List<Meaning> meanings) implements Lookup {}

    /** Nobody goes by that name; these come near it, if any do. */
    record Missing(List<Meaning> near) implements Lookup {}
}
