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

    /** The parameters with a limit of output tokens that some of the models can reach. */
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

    /** What its calls can cost at most, whichever model answers. */
    static Money hold(List<Candidate> candidates, Question question, @Nullable Asking asking) {
        var maxTokens = maxTokens(question.parameters());
        var bytes = asking == null ? question.prompt().bytes() : asking.promptBytes(maxTokens);
        var calls = asking == null ? 1 : asking.calls();
        return candidates.stream()
                .map(candidate -> Meter.most(prices(candidate), bytes, maxTokens, calls))
                .max(Money::compareTo)
                .orElse(Money.ZERO);
    }

    /** What a candidate costs here: nothing where the asker's own key pays for it. */
    static @Nullable Prices prices(Candidate candidate) {
        return candidate.own() ? null : candidate.model().prices();
    }
}
