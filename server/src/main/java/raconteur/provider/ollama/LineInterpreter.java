package raconteur.provider.ollama;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Chunk;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.provider.wire.Answer;
import raconteur.provider.wire.Envelope;
import raconteur.provider.wire.Faults;
import raconteur.provider.wire.Interpreter;

/** Understands the lines of a chat; an answer in one piece is the only line of it. */
final class LineInterpreter implements Interpreter {
    private static final int MOST_TOOLS = 128;

    private final Faults faults;
    private final String model;
    private final Answer answer;
    private final Said said = new Said();
    private int tools;

    LineInterpreter(Faults faults, String model, Consumer<? super Chunk> out) {
        this.faults = faults;
        this.model = model;
        this.answer = new Answer(faults, false, out);
    }

    @Override
    public Answer answer() {
        return answer;
    }

    @Override
    public boolean event(byte[] bytes, int from, int to) throws IOException {
        said.read(bytes, from, to);
        var told = heard();
        if (said.done) {
            answer.done();
        }
        return told;
    }

    @Override
    public boolean whole(byte[] bytes, int from, int to) throws IOException {
        said.read(bytes, from, to);
        heard();
        return said.done;
    }

    private boolean heard() {
        if (said.error.failed()) {
            answer.failed(said.error);
            return false;
        }
        if (said.message) {
            answer.begun();
        }
        var told = said.thinking != null && answer.reasoning(said.thinking);
        if (said.text != null) {
            // the only line that holds both a text and the end is an answer in one piece
            var whole = said.done && !answer.content();
            told |= whole ? answer.whole(said.text) : answer.text(said.text);
        }
        for (var tool : said.tools) {
            if (tools < MOST_TOOLS) {
                told |= answer.tool(tools++, tool.id(), tool.name(), tool.arguments());
            }
        }
        if (said.done) {
            end();
        }
        return told;
    }

    private void end() {
        // a prompt that was in the server's cache may be left out of its count: then nothing is known
        if (said.input != 0 && said.output != 0) {
            answer.used(said.input, said.output, 0, 0);
        }
        answer.stops("length".equals(said.reason) ? StopReason.LENGTH : StopReason.STOP);
    }

    @Override
    public @Nullable ProviderException refused(int status, Envelope refusal) {
        var words = refusal.message() == null ? "" : refusal.message().toLowerCase(Locale.ROOT);
        return status == 404 && words.contains("model")
                ? new ProviderException.Permanent(
                        Fault.CONFIG,
                        "The provider %s does not have the model %s: an operator must pull it (ollama pull %s)."
                                .formatted(faults.provider(), model, model))
                : null;
    }
}
