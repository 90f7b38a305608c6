package raconteur.character.memory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is to be done with a memory next. */
sealed interface Step {
    /** Everything is within its budget. */
    record Nothing() implements Step {}

    /**
     * These messages become short-term lines.
     *
     * @param name of the character
     * @param with whom it talked there
     * @param before what was said just before, to understand them by
     */
    record Shorten(String name, @Nullable Counterpart with, List<Paths.Said> before, List<Paths.Said> messages)
            implements Step {
        public Shorten {
            before = List.copyOf(before);
            messages = List.copyOf(messages);
        }

        /** What of them a model may see. */
        List<Paths.Said> shown() {
            return messages.stream()
                    .filter(said -> !said.hidden() && !said.text().isBlank())
                    .toList();
        }
    }

    /**
     * These short-term lines are taken into the long term.
     *
     * @param name of the character
     * @param known long-term lines that it has already, about the same one
     */
    record Integrate(String name, @Nullable Counterpart about, List<Line> known, List<Line> lines) implements Step {
        public Integrate {
            known = List.copyOf(known);
            lines = List.copyOf(lines);
        }
    }

    /** There is no room for these long-term lines. */
    record Forget(List<UUID> lines) implements Step {
        public Forget {
            lines = List.copyOf(lines);
        }
    }
}
