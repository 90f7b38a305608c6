package raconteur.provider.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import raconteur.provider.ProviderException;

/** Understands one answer in one dialect and tells it to its {@link Answer}. One for each answer. */
public interface Interpreter {
    /** Where it tells what it hears. */
    Answer answer();

    /**
     * Hears one piece of a stream.
     *
     * @return whether any of it was content, which shows that the model is at work
     * @throws IOException if it is not JSON of this dialect; nothing was told then
     * @throws ProviderException if it was an error
     */
    boolean event(byte[] bytes, int from, int to) throws IOException;

    /**
     * Hears an answer in one piece.
     *
     * @return whether it was one
     * @throws IOException if it is not JSON of this dialect
     * @throws ProviderException if it was an error
     */
    boolean whole(byte[] bytes, int from, int to) throws IOException;

    /** What a refusal means, where this dialect knows that better than its status tells; null where it does not. */
    default @Nullable ProviderException refused(int status, Envelope said) {
        return null;
    }
}
