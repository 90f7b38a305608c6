package raconteur.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;

/** The events of a message, as Anthropic sends them. */
final class AnthropicSpeech implements Speech {
    private final Behaviour behaviour;
    private final Ask ask;
    private final int words;
    private int index = -1;
    private boolean open;

    AnthropicSpeech(Behaviour behaviour, Ask ask, int words) {
        this.behaviour = behaviour;
        this.ask = ask;
        this.words = words;
    }

    @Override
    public boolean lines() {
        return false;
    }

    @Override
    public String type() {
        return "text/event-stream; charset=utf-8";
    }

    private static Frame event(String type, String members) {
        return Frame.named(type, "{\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}");
    }

    @Override
    public List<Frame> opening() {
        return List.of(event("message_start", "\"message\":" + message("[]", "null", counts(1))), event("ping", ""));
    }

    private String message(String content, String stop, String usage) {
        return ("{\"id\":\"%s000000000000\",\"type\":\"message\",\"role\":\"assistant\",\"model\":%s,\"content\":%s,"
                        + "\"stop_reason\":%s,\"stop_sequence\":null%s}")
                .formatted(Script.MESSAGE, Wire.quote(ask.model()), content, stop, usage);
    }

    /** The usage member with its comma in front; input that was in the cache is counted apart. */
    private String counts(int output) {
        int cached = behaviour.is(Knob.CACHED, "none") ? 0 : ask.promptTokens() / 2;
        return ",\"usage\":"
                + switch (behaviour.get(Knob.USAGE)) {
                    case "none" -> "null";
                    case "negative" -> "{\"input_tokens\":-5,\"output_tokens\":-1}";
                    case "huge" -> "{\"input_tokens\":1e18,\"output_tokens\":1000000000000000000}";
                    case "nan" -> "{\"input_tokens\":NaN,\"output_tokens\":\"many\"}";
                    default ->
                        ("{\"input_tokens\":%d,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":%d,"
                                        + "\"output_tokens\":%d,\"service_tier\":\"standard\"}")
                                .formatted(ask.promptTokens() - cached, cached, output);
                };
    }

    private int output() {
        return words + (isThinking() ? behaviour.thoughts().size() : 0);
    }

    private boolean isThinking() {
        return !behaviour.is(Knob.REASONING, "none");
    }

    private boolean isInline() {
        return behaviour.is(Knob.REASONING, "think");
    }

    @Override
    public List<List<Frame>> thoughts() {
        if (!isThinking()) {
            return List.of();
        }
        var frames = new ArrayList<List<Frame>>();
        for (String thought : behaviour.thoughts()) {
            var due = new ArrayList<Frame>();
            if (isInline()) {
                due.addAll(text(frames.isEmpty() ? "<think>" + thought : thought));
            } else {
                due.addAll(begin("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"));
                due.add(delta("{\"type\":\"thinking_delta\",\"thinking\":" + Wire.quote(thought) + "}"));
            }
            frames.add(due);
        }
        var last = new ArrayList<Frame>();
        if (isInline()) {
            last.addAll(text("</thi"));
            last.addAll(text("nk>"));
        } else {
            last.add(delta("{\"type\":\"signature_delta\",\"signature\":\"EqQBCgIYAhIM\"}"));
            last.addAll(close());
        }
        frames.add(last);
        return frames;
    }

    /** Opens a block unless one is open. */
    private List<Frame> begin(String block) {
        if (open) {
            return List.of();
        }
        open = true;
        index++;
        return List.of(event("content_block_start", "\"index\":" + index + ",\"content_block\":" + block));
    }

    private List<Frame> close() {
        if (!open) {
            return List.of();
        }
        open = false;
        return List.of(event("content_block_stop", "\"index\":" + index));
    }

    private Frame delta(String delta) {
        return event("content_block_delta", "\"index\":" + index + ",\"delta\":" + delta);
    }

