package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody in a game says and does.
 *
 * @param modelResponse the whole text; empty while it is pending
 * @param code 0
 * @param message {@code success}
 * @param requestId the game's own, or one made for it
 * @param state {@code done}, {@code pending} (poll for it) or {@code fallback} (a canned line, see {@code reason})
 * @param reason why there is only a canned line: {@code late}, {@code rate_limited}, {@code budget}, {@code no_model},
 *     {@code model_failed}, {@code filtered}, {@code blocked}, {@code busy}, {@code stopping}, {@code interrupted} or
 *     {@code internal}
 * @param npc the name of who speaks
 * @param lines the text cut for speech bubbles
 * @param actions what the speaker does, from those that were allowed
 * @param cached whether an answer given before was used
 * @param sources what it rests on, where knowledge was looked up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GameAnswer(
        String modelResponse,
        int code,
        String message,
        String requestId,
        String state,
        @Nullable String reason,
        @Nullable String npc,
        List<Line> lines,
        List<Action> actions,
        boolean cached,
        @Nullable List<Source> sources) {
    /** A speech bubble: at most 60 characters of Chinese or 110 of Latin, and how long to show it. */
    public record Line(String text, double seconds) {}

    /** Something to do; the arguments were checked. */
    public record Action(String name, JsonNode args) {}

    /** A passage of a collection. */
    public record Source(String title, String name) {}
}
