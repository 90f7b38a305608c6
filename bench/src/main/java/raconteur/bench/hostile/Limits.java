package raconteur.bench.hostile;

import java.util.List;

/** What a text may not break; lengths in code points. */
public record Limits(String language, int maxCharsScene, int maxCharsOption, List<String> forbiddenTerms) {
    public Limits {
        forbiddenTerms = List.copyOf(forbiddenTerms);
    }
}