    private List<Frame> text(String word) {
        var frames = new ArrayList<Frame>();
        if (ask.tool().isEmpty()) {
            frames.addAll(begin("{\"type\":\"text\",\"text\":\"\"}"));
            frames.add(delta("{\"type\":\"text_delta\",\"text\":" + Wire.quote(word) + "}"));
        } else {
            frames.addAll(begin("{\"type\":\"tool_use\",\"id\":\"toolu_01\",\"name\":" + Wire.quote(ask.tool())
                    + ",\"input\":{}}"));
            frames.add(delta("{\"type\":\"input_json_delta\",\"partial_json\":" + Wire.quote(word) + "}"));
        }
        return frames;
    }

    @Override
    public List<Frame> word(String word, boolean last) {
        return text(word);
    }

    @Override
    public Frame stray(String word) {
        return delta("{\"type\":\"text_delta\",\"text\":" + Wire.quote(word) + "}");
    }

    @Override
    public List<Frame> filtered(String form) {
        return stopping("\"refusal\"");
    }

    private List<Frame> stopping(String reason) {
        var frames = new ArrayList<>(close());
        frames.add(event(
                "message_delta",
                "\"delta\":{\"stop_reason\":" + reason + ",\"stop_sequence\":null}" + counts(output())));
        return frames;
    }

    @Override
    public List<Frame> oddities(String form) {
        var frames = new ArrayList<Frame>();
        boolean all = form.isEmpty();
        if (all || form.equals("empty")) {
            frames.add(event("ping", ""));
            frames.addAll(text(""));
            frames.add(delta(
                    "{\"type\":\"citations_delta\",\"citation\":{\"type\":\"char_location\",\"cited_text\":\"x\"}}"));
            frames.add(event("content_block_delta", "\"index\":" + index + ",\"delta\":null"));
            frames.add(event("something_new", "\"text\":\"of an event nobody knows\""));
        }
        if (all || form.equals("stray")) {
            frames.addAll(close());
            frames.addAll(begin("{\"type\":\"redacted_thinking\",\"data\":\"EmwKAhgB\"}"));
            frames.addAll(close());
        }
        if (all || form.equals("tools")) {
            frames.addAll(close());
            frames.addAll(begin("{\"type\":\"tool_use\",\"id\":\"call_1\",\"name\":\"look\",\"input\":{}}"));
            for (String part : List.of("", "{\"at\":", "\"door\"}")) {
                frames.add(delta("{\"type\":\"input_json_delta\",\"partial_json\":" + Wire.quote(part) + "}"));
            }
            frames.addAll(close());
        }
        return frames;
    }

    @Override
    public Frame error(String form) {
        return Frame.named(
                "error",
                form.equals("overloaded")
                        ? Refusals.anthropic("overloaded_error", "Overloaded")
                        : Refusals.anthropic("api_error", "Internal server error"));
    }

    @Override
    public List<Frame> finish() {
        return stopping(stop());
    }

    private String stop() {
        String finish = behaviour.get(Knob.FINISH);
        return switch (finish) {
            case "null" -> "null";
            case "stop" -> ask.tool().isEmpty() ? "\"end_turn\"" : "\"tool_use\"";
            case "length" -> "\"max_tokens\"";
            case "content_filter" -> "\"refusal\"";
            default -> Wire.quote(finish);
        };
    }

    @Override
    public List<Frame> end() {
        return List.of(event("message_stop", ""));
    }

    @Override
    public Frame keepAlive() {
        return event("ping", "");
    }

    @Override
    public String whole(String text, @Nullable String filter) {
        var blocks = new ArrayList<String>();
        if (isThinking() && !isInline()) {
            blocks.add("{\"type\":\"thinking\",\"thinking\":" + Wire.quote(behaviour.reasoning())
                    + ",\"signature\":\"EqQBCgIYAhIM\"}");
        }
        String all = isInline() ? "<think>" + behaviour.reasoning() + "</think>" + text : text;
        if (!ask.tool().isEmpty()) {
            blocks.add("{\"type\":\"tool_use\",\"id\":\"toolu_01\",\"name\":" + Wire.quote(ask.tool()) + ",\"input\":"
                    + text + "}");
        } else if (!all.isEmpty()) {
            blocks.add("{\"type\":\"text\",\"text\":" + Wire.quote(all) + "}");
        }
        return message("[" + String.join(",", blocks) + "]", filter == null ? stop() : "\"refusal\"", counts(output()));
    }
}
