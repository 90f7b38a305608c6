package raconteur.protocol;

import java.util.List;

/** Passages that answer a question, the best first. */
public record KnowledgeFindings(List<Found> passages) {
    /** One of them; a higher {@code score} is better, and means nothing beside other questions' scores. */
    public record Found(double score, KnowledgePassage passage) {}
}
