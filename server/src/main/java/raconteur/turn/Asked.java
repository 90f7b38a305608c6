package raconteur.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Candidate;

/**
 * A question with everything that is settled about it before it is admitted.
 *
 * @param asking how it is asked, if not by one call
 * @param candidates who may answer, best first
 * @param reuseKey what equal questions have in common; null when this one is asked for itself
 * @param kept an answer that was kept of an equal question
 * @param ticket its right to run
 * @param taken when it was taken, as {@link System#nanoTime} has it
 */
record Asked(
        Question question,
        @Nullable Asking asking,
        List<Candidate> candidates,
        @Nullable String reuseKey,
        KeptAnswers.@Nullable Kept kept,
        TurnQueue.Ticket ticket,
        long taken) {}
