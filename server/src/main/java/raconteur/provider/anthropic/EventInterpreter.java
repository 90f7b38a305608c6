package raconteur.provider.anthropic;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.StopReason;
import raconteur.provider.wire.Answer;
import raconteur.provider.wire.Faults;
import raconteur.provider.wire.Interpreter;

/** Understands the events of a message, and a message in one piece. */
final class EventInterpreter implements Interpreter {
    private static final int MOST_TOOLS = 128;

    private final Answer answer;
    private final Usage usage = new Usage();
    private final Said said = new Said();
    private final EventParser parser = new EventParser(said, usage);
    private int tools;

    /** The tool block under way: its place in the message, and its arguments as long as no piece of them has come. */
    private int toolBlock = -1;

    private String unsaid = "";

    EventInterpreter(Faults faults, Consumer<? super Chunk> out) {
        this.answer = new Answer(faults, false, out);
    }

    @Override
    public Answer answer() {
        return answer;
    }

    @Override
    public boolean event(byte[] bytes, int from, int to) throws IOException {
        parser.read(bytes, from, to);
        if (failed()) {
            return false;
        }
        switch (said.type) {
            case "message_start" -> {
                answer.named(said.id);
                answer.begun();
                usage.tell(answer);
            }
            case "content_block_start" -> {
                return said.blocks.stream().map(this::begin).reduce(false, Boolean::logicalOr);
            }
            case "content_block_delta" -> {
                return delta();
            }
            case "content_block_stop" -> {
                return endTool();
            }
            case "message_delta" -> {
                usage.tell(answer);
                stop(said.stop);
            }
            case "message_stop" -> answer.done();
            // pings, and what is invented later
            default -> {}
        }
        return false;
    }

    @Override
    public boolean whole(byte[] bytes, int from, int to) throws IOException {
        parser.read(bytes, from, to);
        if (failed() || !said.type.equals("message")) {
            return false;
        }
        answer.named(said.id);
        answer.begun();
        for (var block : said.blocks) {
            begin(block);
            endTool();
        }
        usage.tell(answer);
        stop(said.stop);
        return true;
    }

    private boolean failed() {
        if (said.type.isEmpty() || said.type.equals("error")) {
            said.error.settle(false);
        }
        if (said.error.failed()) {
            answer.failed(said.error);
            return true;
        }
        return false;
    }

    private boolean begin(Said.Block block) {
        return switch (block.type) {
            case "text" -> answer.text(block.text);
            case "thinking" -> answer.reasoning(block.thinking);
            case "tool_use" -> tools < MOST_TOOLS && beginTool(block);
            // what the provider's own tools do, thinking that is sealed, and what is invented later
            default -> false;
        };
    }

    private boolean beginTool(Said.Block block) {
        toolBlock = said.index;
        unsaid = block.input;
        return answer.tool(tools++, block.id, block.name, "");
    }

    private boolean delta() {
        if (said.text != null) {
            return answer.text(said.text);
        }
        if (said.thinking != null) {
            return answer.reasoning(said.thinking);
        }
        if (said.arguments != null && !said.arguments.isEmpty() && said.index == toolBlock) {
            unsaid = "";
            return answer.tool(tools - 1, null, null, said.arguments);
        }
        return false;
    }

    /** A tool without arguments, or with all of them at its beginning, has them in its first event only. */
    private boolean endTool() {
        if (toolBlock < 0 || said.index != toolBlock) {
            return false;
        }
        toolBlock = -1;
        return answer.tool(tools - 1, null, null, unsaid);
    }

    private void stop(@Nullable String word) {
        if (word != null) {
            answer.stops(
                    switch (word) {
                        case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
                        case "refusal" -> StopReason.FILTERED;
                        case "tool_use" -> StopReason.TOOL_CALLS;
                        // the end of a turn, a stop sequence, a pause, and what is invented later
                        default -> StopReason.STOP;
                    });
        }
    }
}
