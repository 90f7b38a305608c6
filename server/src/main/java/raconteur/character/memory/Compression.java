package raconteur.character.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import raconteur.provider.Completion.Role;
import raconteur.turn.Prompt;
import raconteur.turn.structured.Shape;

/** A step that a model is asked for, and what is done where none can do it. Without time, chance or storage. */
sealed interface Compression permits Shortening, Integrating {
    /** What the lines of an event are given: their ids, and when it is. */
    record Making(Supplier<UUID> ids, Instant at) {}

    /** What the answer must look like. */
    Shape shape();

    /** What the model is told to do. */
    String rules();

    /** What it is about, as JSON: material that is never part of the rules. */
    String material();

    /** What is wrong with an answer of this shape, for the model to read; empty if it will do. */
    List<String> check(JsonNode answer);

    /** What happens by an answer that will do. */
    MemoryEvent event(JsonNode answer, Making making);

    /** What happens without a model: nothing is lost, only less well put. */
    MemoryEvent merged(Making making);

    /** All that a model is shown. */
    default Prompt prompt() {
        return new Prompt(
                List.of(
                        new Prompt.Part("system", "memory", Role.SYSTEM, rules(), null),
                        new Prompt.Part("question", "material", Role.USER, material(), null)),
                Prompt.Dropped.NOTHING);
    }
}
