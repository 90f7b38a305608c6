package raconteur.conversation;

import java.util.List;
import java.util.UUID;
import raconteur.turn.Prompt;

/**
 * What surrounds something that is said in a game.
 *
 * @param player who says it, by which memory tells players apart
 * @param name what the player is called
 * @param remarks what the model is told for this one answer, right before what is said; kept nowhere but there
 */
public record Stage(UUID player, String name, List<Prompt.Part> remarks) {
    public Stage {
        remarks = List.copyOf(remarks);
    }
}
