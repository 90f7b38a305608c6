package raconteur.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.acting.Actor;
import raconteur.character.lore.Shelf;

/**
 * A character as somebody may talk with it.
 *
 * @param own whether it is theirs; else it is another's, and shown to them
 * @param model it is best played by; null for none
 * @param edition changes when anything of it or of its books does
 */
public record Role(
        CharacterId id,
        String name,
        boolean own,
        Actor actor,
        @Nullable String model,
        List<Shelf> books,
        String edition) {
    public Role {
        books = List.copyOf(books);
    }
}
