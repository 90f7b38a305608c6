package raconteur.character.tavern;

import java.util.List;
import raconteur.character.card.Extras;

/**
 * A chat of a group as it came, line by line.
 *
 * @param name of its file without the ending: its group names it so
 */
public record GroupChat(String name, List<Extras> lines) {
    public GroupChat {
        lines = List.copyOf(lines);
    }
}
