package raconteur.story.constraint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A payload that breaks no constraint, and what was done to it; nothing when it could be taken as it was. */
public record Mended(ObjectNode payload, List<Mending> mendings) {
    public Mended {
        mendings = List.copyOf(mendings);
    }
}
