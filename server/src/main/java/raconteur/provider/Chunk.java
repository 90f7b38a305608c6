package raconteur.provider;

import org.jspecify.annotations.Nullable;

/** One step of a streamed completion. A stream is any number of deltas and then exactly one {@link Finished}. */
public sealed interface Chunk {
    /** New text of the answer, never empty. */
    record TextDelta(String text) implements Chunk {}

    /** New text of the model's thinking, never empty; kept apart from the answer. */
    record ReasoningDelta(String text) implements Chunk {}

    /**
     * A piece of a tool call. Pieces of one call share {@code index}, which counts from 0; {@code id} and {@code name}
     * come once at most, {@code arguments} is the next piece of JSON text and may be empty.
     */
    record ToolCallDelta(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Chunk {}

    /**
     * The end.
     *
     * @param tokens what the provider counted; null when it did not say or said nonsense
     * @param upstreamId the provider's own name of this completion
     */
    record Finished(
            StopReason reason,
            @Nullable Tokens tokens,
            @Nullable String upstreamId) implements Chunk {}
}
