package raconteur.provider.openai;

import java.util.function.Consumer;

/**
 * Parts thinking that a model writes into its answer, {@code <think>…</think>} at its beginning, from the answer. Tags
 * may be split anywhere; the opening one may be missing where the prompt contains it, the closing one where the answer
 * was cut off.
 */
final class Thinking {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        /** Nothing but white space so far, or the beginning of a tag. */
        BEGIN,
        INSIDE,
        /** The tag is closed; white space after it belongs to neither. */
        CLOSED,
        TEXT
    }

    private final Consumer<String> text;
    private final Consumer<String> thinking;
    private final boolean unopened;
    private State state;
    private String held = "";
    private boolean opened;
    private final StringBuilder thought = new StringBuilder();

    /** @param unopened whether the answer begins with thinking although no tag says so */
    Thinking(boolean unopened, Consumer<String> text, Consumer<String> thinking) {
        this.unopened = unopened;
        this.text = text;
        this.thinking = thinking;
        this.state = State.BEGIN;
    }

    /** The provider keeps thinking apart itself: the answer is only answer. */
    void apart() {
        if (state == State.BEGIN && held.isEmpty()) {
            state = State.TEXT;
        }
    }

    void add(String piece) {
        switch (state) {
            case TEXT -> text.accept(piece);
            case BEGIN -> begin(held + piece);
            case INSIDE -> inside(held + piece);
            case CLOSED -> closed(piece);
        }
    }

    private void begin(String all) {
        var words = all.stripLeading();
        if (words.startsWith(OPEN)) {
            opened = true;
            state = State.INSIDE;
            held = "";
            inside(words.substring(OPEN.length()));
        } else if (OPEN.startsWith(words)) {
            held = all;
        } else if (unopened) {
            state = State.INSIDE;
            held = "";
            inside(all);
        } else {
            state = State.TEXT;
            held = "";
            text.accept(all);
        }
    }

    private void inside(String all) {
        var at = all.indexOf(CLOSE);
        if (at >= 0) {
            think(all.substring(0, at));
            state = State.CLOSED;
            held = "";
            thought.setLength(0);
            closed(all.substring(at + CLOSE.length()));
            return;
        }
        var safe = all.length() - tail(all);
        think(all.substring(0, safe));
        held = all.substring(safe);
    }

    private void closed(String piece) {
        var words = piece.stripLeading();
        if (!words.isEmpty()) {
            state = State.TEXT;
            text.accept(words);
        }
    }

    private void think(String piece) {
        if (!piece.isEmpty()) {
            thinking.accept(piece);
            if (!opened) {
                thought.append(piece);
            }
        }
    }

    /**
     * The end.
     *
     * @param whole whether the model had said all it wanted
     */
    void finish(boolean whole) {
        if (state == State.BEGIN && !held.isEmpty()) {
            text.accept(held);
        } else if (state == State.INSIDE) {
            think(held);
            if (whole && !opened && !thought.isEmpty()) {
                // it did not think after all: what was shown as thinking was the answer
                text.accept(thought.toString());
            }
        }
        held = "";
        state = State.TEXT;
    }

    /** How much of the end may be the beginning of the closing tag. */
    private static int tail(String all) {
        for (var length = Math.min(CLOSE.length() - 1, all.length()); length > 0; length--) {
            if (all.endsWith(CLOSE.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }
}
