package raconteur.turn.structured;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import raconteur.platform.Code;

/** What came of asking for a value. */
public sealed interface Outcome {
    /**
     * The value: valid by its schema and by the asker's own rules.
     *
     * @param rung how it was had
     * @param repairs how often the model had to be asked to mend it
     * @param notes what was set right without asking again
     */
    record Value(JsonNode value, Rung rung, int repairs, List<String> notes) implements Outcome {
        public Value {
            notes = List.copyOf(notes);
        }
    }

    /** No whole answer was had. */
    record Failed(Code code, String detail) implements Outcome {}

    /**
     * The model answered, but not once as it must.
     *
     * @param messages what is wrong with the last answer
     */
    record Malformed(List<String> messages) implements Outcome {
        public Malformed {
            messages = List.copyOf(messages);
        }
    }

    /** Somebody stopped the turn. */
    record Stopped() implements Outcome {}
}
