package raconteur.turn;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a turn has come. */
public enum TurnState {
    ADMITTED,
    RUNNING,
    COMPLETED,
    /** Somebody stopped it; what was said is kept. */
    STOPPED,
    /** Nothing was said. */
    FAILED,
    /** It broke off after something was said, or the server went down; it can be continued. */
    INTERRUPTED;

    /** The state of this word. */
    public static TurnState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean hasEnded() {
        return switch (this) {
            case ADMITTED, RUNNING -> false;
            case COMPLETED, STOPPED, FAILED, INTERRUPTED -> true;
        };
    }
}
