package raconteur.story;

import org.jspecify.annotations.Nullable;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.HoldBack;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Kind;

/**
 * Passes the scene of an answer on while the model writes it, as far as nothing in it can break a constraint any more.
 * For one thread.
 */
final class Whisper {
    private final Audience audience;
    private final Compliance compliance;
    private final EventType type;
    private final StringBuilder shown = new StringBuilder();
    private SceneReader reader;
    private HoldBack passing;
    private boolean ended;

    Whisper(EventType type, Compliance compliance, Audience audience) {
        this.audience = audience;
        this.compliance = compliance;
        this.type = type;
        this.reader = new SceneReader(pointer(type));
        this.passing = compliance.holdBack(kind(type));
    }

    /** Where the text stands that is read first. */
    static String pointer(EventType type) {
        return switch (type) {
            case INIT -> "/opening/scene";
            case DECISION, ACTION, COMBAT, PUZZLE -> "/scene/summary";
            case RESOLUTION -> "/epilogue/scene";
            case NOVEL -> "/content";
        };
    }

    private static Kind kind(EventType type) {
        return type == EventType.NOVEL ? Kind.TEXT : Kind.SCENE;
    }

    /** More of the answer. */
    void hear(String piece) {
        if (ended) {
            return;
        }
        show(passing.pass(reader.read(piece)));
        if (reader.isWhole()) {
            ended = true;
            show(passing.end());
        }
    }

    /** Another answer begins. */
    void restart() {
        reader = new SceneReader(pointer(type));
        passing = compliance.holdBack(kind(type));
        ended = false;
        forget();
    }

    private void forget() {
        if (!shown.isEmpty()) {
            shown.setLength(0);
            audience.restart();
        }
    }

    /** This is what holds: what was shown is completed, or taken back where it is not the beginning of that. */
    void settle(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return;
        }
        if (!text.startsWith(shown.toString())) {
            forget();
        }
        show(text.substring(shown.length()));
    }

    private void show(String text) {
        if (!text.isEmpty()) {
            shown.append(text);
            audience.show(text);
        }
    }
}
