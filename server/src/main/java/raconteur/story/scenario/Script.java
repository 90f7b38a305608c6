package raconteur.story.scenario;

import java.util.List;
import java.util.UUID;
import raconteur.story.payload.EventType;

/**
 * The part of a scenario that a story is told by, as it was when the story began. Kept for good in the story's journal:
 * components are added, never renamed. What the author left out is empty.
 *
 * @param allowed of DECISION, ACTION, COMBAT and PUZZLE, those that may happen
 */
public record Script(
        UUID scenario,
        int version,
        String title,
        String language,
        String premise,
        String role,
        String goal,
        String stakes,
        String tone,
        List<EventType> allowed,
        List<Part> cast,
        Lore lore) {
    /** Those that a scenario may leave out. */
    public static final List<EventType> EVENTS =
            List.of(EventType.DECISION, EventType.ACTION, EventType.COMBAT, EventType.PUZZLE);

    /** Somebody who appears. */
    public record Part(String name, String description, String voice, List<String> lines) {
        public Part {
            lines = List.copyOf(lines);
        }
    }

    public Script {
        allowed = List.copyOf(allowed);
        cast = List.copyOf(cast);
    }

    /** Whether such an event may happen. */
    public boolean allows(EventType type) {
        return !EVENTS.contains(type) || allowed.contains(type);
    }
}
