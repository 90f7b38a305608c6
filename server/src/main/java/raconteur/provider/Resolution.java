package raconteur.provider;

import java.util.List;

/** What answers to a name of a model or an alias. */
public sealed interface Resolution {
    /** The models to try, best first; at least one. */
    record Found(List<Candidate> candidates) implements Resolution {
        public Found {
            candidates = List.copyOf(candidates);
        }
    }

    /** No model goes by that name. */
    record Unknown(String name) implements Resolution {}

    /** Several providers offer a model of that name. */
    record Ambiguous(String name, List<String> ids) implements Resolution {
        public Ambiguous {
            ids = List.copyOf(ids);
        }
    }
}
