package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;
import raconteur.bench.Script.Close;
import raconteur.bench.Script.End;
import raconteur.bench.Script.Flood;
import raconteur.bench.Script.Hang;
import raconteur.bench.Script.Reset;
import raconteur.bench.Script.Step;

/** Composes an answer as an event stream, with the faults that strike in the middle of it. */
final class Streamed {
    /** So that a reader has taken what was sent before the connection goes. */
    private static final long BEFORE_RESET = 30;

    private static final int MEGABYTES = 10 << 20;

    private final Behaviour behaviour;
    private final Wire wire;
    private final List<String> words;
    private final boolean usageChunk;
    private final Pieces pieces;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Step ending;
    private long wait;

    Streamed(Behaviour behaviour, Ask ask, Wire wire, List<String> words) {
        this.behaviour = behaviour;
        this.wire = wire;
        this.words = words;
        this.usageChunk = switch (behaviour.get(Knob.USAGE)) {
            case "asked", "negative", "huge", "nan" -> ask.includeUsage();
            case "extra" -> true;
            default -> false;
        };
        this.pieces = new Pieces(behaviour);
        this.wait = behaviour.millis(Knob.FIRST);
    }

    Script compose() {
        silentStart();
        if (ending == null) {
            role();
            think();
        }
        for (int i = 0; ending == null && i <= words.size(); i++) {
            strike(i);
            if (ending == null && i < words.size()) {
                say(i);
                wait = behaviour.millis(Knob.EVERY);
            }
        }
        wait = words.isEmpty() ? wait : 0;
        if (ending == null) {
            conclude();
        }
        return pieces.script(head(), ending == null ? new End(0) : ending, text.toString());
    }

    private byte[] head() {
        var headers = new TreeMap<String, String>(Map.of("cache-control", "no-cache"));
        if (behaviour.is(Knob.BODY, "close")) {
            headers.put("connection", "close");
        } else {
            headers.put("transfer-encoding", "chunked");
        }
        return Composer.head("text/event-stream; charset=utf-8", headers);
    }

    private void silentStart() {
        for (var fault : behaviour.faults()) {
            if (fault.is(3, "head")) {
                ending = new Hang(0);
            } else if (fault.is(3, "comments")) {
                ending = comments();
            }
        }
    }

    private Flood comments() {
        return new Flood(0, 100, pieces.framed(": keep-alive\n\n".getBytes(UTF_8)));
    }

