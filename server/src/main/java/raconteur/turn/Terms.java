package raconteur.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Meter;
import raconteur.platform.Money;
import raconteur.provider.Candidate;
import raconteur.provider.Parameters;
import raconteur.provider.Prices;

/** How much may be answered, and what is set aside for it. */
final class Terms {
    private Terms() {}

    /** The parameters with a length that one of the candidates can give. */
    static Parameters bounded(Parameters parameters, List<Candidate> candidates) {
        var most = candidates.stream()
                .mapToLong(candidate -> candidate.model().maxOutputTokens())
                .max()
                .orElse(TurnConfig.USUAL_OUTPUT);
        return parameters.withMaxTokens(Math.min(maxTokens(parameters), most));
    }

    static long maxTokens(Parameters parameters) {
        var most = parameters.maxTokens();
        return most == null ? TurnConfig.USUAL_OUTPUT : most;
    }

    /** The most that the question can cost with any of its candidates. */
    static Money hold(List<Candidate> candidates, Question question) {
        var bytes = question.prompt().bytes();
        var maxTokens = maxTokens(question.parameters());
        return candidates.stream()
                .map(candidate -> Meter.most(prices(candidate), bytes, maxTokens, 1))
                .max(Money::compareTo)
                .orElse(Money.ZERO);
    }

    /** What a candidate costs here: nothing where the asker's own key pays for it. */
    static @Nullable Prices prices(Candidate candidate) {
        return candidate.own() ? null : candidate.model().prices();
    }
}
