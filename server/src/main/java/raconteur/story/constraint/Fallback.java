package raconteur.story.constraint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import raconteur.story.payload.Option;

/**
 * What is there when a proposal is not. Its texts are looked at like any others: who gives them need not have checked.
 *
 * @param lastOptions the options of the last event
 * @param given by JSON pointer, what the server says: it stands whatever was proposed (ids, hit points, what was
 *     selected, the player's own words, routing)
 * @param kept by JSON pointer, what stands where nothing usable was proposed (the title so far, the memory, the arc)
 * @param told the scenes that were told so far, oldest first: a novel that is too short is filled up from them
 */
public record Fallback(
        List<Option> lastOptions, Map<String, JsonNode> given, Map<String, JsonNode> kept, List<String> told) {
    public static final Fallback NONE = new Fallback(List.of(), Map.of(), Map.of(), List.of());

    public Fallback {
        lastOptions = List.copyOf(lastOptions);
        given = Map.copyOf(given);
        kept = Map.copyOf(kept);
        told = List.copyOf(told);
    }
}
