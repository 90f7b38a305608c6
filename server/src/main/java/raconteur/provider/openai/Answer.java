package raconteur.provider.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;
import raconteur.provider.Quirk;
import raconteur.provider.StopReason;
import raconteur.provider.Tokens;

/** Tells one answer: folds what is said into chunks, in order, and ends once. */
final class Answer {
    private static final System.Logger LOG = System.getLogger(Answer.class.getName());
    /** More tokens than any model takes or gives: whoever says so has miscounted. */
    private static final long ABSURD = 100_000_000L;

    private static final int MOST_TOOLS = 128;

    private final Faults faults;
    private final Set<Quirk> quirks;
    private final Consumer<? super Chunk> out;
    private Thinking thinking;
    private final List<Call> calls = new ArrayList<>(0);
    private @Nullable StopReason reason;
    private @Nullable Tokens tokens;
    private @Nullable String id;
    private boolean content;
    private boolean choice;
    private boolean refused;
    private boolean finished;

    /** A tool call under way. */
    private static final class Call {
        private final @Nullable String id;
        private final int index;
        private boolean named;

        Call(int index, @Nullable String id) {
            this.index = index;
            this.id = id;
        }
    }

    Answer(Faults faults, Set<Quirk> quirks, Consumer<? super Chunk> out) {
        this.faults = faults;
        this.quirks = quirks;
        this.out = out;
        this.thinking = thinking(quirks.contains(Quirk.THINKS_UNOPENED));
    }

    private Thinking thinking(boolean unopened) {
        return new Thinking(
                unopened,
                text -> out.accept(new Chunk.TextDelta(text)),
                text -> out.accept(new Chunk.ReasoningDelta(text)));
    }

    /**
     * Tells what was said.
     *
     * @return whether any of it was content, which shows that the model is at work
     * @throws ProviderException if it was an error
     */
    boolean heard(Said said) {
        if (said.failed) {
            if (reason == null) {
                throw faults.told(200, said.errorCode, said.errorType, said.errorMessage, null);
            }
            // the answer was whole by then
            return false;
        }
        if (id == null) {
            id = said.id;
        }
        choice |= said.choice;
        var told = texts(said);
        for (var tool : said.tools) {
            told |= tool(tool);
        }
        if (said.usage) {
            tokens(said);
        }
        if (said.finish != null && !said.finish.isEmpty()) {
            reason = reason(said.finish);
        }
        return told;
    }

    private boolean texts(Said said) {
        if (said.message && content) {
            // a last event that repeats the whole message
            return false;
        }
        var told = false;
        if (said.reasoning != null) {
            thinking.apart();
            out.accept(new Chunk.ReasoningDelta(said.reasoning));
            told = true;
        }
        if (said.content != null) {
            if (said.message && unopened(said.content)) {
                thinking = thinking(true);
            }
            thinking.add(said.content);
            told = true;
        }
        if (said.refusal != null && !said.refusal.isEmpty()) {
            refused = true;
            thinking.add(said.refusal);
            told = true;
        }
        content |= told;
        return told;
    }

    /** A message that is seen at once shows by itself whether it begins with thinking. */
    private static boolean unopened(String message) {
        var close = message.indexOf("</think>");
        return close >= 0 && !message.substring(0, close).contains("<think>");
    }

    private boolean tool(Said.Tool tool) {
        var call = call(tool);
        if (call == null) {
            return false;
        }
        var first = !call.named;
        var name = first && tool.name() != null && !tool.name().isEmpty() ? tool.name() : null;
        call.named |= name != null;
        if (name == null && tool.arguments().isEmpty()) {
            return false;
        }
        content = true;
        out.accept(new Chunk.ToolCallDelta(call.index, name == null ? null : call.id, name, tool.arguments()));
        return true;
    }

    /** The call that a piece belongs to: by its index, else by its id, else the last one. */
    private @Nullable Call call(Said.Tool tool) {
        var id = tool.id() == null || tool.id().isEmpty() ? null : tool.id();
        if (tool.index() >= 0) {
            for (var call : calls) {
                if (call.index == tool.index()) {
                    return call;
                }
            }
            return begin(tool.index(), id);
        }
        for (var call : calls) {
            if (id != null && id.equals(call.id)) {
                return call;
            }
        }
        var named = tool.name() != null && !tool.name().isEmpty();
        if (id != null || calls.isEmpty() || (named && calls.getLast().named)) {
            return begin(calls.size(), id);
        }
        return calls.getLast();
    }

    private @Nullable Call begin(int index, @Nullable String id) {
        if (calls.size() >= MOST_TOOLS) {
            return null;
        }
        var call = new Call(index, id);
        calls.add(call);
        return call;
    }

    private void tokens(Said said) {
        var output = quirks.contains(Quirk.REASONING_COUNTED_APART) ? said.output + said.thought : said.output;
        if (said.input < 0 || output < 0 || said.input > ABSURD || output > ABSURD) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The provider {0} counts {1} input and {2} output tokens: taken as not counted.",
                    faults.provider(),
                    said.input,
                    output);
            tokens = null;
        } else if (said.input > 0 || output > 0) {
            // zeros in every event but the last are common
            tokens = new Tokens(said.input, output, within(said.cached, said.input), within(said.thought, output));
        }
    }

    private static long within(long part, long whole) {
        return Math.clamp(part, 0, whole);
    }

    private StopReason reason(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "length", "max_tokens", "model_length", "max_output_tokens" -> StopReason.LENGTH;
            case "content_filter", "sensitive", "safety", "refusal", "prohibited_content", "recitation", "blocklist" ->
                StopReason.FILTERED;
            case "tool_calls", "function_call", "tool_use" -> StopReason.TOOL_CALLS;
            case "insufficient_system_resource" -> throw faults.here(Fault.OVERLOADED);
            case "network_error", "abort", "aborted" -> throw faults.here(Fault.RESET);
            case "error" -> throw faults.here(Fault.ERROR);
            // vendors invent words for it; whatever they mean, the answer is over
            default -> StopReason.STOP;
        };
    }

    /** Whether the model has said why it stopped; only usage may still come. */
    boolean stopped() {
        return reason != null;
    }

    boolean finished() {
        return finished;
    }

    /** The provider says that this was all. */
    void done() {
        if (reason == null && !content && !choice) {
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
        var why = refused
                ? StopReason.FILTERED
                : stop == StopReason.STOP && !calls.isEmpty() ? StopReason.TOOL_CALLS : stop;
        thinking.finish(why == StopReason.STOP);
        finished = true;
        out.accept(new Chunk.Finished(why, tokens, id));
    }
}
