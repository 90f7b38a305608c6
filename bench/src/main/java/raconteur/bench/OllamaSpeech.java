package raconteur.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;

/** The lines of a chat, as Ollama sends them. */
final class OllamaSpeech implements Speech {
    private final Behaviour behaviour;
    private final Ask ask;
    private final int words;

    OllamaSpeech(Behaviour behaviour, Ask ask, int words) {
        this.behaviour = behaviour;
        this.ask = ask;
        this.words = words;
    }

    @Override
    public boolean lines() {
        return true;
    }

    @Override
    public String type() {
        return "application/x-ndjson";
    }

    private String line(String message, String more) {
        return "{\"model\":%s,\"created_at\":\"2026-11-21T08:00:00.000000Z\",\"message\":{\"role\":\"assistant\",%s},%s}"
                .formatted(Wire.quote(ask.model()), message, more);
    }

    private Frame said(String message) {
        return Frame.of(line(message, "\"done\":false"));
    }

    private Frame text(String word) {
        return said("\"content\":" + Wire.quote(word));
    }

    @Override
    public List<Frame> opening() {
        return List.of();
    }

    private boolean isThinking() {
        return !behaviour.is(Knob.REASONING, "none");
    }

    /** Whether thinking stands in the text; without its opening tag when it is {@code unopened}. */
    private boolean isInline() {
        return behaviour.is(Knob.REASONING, "think") || behaviour.is(Knob.REASONING, "unopened");
    }

    @Override
    public List<List<Frame>> thoughts() {
        var frames = new ArrayList<List<Frame>>();
        if (!isThinking()) {
            return frames;
        }
        if (behaviour.is(Knob.REASONING, "think")) {
            frames.add(List.of(text("<th"), text("ink>")));
        }
        for (String thought : behaviour.thoughts()) {
            frames.add(
                    List.of(isInline() ? text(thought) : said("\"content\":\"\",\"thinking\":" + Wire.quote(thought))));
        }
        if (isInline()) {
            frames.add(List.of(text("</thi"), text("nk>")));
        }
        return frames;
    }

    @Override
    public List<Frame> word(String word, boolean last) {
        return List.of(text(word));
    }

    @Override
    public Frame stray(String word) {
        return text(word);
    }

    @Override
    public List<Frame> filtered(String form) {
        throw new IllegalArgumentException("U20: Ollama filters nothing");
    }

    @Override
    public List<Frame> oddities(String form) {
        var frames = new ArrayList<Frame>();
        boolean all = form.isEmpty();
        if (all || form.equals("empty")) {
            frames.add(text(""));
            frames.add(said("\"content\":null,\"images\":null,\"something_new\":{\"text\":\"x\"}"));
            frames.add(Frame.of("{\"model\":\"fake\",\"done\":false}"));
            frames.add(Frame.of("{\"message\":null,\"done\":false}"));
            frames.add(Frame.exact("\n"));
        }
        if (all || form.equals("tools")) {
            frames.add(said("\"content\":\"\",\"tool_calls\":[{\"id\":\"call_1\",\"function\":{\"index\":0,"
                    + "\"name\":\"look\",\"arguments\":{\"at\":\"door\"}}}]"));
        }
        return frames;
    }

    @Override
    public Frame error(String form) {
        return Frame.of(Refusals.ollama(
                form.equals("overloaded")
                        ? "server busy, please try again.  maximum pending requests exceeded"
                        : "an error was encountered while running the model: unexpected EOF"));
    }

    /** The end and its mark are one line here. */
    @Override
    public List<Frame> finish() {
        return List.of(Frame.of(line("\"content\":\"\"", last())));
    }

    @Override
    public List<Frame> end() {
        return List.of();
    }

    private String last() {
        String finish = behaviour.get(Knob.FINISH);
        String reason = finish.equals("null") ? "" : ",\"done_reason\":" + Wire.quote(finish);
        String counts = switch (behaviour.get(Knob.USAGE)) {
            case "none" -> "";
            case "negative" -> ",\"prompt_eval_count\":-5,\"eval_count\":-1";
            case "huge" -> ",\"prompt_eval_count\":1e18,\"eval_count\":1000000000000000000";
            case "nan" -> ",\"prompt_eval_count\":null,\"eval_count\":\"many\"";
            default ->
                ",\"prompt_eval_count\":%d,\"eval_count\":%d"
                        .formatted(
                                ask.promptTokens(),
                                words + (isThinking() ? behaviour.thoughts().size() : 0));
        };
        return "\"done\":true" + reason + ",\"total_duration\":4883583458,\"load_duration\":1334875,"
                + "\"prompt_eval_duration\":342546000,\"eval_duration\":4535599000" + counts;
    }

    @Override
    public Frame keepAlive() {
        return Frame.exact("\n");
    }

    @Override
    public String whole(String text, @Nullable String filter) {
        if (filter != null) {
            throw new IllegalArgumentException("U20: Ollama filters nothing");
        }
        String thoughts = behaviour.reasoning();
        String message = switch (behaviour.get(Knob.REASONING)) {
            case "none" -> "\"content\":" + Wire.quote(text);
            case "think" -> "\"content\":" + Wire.quote("<think>" + thoughts + "</think>" + text);
            case "unopened" -> "\"content\":" + Wire.quote(thoughts + "</think>" + text);
            default -> "\"content\":" + Wire.quote(text) + ",\"thinking\":" + Wire.quote(thoughts);
        };
        return line(message, last());
    }
}