    private void role() {
        switch (behaviour.get(Knob.ROLE)) {
            case "yes" -> event(wire.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
            case "bare" -> event(wire.chunk("{\"role\":\"assistant\"}", "null", ""));
            default -> {
                return;
            }
        }
        if (twice()) {
            event(wire.chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
        }
    }

    private void think() {
        String style = behaviour.get(Knob.REASONING);
        if (style.equals("none")) {
            return;
        }
        if (style.equals("think") || style.equals("unopened")) {
            thinkInline(style.equals("think"));
            return;
        }
        for (String thought : behaviour.thoughts()) {
            String quoted = Wire.quote(thought);
            event(wire.chunk(
                    switch (style) {
                        case "content" -> "{\"content\":null,\"reasoning_content\":" + quoted + "}";
                        case "openrouter" -> "{\"content\":\"\",\"reasoning\":" + quoted + "}";
                        case "both" -> "{\"content\":\"\",\"reasoning_content\":" + quoted + "}";
                        default -> throw new IllegalArgumentException("no reasoning style " + style);
                    },
                    "null",
                    ""));
            wait = behaviour.millis(Knob.EVERY);
        }
    }

    /** The tags arrive in two chunks each, as they do from models whose tokens do not respect them. */
    private void thinkInline(boolean opened) {
        for (String part : opened ? List.of("<th", "ink>") : List.<String>of()) {
            event(content(part, "null", ""));
        }
        for (String thought : behaviour.thoughts()) {
            event(content(thought, "null", ""));
            wait = behaviour.millis(Knob.EVERY);
        }
        event(content("</thi", "null", ""));
        event(content("nk>", "null", ""));
    }

    private void say(int index) {
        long every = behaviour.number(Knob.COMMENTS);
        if (every > 0 && index % every == 0) {
            pieces.add(wait, ": keep-alive\n\n", text.length());
            wait = 0;
        }
        boolean last = index == words.size() - 1;
        String finish = last && behaviour.is(Knob.END, "last") ? wire.finish() : "null";
        boolean billed = behaviour.is(Knob.USAGE, "every") || (last && behaviour.is(Knob.USAGE, "last"));
        text.append(words.get(index));
        event(content(words.get(index), finish, billed ? wire.usage() : ""));
    }

    private String content(String word, String finish, String usage) {
        return wire.chunk("{\"content\":" + Wire.quote(word) + "}", finish, usage);
    }

    private void event(String json) {
        pieces.event(wait, json, text.length());
        wait = 0;
    }

    private boolean twice() {
        return behaviour.faults().stream()
                .anyMatch(fault -> fault.is(21) && (fault.variant().isEmpty() || fault.is(21, "duplicate")));
    }

    private void strike(int index) {
        for (var fault : behaviour.faults()) {
            if (fault.before(words.size()) == index && ending == null) {
                strike(fault);
            }
        }
    }

    private void strike(Fault fault) {
        switch (fault.number()) {
            case 5 -> ending = new Reset(BEFORE_RESET);
            case 6 -> ending = fault.variant().equals("comments") ? comments() : new Hang(0);
            case 7 -> pieces.drip(fault.variant().isEmpty() ? 1000 : Long.parseLong(fault.variant()));
            case 13 -> malformed(fault.variant().isEmpty() ? 1 : Integer.parseInt(fault.variant()));
            case 15 -> huge(fault.variant());
            case 17 -> ending = fault.variant().equals("cut") ? new Close(0) : new End(0);
            case 18 -> {
                event(Errors.envelope(fault.variant()));
                ending = new End(0);
            }
            case 20 -> filtered(fault.variant());
            case 21 -> oddities(fault.variant());
            default -> {}
        }
    }

    private void malformed(int chunks) {
        for (int i = 0; i < chunks; i++) {
            String good = content("lost", "null", "");
            event(good.substring(0, good.length() - 6));
        }
    }

    /** U15: ten megabytes in one event, or a line that never ends. */
    private void huge(String form) {
        if (form.equals("line")) {
            pieces.add(wait, "data: {\"id\":\"", text.length());
            ending = new Flood(0, 0, pieces.framed("x".repeat(1 << 16).getBytes(UTF_8)));
            return;
        }
        String whole = "data: " + content("x".repeat(MEGABYTES), "null", "") + "\n\n";
        for (byte[] slice : Composer.slices(whole, 1 << 16)) {
            pieces.add(wait, slice, text.length());
            wait = 0;
        }
    }

    private void filtered(String form) {
        switch (form) {
            case "refusal" -> {
                for (String part : List.of("I cannot", " help with that.")) {
                    event(wire.chunk("{\"refusal\":" + Wire.quote(part) + "}", "null", ""));
                }
                event(wire.chunk("{}", "\"stop\"", ""));
            }
            case "sensitive" -> event(wire.chunk("{}", "\"sensitive\"", ""));
            default -> event(wire.chunk("{}", "\"content_filter\"", ""));
        }
        afterFinish();
        ending = new End(0);
    }

    private void oddities(String form) {
        boolean all = form.isEmpty();
        if (all || form.equals("empty")) {
            for (String choices :
                    List.of("", "[]", "null", "[null]", "[{\"index\":0}]", "[{\"index\":0,\"delta\":null}]")) {
                event(wire.oddChunk(choices));
            }
            event(wire.chunk("{}", "null", ""));
            event(wire.chunk("{\"content\":null}", "null", ""));
            event(wire.chunk("{\"content\":\"\"}", "null", ""));
        }
        if (all || form.equals("tools")) {
            event(wire.chunk(
                    "{\"tool_calls\":[{\"index\":-1,\"id\":\"call_1\",\"type\":\"function\","
                            + "\"function\":{\"name\":\"look\",\"arguments\":\"{\\\"at\\\":\"}}]}",
                    "null",
                    ""));
            event(wire.chunk("{\"tool_calls\":[{\"function\":{\"arguments\":\"\\\"door\\\"}\"}}]}", "null", ""));
        }
        if (all || form.equals("stray")) {
            event(wire.stray("{\"content\":\"of another choice\"}"));
        }
    }

    private void conclude() {
        if (behaviour.faults().stream().anyMatch(fault -> fault.is(21, "order")) && usageChunk) {
            event(wire.usageChunk());
        }
        boolean inside = behaviour.is(Knob.END, "last") && !words.isEmpty();
        if (behaviour.is(Knob.USAGE, "choice")) {
            event(wire.choiceUsageChunk(wire.finish()));
        } else if (!inside) {
            event(wire.chunk("{}", wire.finish(), ""));
            if (twice()) {
                event(wire.chunk("{}", wire.finish(), ""));
            }
        }
        afterFinish();
    }

    private void afterFinish() {
        if (usageChunk && behaviour.faults().stream().noneMatch(fault -> fault.is(21, "order"))) {
            event(wire.usageChunk());
        }
        for (var fault : behaviour.faults()) {
            if (fault.is(16)) {
                ending = fault.variant().equals("cut") ? new Close(0) : new End(0);
                return;
            }
        }
        pieces.add(wait, "data: [DONE]\n\n", text.length());
        for (var fault : behaviour.faults()) {
            if (fault.is(22)) {
                trailing(fault.variant());
            }
        }
    }

    private void trailing(String form) {
        switch (form) {
            case "hang" -> ending = new Hang(0);
            case "http" -> pieces.afterBody("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\npoison");
            default -> {
                event(content("after the end", "null", ""));
                pieces.add(0, "data: {nonsense\n\n:::\n", text.length());
            }
        }
    }
}
