package raconteur.provider.openai;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.Quirk;
import raconteur.provider.StopReason;
import raconteur.provider.wire.Answer;
import raconteur.provider.wire.Faults;
import raconteur.provider.wire.Interpreter;

/** Understands the chunks of a completion, and a completion in one piece. */
final class ChunkInterpreter implements Interpreter {
    private final Faults faults;
    private final Set<Quirk> quirks;
    private final Answer answer;
    private final ToolCalls calls;
    private final Said said = new Said();
    private final ChunkParser parser = new ChunkParser(said);

    ChunkInterpreter(Faults faults, Set<Quirk> quirks, Consumer<? super Chunk> out) {
        this.faults = faults;
        this.quirks = quirks;
        this.answer = new Answer(faults, quirks.contains(Quirk.THINKS_UNOPENED), out);
        this.calls = new ToolCalls(answer);
    }

    @Override
    public Answer answer() {
        return answer;
    }

    @Override
    public boolean event(byte[] bytes, int from, int to) throws IOException {
        if (isDone(bytes, from, to)) {
            answer.done();
            return false;
        }
        parser.read(bytes, from, to);
        return heard();
    }

    @Override
    public boolean whole(byte[] bytes, int from, int to) throws IOException {
        parser.read(bytes, from, to);
        heard();
        return said.choice;
    }

    private boolean heard() {
        if (said.error.failed()) {
            answer.failed(said.error);
            return false;
        }
        answer.named(said.id);
        if (said.choice) {
            answer.begun();
        }
        var told = texts();
        for (var tool : said.tools) {
            told |= calls.tell(tool);
        }
        if (said.usage) {
            var apart = quirks.contains(Quirk.REASONING_COUNTED_APART);
            answer.used(said.input, apart ? said.output + said.thought : said.output, said.cached, said.thought);
        }
        if (said.finish != null && !said.finish.isEmpty()) {
            answer.stops(reason(said.finish));
        }
        return told;
    }

    private boolean texts() {
        if (said.message && answer.content()) {
            // a last event that repeats the whole message
            return false;
        }
        var told = said.reasoning != null && answer.reasoning(said.reasoning);
        if (said.content != null) {
            told |= said.message ? answer.whole(said.content) : answer.text(said.content);
        }
        if (said.refusal != null) {
            told |= answer.refusal(said.refusal);
        }
        return told;
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

    private static boolean isDone(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '"')) {
            at++;
        }
        return to - at >= 6
                && bytes[at] == '['
                && bytes[at + 1] == 'D'
                && bytes[at + 2] == 'O'
                && bytes[at + 3] == 'N'
                && bytes[at + 4] == 'E'
                && bytes[at + 5] == ']';
    }
}
