package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One utterance in a conversation's tree.
 *
 * @param role {@code user}, {@code assistant} or {@code system}
 * @param state {@code complete}, {@code running}, {@code stopped}, {@code interrupted} or {@code failed}
 * @param hidden left out of what the model sees
 * @param siblingIds all messages under the same parent, oldest first, this one included
 * @param sources what a character was told of what its world knows, before it answered so
 */
public record Message(
        UUID id,
        UUID conversationId,
        @Nullable UUID parentId,
        @Nullable UUID turnId,
        String role,
        Author author,
        String text,
        List<Part> parts,
        @Nullable String reasoning,
        String state,
        boolean hidden,
        @Nullable String model,
        @Nullable Usage usage,
        @Nullable String cost,
        List<UUID> siblingIds,
        int version,
        Instant createdAt,
        List<KnowledgeSource> sources) {
    /** A message that nothing was told for. */
    public Message(
            UUID id,
            UUID conversationId,
            @Nullable UUID parentId,
            @Nullable UUID turnId,
            String role,
            Author author,
            String text,
            List<Part> parts,
            @Nullable String reasoning,
            String state,
            boolean hidden,
            @Nullable String model,
            @Nullable Usage usage,
            @Nullable String cost,
            List<UUID> siblingIds,
            int version,
            Instant createdAt) {
        this(
                id,
                conversationId,
                parentId,
                turnId,
                role,
                author,
                text,
                parts,
                reasoning,
                state,
                hidden,
                model,
                usage,
                cost,
                siblingIds,
                version,
                createdAt,
                List.of());
    }

    /** The same message with these siblings. */
    public Message among(List<UUID> siblings) {
        return new Message(
                id,
                conversationId,
                parentId,
                turnId,
                role,
                author,
                text,
                parts,
                reasoning,
                state,
                hidden,
                model,
                usage,
                cost,
                siblings,
                version,
                createdAt,
                sources);
    }

    /** The same message with these sources. */
    public Message from(List<KnowledgeSource> told) {
        return new Message(
                id,
                conversationId,
                parentId,
                turnId,
                role,
                author,
                text,
                parts,
                reasoning,
                state,
                hidden,
                model,
                usage,
                cost,
                siblingIds,
                version,
                createdAt,
                told);
    }

    /** The same message with this text and thinking. */
    public Message saying(String words, String thinking) {
        return new Message(
                id,
                conversationId,
                parentId,
                turnId,
                role,
                author,
                words,
                List.of(new Part("text", words)),
                thinking.isEmpty() ? null : thinking,
                state,
                hidden,
                model,
                usage,
                cost,
                siblingIds,
                version,
                createdAt,
                sources);
    }

    /** Who says it. */
    public record Author(String kind, @Nullable String id, String name) {}

    /** A piece of a message. */
    public record Part(String type, @Nullable String text) {}

    /**
     * What the model used for it.
     *
     * @param cached whether the answer was a kept one, or an equal question's: it cost nothing then
     */
    public record Usage(
            long inputTokens,
            long outputTokens,
            long cachedTokens,
            long reasoningTokens,
            boolean estimated,
            boolean cached,
            String cost) {}
}
