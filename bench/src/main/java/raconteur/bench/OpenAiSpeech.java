package raconteur.bench;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;

/** Chunks of a completion, as OpenAI and its imitators send them. */
final class OpenAiSpeech implements Speech {
    private final Behaviour behaviour;
    private final Wire wire;
    private final boolean usageChunk;
    private boolean called;

    OpenAiSpeech(Behaviour behaviour, Ask ask, Wire wire) {
        this.behaviour = behaviour;
        this.wire = wire;
        this.usageChunk = switch (behaviour.get(Knob.USAGE)) {
            case "asked", "negative", "huge", "nan" -> ask.includeUsage();
            case "extra" -> true;
            default -> false;
        };
    }

    @Override
    public boolean lines() {
        return false;
    }

    @Override
    public String type() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public List<Frame> opening() {
        var frames = new ArrayList<Frame>();
        switch (behaviour.get(Knob.ROLE)) {
            case "yes" -> frames.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
            case "bare" -> frames.add(chunk("{\"role\":\"assistant\"}", "null"));
            default -> {
                return frames;
            }
        }
        if (twice()) {
            frames.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        }
        return frames;
    }

    private Frame chunk(String delta, String finish) {
        return Frame.of(wire.chunk(delta, finish, ""));
    }

    @Override
    public List<List<Frame>> thoughts() {
        String style = behaviour.get(Knob.REASONING);
        if (style.equals("none")) {
            return List.of();
        }
        if (style.equals("think") || style.equals("unopened")) {
            return inline(style.equals("think"));
        }
        var frames = new ArrayList<List<Frame>>();
        for (String thought : behaviour.thoughts()) {
            String quoted = Wire.quote(thought);
            frames.add(List.of(chunk(
                    switch (style) {
                        case "content" -> "{\"content\":null,\"reasoning_content\":" + quoted + "}";
                        case "openrouter" -> "{\"content\":\"\",\"reasoning\":" + quoted + "}";
                        case "both" -> "{\"content\":\"\",\"reasoning_content\":" + quoted + "}";
                        default -> throw new IllegalArgumentException("no reasoning style " + style);
                    },
                    "null")));
        }
        return frames;
    }

    /** The tags arrive in two chunks each, as they do from models whose tokens do not respect them. */
    private List<List<Frame>> inline(boolean opened) {
        var frames = new ArrayList<List<Frame>>();
        if (opened) {
            frames.add(List.of(content("<th"), content("ink>")));
        }
        for (String thought : behaviour.thoughts()) {
            frames.add(List.of(content(thought)));
        }
        frames.add(List.of(content("</thi"), content("nk>")));
        return frames;
    }

    private Frame content(String word) {
        return chunk("{\"content\":" + Wire.quote(word) + "}", "null");
    }

    @Override
    public List<Frame> word(String word, boolean last) {
        String finish = last && behaviour.is(Knob.END, "last") ? wire.finish() : "null";
        boolean billed = behaviour.is(Knob.USAGE, "every") || (last && behaviour.is(Knob.USAGE, "last"));
        return List.of(Frame.of(wire.chunk(said(word), finish, billed ? wire.usage() : "")));
    }

    private String said(String word) {
        if (!wire.calls()) {
            return "{\"content\":" + Wire.quote(word) + "}";
        }
        boolean first = !called;
        called = true;
        return "{\"tool_calls\":[" + wire.call(first, word) + "]}";
    }

    @Override
    public Frame stray(String word) {
        return content(word);
    }

    private boolean twice() {
        return behaviour.faults().stream()
                .anyMatch(fault -> fault.is(21) && (fault.variant().isEmpty() || fault.is(21, "duplicate")));
    }

    private boolean disordered() {
        return behaviour.faults().stream().anyMatch(fault -> fault.is(21, "order"));
    }

