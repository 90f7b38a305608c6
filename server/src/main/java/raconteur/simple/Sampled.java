package raconteur.simple;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.protocol.Chat;
import raconteur.protocol.Sampling;

/** How an answer is sampled here: as the question says, else as its tab does, else as the surface always has. */
final class Sampled {
    private static final double TEMPERATURE = 1.0;
    private static final double TOP_P = 1.0;
    private static final double PENALTY = 0.0;
    private static final long LENGTH = 1024;

    private Sampled() {}

    static Sampling of(Chat question, Sampling tab) {
        return new Sampling(
                first(question.temperature(), tab.temperature(), TEMPERATURE),
                first(question.topP(), tab.topP(), TOP_P),
                first(question.maxLength(), tab.maxTokens(), LENGTH),
                first(question.presencePenalty(), tab.presencePenalty(), PENALTY),
                first(question.frequencyPenalty(), tab.frequencyPenalty(), PENALTY),
                stop(question.stopSequence(), tab.stop()),
                tab.seed());
    }

    private static List<String> stop(@Nullable String asked, @Nullable List<String> usual) {
        if (asked == null) {
            return usual == null ? List.of() : usual;
        }
        return asked.isEmpty() ? List.of() : List.of(asked);
    }

    private static <T> T first(@Nullable T asked, @Nullable T tab, T always) {
        return asked != null ? asked : tab != null ? tab : always;
    }
}
