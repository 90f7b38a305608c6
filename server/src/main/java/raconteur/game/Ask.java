package raconteur.game;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Language;

/**
 * What a player says, as it was read and bounded.
 *
 * @param player whom memory is kept for; nothing: nobody is remembered
 * @param playerName what the character calls the player
 * @param npc id or name; nothing for the companion without a name
 * @param world what is so now, name and value, in the game's order
 * @param events what happened, oldest first
 * @param patience how long the game waits
 * @param language of canned lines
 * @param tongue what language the character is to answer in, as the game wrote it; nothing for its own
 * @param onceKey the game's own request id; null when it gave none
 */
public record Ask(
        String input,
        Optional<String> player,
        String playerName,
        Optional<String> npc,
        Optional<String> session,
        List<Fact> world,
        List<String> events,
        Save save,
        List<Deed> allowed,
        Duration patience,
        Language language,
        Optional<String> tongue,
        @Nullable String onceKey) {
    /** Something that is so. */
    public record Fact(String name, String value) {}

    /** A saved world and how far it has come. */
    public record Save(String id, long epoch) {
        public static final Save NONE = new Save("", 0);
    }

    public Ask {
        world = List.copyOf(world);
        events = List.copyOf(events);
        allowed = List.copyOf(allowed);
    }

    /** Whether nothing but the question itself decides what is a good answer. */
    boolean isGeneral() {
        return player.isEmpty() && world.isEmpty() && events.isEmpty();
    }
}
