package raconteur.turn;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells whoever wants to hear of it that turns begin and end. Thread-safe. */
final class TurnNews {
    private final List<TurnListener> listeners = new CopyOnWriteArrayList<>();

    void listen(TurnListener listener) {
        listeners.add(listener);
    }

    void began(Run run) {
        var question = run.question;
        listeners.forEach(listener -> listener.began(question.payer().account(), run.turn, question.place()));
    }

    void ended(Run run) {
        var question = run.question;
        listeners.forEach(listener -> listener.ended(question.payer().account(), run.turn, question.place()));
    }
}
