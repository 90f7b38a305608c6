package raconteur.provider;

import java.util.function.Consumer;

/** Takes the chunks of a completion, and hears before them that the provider began to answer. */
public interface Hearer extends Consumer<Chunk> {
    /**
     * The head of an answer has arrived; at most once, before any chunk. Must not block.
     *
     * @param status the HTTP status
     */
    void answered(int status);
}
