package raconteur.provider.wire;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.Hearer;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/**
 * Tells one answer: folds what is said into chunks, in order, keeps thinking apart from text, and ends once. What may
 * be told in pieces says whether it was content.
 */
public final class Answer {
    private static final System.Logger LOG = System.getLogger(Answer.class.getName());
    /** More tokens than any model takes or gives: whoever says so has miscounted. */
    private static final long ABSURD = 100_000_000L;

    private final Faults faults;
    private final Consumer<? super Chunk> out;
    private Thinking thinking;
    private @Nullable StopReason reason;
    private @Nullable Tokens tokens;
    private @Nullable String id;
    private boolean content;
    private boolean begun;
    private boolean tools;
    private boolean refused;
    private boolean finished;

    /** @param unopened whether it begins with thinking whose opening tag does not arrive */
    public Answer(Faults faults, boolean unopened, Consumer<? super Chunk> out) {
        this.faults = faults;
        this.out = out;
        this.thinking = thinking(unopened);
    }

    private Thinking thinking(boolean unopened) {
        return new Thinking(
                unopened,
                text -> out.accept(new Chunk.TextDelta(text)),
                text -> out.accept(new Chunk.ReasoningDelta(text)));
    }

    /** The head of the answer is here, whatever its status. */
    void answered(int status) {
        if (out instanceof Hearer hearer) {
            hearer.answered(status);
        }
    }

    /** What it is called at the provider; the first name counts. */
    public void named(@Nullable String name) {
        if (id == null) {
            id = name;
        }
    }

    /** It is an answer, even if nothing follows. */
    public void begun() {
        begun = true;
    }

    /** A piece of text, in which thinking may be marked by tags. */
    public boolean text(String piece) {
        if (piece.isEmpty()) {
            return false;
        }
        content = true;
        thinking.add(piece);
        return true;
    }

    /** The whole text at once, which shows by itself whether it begins with thinking. */
    public boolean whole(String text) {
        var close = text.indexOf("</think>");
        if (close >= 0 && !text.substring(0, close).contains("<think>")) {
            thinking = thinking(true);
        }
        return text(text);
    }

    /** A piece of thinking that the provider keeps apart itself. */
    public boolean reasoning(String piece) {
        if (piece.isEmpty()) {
            return false;
        }
        content = true;
        thinking.apart();
        out.accept(new Chunk.ReasoningDelta(piece));
        return true;
    }

    /** A piece of the words in which the provider refuses. */
    public boolean refusal(String piece) {
        refused |= !piece.isEmpty();
        return text(piece);
    }

    /** A tool call begins or goes on; {@code index} counts from 0, id and name come once. */
    public boolean tool(int index, @Nullable String callId, @Nullable String name, String arguments) {
        tools = true;
        if (name == null && arguments.isEmpty()) {
            return false;
        }
        content = true;
        out.accept(new Chunk.ToolCallDelta(index, callId, name, arguments));
        return true;
    }

    /** What the provider counted so far; zeros in every event but the last are common and count as nothing. */
    public void used(long input, long output, long cached, long reasoning) {
        if (input < 0 || output < 0 || input > ABSURD || output > ABSURD) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The provider {0} counts {1} input and {2} output tokens: taken as not counted.",
                    faults.provider(),
                    input,
                    output);
            tokens = null;
        } else if (input > 0 || output > 0) {
            tokens = new Tokens(input, output, Math.clamp(cached, 0, input), Math.clamp(reasoning, 0, output));
        }
    }

    /** The model has said why it stops. */
    public void stops(StopReason why) {
        reason = why;
    }

    /**
     * The provider tells an error.
     *
     * @throws raconteur.provider.ProviderException unless the model has said why it stops: the answer was whole by then
     */
    public void failed(Envelope error) {
        if (reason == null) {
            throw error.fault(faults, 200, null);
        }
    }

    /** Whether any content was told. */
    public boolean content() {
        return content;
    }

    /** Whether the model has said why it stopped; only usage may still come. */
    boolean stopped() {
        return reason != null;
    }

    boolean finished() {
        return finished;
    }

    /** The provider says that this was all. */
    public void done() {
        if (reason == null && !content && !begun) {
            throw faults.here(Fault.BAD_RESPONSE);
        }
        finish(reason == null ? StopReason.STOP : reason);
    }

    /** The connection ended, or nothing more comes. */
    void end() {
        if (reason == null) {
            throw faults.here(Fault.RESET);
        }
        finish(reason);
    }

    private void finish(StopReason stop) {
        if (finished) {
            return;
        }
        var why = refused ? StopReason.FILTERED : stop == StopReason.STOP && tools ? StopReason.TOOL_CALLS : stop;
        thinking.finish(why == StopReason.STOP);
        finished = true;
        out.accept(new Chunk.Finished(why, tokens, id));
    }
}
