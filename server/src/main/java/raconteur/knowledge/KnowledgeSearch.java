package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.protocol.KnowledgeFindings;
import raconteur.protocol.KnowledgePassage;
import raconteur.search.FullText;
import raconteur.search.Hit;
import raconteur.search.Terms;

/** Finds passages. Whose they are is always said. Thread-safe. */
@Singleton
public final class KnowledgeSearch {
    /** So many of the best by the database's own measure are looked at once more. */
    private static final int LOOKED_AT = 40;

    /** How much of a question's terms a passage has to have, so that a character is told it unasked. */
    private static final double LEAST_SHARE = 0.3;

    /** And how much of the best passage's score. */
    private static final double LEAST_SCORE = 0.4;

    /** How much more a passage counts that has all terms of the question than one that has few. */
    private static final double BY_SHARE = 0.5;

    /** A question of so few terms may be about what was said before. */
    private static final int SHORT = 4;

    /** So many terms of what was said before are asked for at most. */
    private static final int MOST_BEFORE = 16;

    /** How much more a passage counts that has what was asked last, and not only what was said before it. */
    private static final double BY_OWN = 3;

    private static final Comparator<KnowledgeFindings.Found> BEST_FIRST = Comparator.comparingDouble(
                    KnowledgeFindings.Found::score)
            .reversed()
            .thenComparing(found -> found.passage().id());

    private final FullText text;
    private final Collections collections;
    private final Passages passages;

    KnowledgeSearch(FullText text, Collections collections, Passages passages) {
        this.text = text;
        this.collections = collections;
        this.passages = passages;
    }

    /** The passages of these collections that answer a question, the best first; what is another's is not searched. */
    List<KnowledgeFindings.Found> find(Handle tx, AccountId owner, List<UUID> where, String question, int most) {
        var asked = Terms.asked(question);
        return found(tx, owner, where, asked).stream().limit(most).toList();
    }

    private List<KnowledgeFindings.Found> found(Handle tx, AccountId owner, List<UUID> where, List<String> asked) {
        var hits = text.find(tx, owner, where, asked, LOOKED_AT);
        var scores = hits.stream().collect(Collectors.toMap(Hit::id, Hit::score));
        return passages.named(tx, owner, scores.keySet()).stream()
                .map(passage -> found(scores.getOrDefault(passage.id(), 0.0), passage, asked))
                .sorted(BEST_FIRST)
                .toList();
    }

    private static KnowledgeFindings.Found found(double score, KnowledgePassage passage, List<String> asked) {
        return new KnowledgeFindings.Found(score * (1 + BY_SHARE * share(asked, passage)), passage);
    }

    private static double share(List<String> asked, KnowledgePassage passage) {
        return Terms.share(asked, passage.file() + "\n" + passage.title() + "\n" + passage.text());
    }

    /**
     * What is told to a character before it answers: the best passages of the collections that are open there, and none
     * where nothing has to do with what was said. Where that is short, or finds nothing by itself, what was said before
     * it is looked for too: "and in winter?" asks about something.
     */
    public List<KnowledgePassage> known(Handle tx, AccountId owner, UUID character, Said said, int most) {
        var open = collections.openAt(tx, owner, character);
        if (open.isEmpty()) {
            return List.of();
        }
        var asked = Terms.asked(said.now());
        if (asked.size() > SHORT || said.before().isEmpty()) {
            var told = told(tx, owner, open, asked, asked);
            if (!told.isEmpty() || said.before().isEmpty()) {
                return told.stream().limit(most).toList();
            }
        }
        var both = new LinkedHashSet<>(asked);
        Terms.asked(said.before()).stream().limit(MOST_BEFORE).forEach(both::add);
        return told(tx, owner, open, asked, List.copyOf(both)).stream()
                .limit(most)
                .toList();
    }

    /**
     * What a person said.
     *
     * @param before what they had said before that; empty where that was nothing
     */
    public record Said(String now, String before) {}

    /**
     * Of what has these terms, the passages that have enough of them; what has the last question's own stands first.
     */
    private List<KnowledgePassage> told(
            Handle tx, AccountId owner, List<UUID> open, List<String> own, List<String> asked) {
        var found = found(tx, owner, open, asked).stream()
                .map(one -> new KnowledgeFindings.Found(
                        one.score() * (1 + BY_OWN * share(own, one.passage())), one.passage()))
                .sorted(BEST_FIRST)
                .toList();
        var best = found.isEmpty() ? 0 : found.getFirst().score();
        return found.stream()
                .filter(one -> one.score() >= best * LEAST_SCORE && share(asked, one.passage()) >= LEAST_SHARE)
                .map(KnowledgeFindings.Found::passage)
                .toList();
    }
}
