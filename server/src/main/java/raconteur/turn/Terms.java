package raconteur.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Meter;
import raconteur.platform.Money;
import raconteur.provider.Candidate;
import raconteur.provider.Parameters;

/** What a question may take at most. */
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
                .map(candidate -> Meter.most(candidate.model().prices(), bytes, maxTokens, calls))
                .max(Money::compareTo)
                .orElse(Money.ZERO);
    }
}
