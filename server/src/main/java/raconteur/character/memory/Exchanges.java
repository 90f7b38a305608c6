package raconteur.character.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.turn.MessageId;

/** A path as exchanges: what a person said, and all that came of it. */
final class Exchanges {
    /**
     * One exchange; what a character said before anybody spoke belongs to the first.
     *
     * @param with who spoke; null where nobody has yet
     */
    record Exchange(@Nullable Counterpart with, List<Paths.Said> messages) {
        Exchange {
            messages = List.copyOf(messages);
        }

        int length() {
            return Exchanges.length(messages);
        }

        boolean isRunning() {
            return messages.stream().anyMatch(Paths.Said::running);
        }

        boolean isWith(@Nullable Counterpart other) {
            return Objects.equals(id(with), id(other));
        }

        private static @Nullable UUID id(@Nullable Counterpart one) {
            return one == null ? null : one.id();
        }
    }

    private Exchanges() {}

    /** Those of a path, oldest first. */
    static List<Exchange> of(List<Paths.Said> path) {
        var all = new ArrayList<Exchange>();
        var messages = new ArrayList<Paths.Said>();
        Counterpart with = null;
        var answered = false;
        for (var said : path) {
            var by = said.by();
            var begins = by != null && with != null && (answered || !with.id().equals(by.id()));
            if (begins) {
                all.add(new Exchange(with, messages));
                messages.clear();
            }
            if (by != null) {
                with = by;
                answered = false;
            } else {
                answered = true;
            }
            messages.add(said);
        }
        if (!messages.isEmpty()) {
            all.add(new Exchange(with, messages));
        }
        return all;
    }

    /** Those of them of which something is still shown as it was said. */
    static List<Exchange> open(List<Exchange> all, Set<MessageId> compressed) {
        return all.stream()
                .filter(exchange -> exchange.messages().stream().anyMatch(said -> !compressed.contains(said.id())))
                .toList();
    }

    /** How long messages are together as far as a model is shown them, in code points. */
    static int length(List<Paths.Said> messages) {
        return messages.stream()
                .filter(said -> !said.hidden())
                .mapToInt(said -> Texts.length(said.text()))
                .sum();
    }
}
