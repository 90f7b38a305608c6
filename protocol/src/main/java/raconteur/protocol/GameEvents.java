package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a game while nobody spoke: kept for the next question of the session, or of the player.
 *
 * @param session whose next question is told; left out: the player's
 * @param events at most 50 at once, oldest first; the newest 20 are kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GameEvents(
        @Nullable String session,
        GameQuestion.@Nullable Player player,
        List<GameQuestion.Event> events,
        @Nullable String token) {
    /** How many of them wait to be told. */
    public record Kept(int code, String message, int kept) {}
}
