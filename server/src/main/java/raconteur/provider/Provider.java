package raconteur.provider;

import java.util.function.Consumer;

/** A service that completes prompts. Thread-safe; one instance serves every completion of its connection. */
public interface Provider {
    /**
     * Streams one completion into {@code out} and returns when it has finished. Blocks the calling (virtual) thread;
     * interrupt it to cancel, which closes the upstream connection at once.
     *
     * <p>Chunks are told one at a time and in order, possibly on another thread (an event loop): {@code out} must not
     * block. Any number of deltas, then exactly one {@link Chunk.Finished}; or an exception and no {@code Finished}.
     * Nothing is told any more once this method has returned or thrown. What {@code out} throws cancels the completion
     * and is thrown here.
     *
     * <p>Where {@code out} is a {@link Hearer}, it also hears that the answer began, if that can be known.
     *
     * @throws ProviderException if the completion could not be had or did not arrive whole
     */
    void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException;

    /** The exact body that {@link #complete} sends for this request, as JSON, for inspection; it contains no key. */
    String body(Completion request);
}
