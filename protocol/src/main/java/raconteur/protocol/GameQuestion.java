package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a player says to somebody in a game; only {@code playerInput} must be there.
 *
 * @param playerInput at most 2,000 characters; may also come in the query or as a form's field
 * @param npc a character's id or name; left out: a companion without a name, whom {@code world} may describe
 * @param session the game's own name for one run of itself, at most 100 characters; who sends it may be answered later,
 *     by polling
 * @param world what is so right now: season, day, health, who is near, what is held, …; told to the model for this one
 *     answer, cut where it is long
 * @param events what happened since the last question, oldest first
 * @param allowedActions what the character may do besides speaking
 * @param waitMs how long the game waits: 0–10,000, 8,000 when left out
 * @param language {@code zh} or {@code en}, or another tag: the character answers in it; canned lines exist in these
 *     two
 * @param token the key, where the game cannot send headers
 * @param requestId the same for every repetition of this request; at most 100 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GameQuestion(
        String playerInput,
        @Nullable Player player,
        @Nullable String npc,
        @Nullable String session,
        @Nullable JsonNode world,
        @Nullable List<Event> events,
        @Nullable Save save,
        @Nullable List<Action> allowedActions,
        @Nullable Integer waitMs,
        @Nullable String language,
        @Nullable String token,
        @Nullable String requestId) {
    /**
     * Who speaks.
     *
     * @param id what the game knows this player by, for ever; left out: the name; without both nobody is remembered
     * @param name what the character calls this player
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Player(@Nullable String id, @Nullable String name) {}

    /**
     * Something that happened; a plain text does as well.
     *
     * @param type such as {@code death}, {@code attack}, {@code boss}, {@code nightfall}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Event(@Nullable String type, String text) {}

    /**
     * Which saved world is played, and how far it has come.
     *
     * @param id of the saved world: each has memories of its own
     * @param epoch grows whenever the game saves; a smaller one than before means that an older save was loaded, and
     *     memory goes back with it
     */
    public record Save(String id, long epoch) {}

    /**
     * Something a character may do.
     *
     * @param name letters, digits and {@code _ . -}, at most 60
     * @param args what it takes; also as an object of names and types
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Action(
            String name,
            @Nullable String description,
            @Nullable List<Argument> args) {}

    /**
     * What an action takes.
     *
     * @param type {@code string}, {@code number}, {@code integer} or {@code boolean}
     * @param values the only ones, where not any will do
     * @param optional whether the action can be done without it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Argument(
            String name,
            @Nullable String type,
            @Nullable List<String> values,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable Boolean optional) {}
}
