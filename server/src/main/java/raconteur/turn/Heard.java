package raconteur.turn;

import org.jspecify.annotations.Nullable;

/** What a call that fills no message has said so far. Thread-safe. */
final class Heard {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private int savedText;
    private int savedReasoning;
    private long saved;

    synchronized void add(boolean isReasoning, String piece) {
        (isReasoning ? reasoning : text).append(piece);
    }

    synchronized Run.Said said() {
        return new Run.Said(text.toString(), reasoning.toString());
    }

    /** What is new since the last call of this. */
    synchronized EventLog.@Nullable Piece unsaved() {
        if (savedText == text.length() && savedReasoning == reasoning.length()) {
            return null;
        }
        var piece = new EventLog.Piece(++saved, text.substring(savedText), reasoning.substring(savedReasoning));
        savedText = text.length();
        savedReasoning = reasoning.length();
        return piece;
    }

    /** The next call begins. */
    synchronized void forget() {
        text.setLength(0);
        reasoning.setLength(0);
        savedText = 0;
        savedReasoning = 0;
    }
}