    @Override
    public List<Frame> filtered(String form) {
        var frames = new ArrayList<Frame>();
        switch (form) {
            case "refusal" -> {
                for (String part : List.of("I cannot", " help with that.")) {
                    frames.add(chunk("{\"refusal\":" + Wire.quote(part) + "}", "null"));
                }
                frames.add(chunk("{}", "\"stop\""));
            }
            case "sensitive" -> frames.add(chunk("{}", "\"sensitive\""));
            default -> frames.add(chunk("{}", "\"content_filter\""));
        }
        frames.addAll(usage());
        return frames;
    }

    private List<Frame> usage() {
        return usageChunk && !disordered() ? List.of(Frame.of(wire.usageChunk())) : List.of();
    }

    @Override
    public List<Frame> oddities(String form) {
        var frames = new ArrayList<Frame>();
        boolean all = form.isEmpty();
        if (all || form.equals("empty")) {
            for (String choices :
                    List.of("", "[]", "null", "[null]", "[{\"index\":0}]", "[{\"index\":0,\"delta\":null}]")) {
                frames.add(Frame.of(wire.oddChunk(choices)));
            }
            for (String delta : List.of("{}", "{\"content\":null}", "{\"content\":\"\"}")) {
                frames.add(chunk(delta, "null"));
            }
        }
        if (all || form.equals("tools")) {
            frames.add(chunk(
                    "{\"tool_calls\":[{\"index\":-1,\"id\":\"call_1\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":\"}}]}",
                    "null"));
            frames.add(chunk("{\"tool_calls\":[{\"function\":{\"arguments\":\"\\\"door\\\"}\"}}]}", "null"));
        }
        if (all || form.equals("stray")) {
            frames.add(Frame.of(wire.stray("{\"content\":\"of another choice\"}")));
        }
        return frames;
    }

    @Override
    public Frame error(String form) {
        return Frame.of(Errors.envelope(form));
    }

    @Override
    public List<Frame> finish() {
        var frames = new ArrayList<Frame>();
        if (disordered() && usageChunk) {
            frames.add(Frame.of(wire.usageChunk()));
        }
        boolean inside = behaviour.is(Knob.END, "last") && behaviour.number(Knob.TOKENS) > 0;
        if (behaviour.is(Knob.USAGE, "choice")) {
            frames.add(Frame.of(wire.choiceUsageChunk(wire.finish())));
        } else if (!inside) {
            frames.add(chunk("{}", wire.finish()));
            if (twice()) {
                frames.add(chunk("{}", wire.finish()));
            }
        }
        frames.addAll(usage());
        return frames;
    }

    @Override
    public List<Frame> end() {
        return List.of(Frame.exact("data: [DONE]\n\n"));
    }

    @Override
    public Frame keepAlive() {
        return Frame.exact(": keep-alive\n\n");
    }

    @Override
    public String whole(String text, @Nullable String filter) {
        if ("refusal".equals(filter)) {
            return wire.whole(
                    "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot help with that.\"}", "\"stop\"");
        }
        if (filter != null) {
            return wire.whole(
                    "{\"role\":\"assistant\",\"content\":" + Wire.quote(text) + "}",
                    filter.equals("sensitive") ? "\"sensitive\"" : "\"content_filter\"");
        }
        return wire.whole(message(text), wire.finish());
    }

    private String message(String text) {
        var members = new ArrayList<>(List.of("\"role\":\"assistant\""));
        String thoughts = behaviour.reasoning();
        String content = text;
        switch (behaviour.get(Knob.REASONING)) {
            case "none" -> members.add("\"refusal\":null");
            case "openrouter" -> members.add("\"reasoning\":" + Wire.quote(thoughts));
            case "think" -> content = "<think>" + thoughts + "</think>" + text;
            case "unopened" -> content = thoughts + "</think>" + text;
            default -> members.add("\"reasoning_content\":" + Wire.quote(thoughts));
        }
        if (wire.calls()) {
            members.add("\"tool_calls\":[" + wire.call(true, text) + "]");
            content = "";
        }
        members.add("\"content\":" + Wire.quote(content));
        return "{" + String.join(",", members) + "}";
    }
}
