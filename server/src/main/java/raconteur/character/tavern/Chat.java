package raconteur.character.tavern;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Extras;

/**
 * A chat of one character.
 *
 * @param character the folder that it stood in: the name of the card's file without the ending; empty for none
 * @param name of its file without the ending
 * @param characterName what the chat itself says of who talks, or empty; {@code userName} likewise
 * @param metadata what its program noted: the author's note, timers of lore, variables, the chat it was branched from
 * @param nodes all that was said, parents before children
 */
public record Chat(
        String character,
        String name,
        String characterName,
        String userName,
        @Nullable Instant started,
        Extras metadata,
        List<Node> nodes) {
    public Chat {
        nodes = List.copyOf(nodes);
    }

    /** What its reader saw last, from the first message to the newest. */
    public List<Node> shown() {
        return nodes.stream().filter(Node::isShown).toList();
    }
}
