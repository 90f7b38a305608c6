package raconteur.turn;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds the {@link Answers} of a surface. */
@Singleton
public final class Keepers {
    private final List<Answers> answers;

    Keepers(@All List<Answers> answers) {
        this.answers = List.copyOf(answers);
    }

    /** The surfaces whose turns are bound elsewhere. */
    List<String> boundElsewhere() {
        return answers.stream()
                .filter(Answers::isBoundElsewhere)
                .map(Answers::surface)
                .toList();
    }

    Answers of(String surface) {
        return answers.stream()
                .filter(candidate -> candidate.surface().equals(surface))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody keeps the answers of " + surface));
    }
}
