package raconteur.turn;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Tells whoever wants to hear of it that turns begin and end. Thread-safe. */
final class TurnNews {
    private final List<TurnListener> listeners = new CopyOnWriteArrayList<>();

    void listen(TurnListener listener) {
        listeners.add(listener);
    }

    void began(Run run) {
        var owner = run.question.payer().account();
        listeners.forEach(listener -> listener.began(owner, run.turn, place(run)));
    }

    void ended(Run run) {
        var owner = run.question.payer().account();
        listeners.forEach(listener -> listener.ended(owner, run.turn, place(run)));
    }

    /** Where messages are said; a turn that says none changes nothing that anybody shows by turns. */
    private static @Nullable UUID place(Run run) {
        return run.opened.messages().isEmpty() ? null : run.question.place();
    }
}
