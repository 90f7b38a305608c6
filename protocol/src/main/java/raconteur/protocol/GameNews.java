package raconteur.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session, or one request, has to tell since the last look.
 *
 * @param seq the next look's {@code after}
 * @param state {@code pending} while more will come, else {@code done}
 */
public record GameNews(int code, String message, long seq, String state, List<Item> items) {
    /**
     * One thing to show or do.
     *
     * @param seq grows; items come in order
     * @param type {@code say}, {@code action} or {@code announce}
     * @param requestId which question it belongs to
     * @param text a line to show; empty for an action
     * @param seconds how long to show it
     * @param name the action's
     * @param args the action's, checked
     * @param reason with a canned line: why
     * @param last whether it is the last one of its question
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            long seq,
            String type,
            String requestId,
            @Nullable String npc,
            String text,
            double seconds,
            @Nullable String name,
            @Nullable JsonNode args,
            @Nullable String reason,
            boolean last) {}
}
