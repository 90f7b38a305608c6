package raconteur.turn.structured;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Model;
import raconteur.provider.StopReason;

/** One call as it comes in: who answers on which rung, and what is said. Thread-safe. */
final class Take {
    private final Asker asker;
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable Model model;
    private Rung rung = Rung.PROMPT;
    private @Nullable StopReason reason;
    private int tool = -1;
    private boolean content;

    Take(Asker asker) {
        this.asker = asker;
    }

    synchronized void begin(Model answering, Rung asked) {
        model = answering;
        rung = asked;
        text.setLength(0);
        arguments.setLength(0);
        tool = -1;
        content = false;
    }

    /** Hears a chunk, and passes on what belongs to the answer. */
    void hear(Chunk chunk) {
        var told = keep(chunk);
        if (!told.isEmpty()) {
            asker.told(told);
        }
    }

    private synchronized String keep(Chunk chunk) {
        return switch (chunk) {
            case Chunk.TextDelta(var piece) -> {
                content = true;
                text.append(piece);
                yield rung == Rung.TOOL ? "" : piece;
            }
            case Chunk.ReasoningDelta _ -> {
                content = true;
                yield "";
            }
            case Chunk.ToolCallDelta(var index, var _, var _, var piece) -> {
                content = true;
                tool = tool < 0 ? index : tool;
                // only the first call is the answer
                var mine = tool == index ? piece : "";
                arguments.append(mine);
                yield mine;
            }
            case Chunk.Finished(var why, var _, var _) -> {
                reason = why;
                yield "";
            }
        };
    }

    synchronized void note(String what) {
        notes.add(what);
    }

    /** Whether anything was said since the provider was last asked. */
    synchronized boolean hasContent() {
        return content;
    }

    synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    /** What was said: the arguments of the tool, or the text where none was called. */
    synchronized String answer() {
        return arguments.isEmpty() ? text.toString() : arguments.toString();
    }

    synchronized Rung rung() {
        return rung;
    }

    /** Who answered; null when nobody was asked. */
    synchronized @Nullable Model model() {
        return model;
    }

    synchronized @Nullable StopReason reason() {
        return reason;
    }
}
