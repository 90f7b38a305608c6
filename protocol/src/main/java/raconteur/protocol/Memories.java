package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a character remembers at one place of a conversation.
 *
 * @param leaf the message at which it holds; null before anything was said
 * @param version counts what happened to it on the way there
 * @param shortTerm lines {@code subject | action | object} that stand for what was said, oldest first
 * @param longTerm what is kept of those, oldest first
 * @param budgets how much of each there may be
 * @param used how much of each there is; of the session what is shown as it was said
 * @param compressing whether it is being made shorter right now
 */
public record Memories(
        UUID conversationId,
        @Nullable UUID leaf,
        int version,
        List<Line> shortTerm,
        List<Line> longTerm,
        Sizes budgets,
        Sizes used,
        boolean compressing) {
    /**
     * One thing remembered.
     *
     * @param messages those it was made of; none where a person wrote it
     * @param counterpart whom it is about: with others it does not come to mind; null for what all may hear
     * @param importance 0–15; null where nobody judged it
     */
    public record Line(
            UUID id,
            String text,
            List<UUID> messages,
            @Nullable Who counterpart,
            @Nullable Integer importance,
            Instant createdAt) {}

    /** A persona, or the account itself. */
    public record Who(UUID id, String name) {}

    /** Numbers of characters. */
    public record Sizes(int session, int shortTerm, int longTerm) {}
}
