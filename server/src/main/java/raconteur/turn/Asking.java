package raconteur.turn;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.provider.Candidate;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Parameters;
import raconteur.provider.ProviderException;

/**
 * Asks for something in several calls that make up one generation: one hold, one settlement. Such a generation begins
 * no message; what comes of it is its own business.
 */
public interface Asking {
    /** How many calls may be billed at most; the hold covers that many. */
    int calls();

    /** How long the prompt of a call may be at most, in UTF-8 bytes, when the answers are of that many tokens. */
    long promptBytes(long maxTokens);

    /**
     * Asks, on the generation's own thread; an interrupt stops it.
     *
     * @throws ProviderException if no answer could be had
     */
    Ending ask(Calls calls) throws InterruptedException;

    /** The generation is over; in the transaction that settles it, which may be tried more than once. */
    void ended(Handle tx, TurnId turn, TurnState state, @Nullable Code fault);

    /** How it came out. */
    sealed interface Ending {
        /** With what was asked for. */
        record Whole() implements Ending {}

        /**
         * Without it, though there were answers.
         *
         * @param finish {@code error} or {@code filtered}
         */
        record Broken(Code fault, String detail, String finish) implements Ending {}
    }

    /** The calls that a generation makes. */
    interface Calls {
        /** The models to try, best first. */
        List<Candidate> candidates();

        /** How to sample, within the limits that the hold covers. */
        Parameters parameters();

        /**
         * Makes one call, with retries and fallbacks as everywhere.
         *
         * @throws ProviderException if it brought no whole answer
         */
        void call(List<Candidate> candidates, Function<? super Candidate, Completion> ask, Consumer<? super Chunk> out)
                throws InterruptedException;

        /** Says what was made of the answer of the call before; each call is followed by one, also a broken one. */
        void read(Reading reading);
    }
}
