package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour.Knob;
import raconteur.bench.Script.Close;
import raconteur.bench.Script.End;
import raconteur.bench.Script.Hang;
import raconteur.bench.Script.Reset;
import raconteur.bench.Script.Step;
import raconteur.bench.Script.Tape;

/** Composes an answer in one piece; a fault in the middle of it strikes after half of its bytes. */
final class Whole {
    private final Behaviour behaviour;
    private final Wire wire;
    private final String text;

    Whole(Behaviour behaviour, Wire wire, List<String> words) {
        this.behaviour = behaviour;
        this.wire = wire;
        this.text = String.join("", words);
    }

    Script compose() {
        byte[] body = body().getBytes(UTF_8);
        var half = Arrays.copyOf(body, body.length / 2);
        for (var fault : behaviour.faults()) {
            var script = broken(fault, body, half);
            if (script != null) {
                return script;
            }
        }
        return play("application/json", body.length, body, new End(0));
    }

    /** The answer with another content type, as U12 wants it. */
    Script labelled(String type) {
        byte[] body = body().getBytes(UTF_8);
        return play(type, body.length, body, new End(0));
    }

    private @Nullable Script broken(Fault fault, byte[] body, byte[] half) {
        String json = "application/json";
        return switch (fault.number()) {
            case 3 -> play(json, body.length, new byte[0], new Hang(0));
            case 5 -> play(json, body.length, half, new Reset(30));
            case 6 -> play(json, body.length, half, new Hang(0));
            case 7 -> drip(body, fault.variant().isEmpty() ? 1000 : Long.parseLong(fault.variant()));
            case 13 -> play(json, half.length, half, new End(0));
            case 16, 17 -> play(json, body.length, half, new Close(0));
            case 18 -> Script.answer(200, json, Map.of(), Errors.envelope(fault.variant()));
            case 22 ->
                play(
                        json,
                        body.length,
                        (new String(body, UTF_8) + "\r\ntrailing nonsense").getBytes(UTF_8),
                        new End(0));
            default -> null;
        };
    }

    private Script play(String type, int promised, byte[] bytes, Step ending) {
        var tape = head(type, promised);
        tape.add(0, bytes, ending instanceof End ? text.length() : 0);
        return tape.ending(ending, text);
    }

    private Script drip(byte[] body, long millis) {
        var tape = head("application/json", body.length);
        for (int i = 0; i < body.length; i++) {
            tape.add(millis, new byte[] {body[i]}, i == body.length - 1 ? text.length() : 0);
        }
        return tape.ending(new End(0), text);
    }

    /** The head at its time, and after it the empty lines with which some providers say that they still work. */
    private Tape head(String type, int promised) {
        int blanks = Math.toIntExact(behaviour.number(Knob.BLANK));
        var tape = new Tape(Tape.head(200, type, Map.of("content-length", Integer.toString(promised + blanks))));
        if (blanks > 0) {
            tape.headAlone(0);
        }
        for (int i = 0; i < blanks; i++) {
            tape.add(10, new byte[] {'\n'}, 0);
        }
        tape.add(Math.max(0, behaviour.millis(Knob.FIRST) - 10L * blanks), new byte[0], 0);
        return tape;
    }

    private String body() {
        var faults = behaviour.faults();
        if (faults.stream().anyMatch(fault -> fault.is(15))) {
            return wire.whole("{\"role\":\"assistant\",\"content\":\"" + "x".repeat(10 << 20) + "\"}", wire.finish());
        }
        for (var fault : faults) {
            if (fault.is(20, "refusal")) {
                return wire.whole(
                        "{\"role\":\"assistant\",\"content\":null,\"refusal\":\"I cannot help with that.\"}",
                        "\"stop\"");
            }
            if (fault.is(20)) {
                String reason = fault.variant().equals("sensitive") ? "\"sensitive\"" : "\"content_filter\"";
                return wire.whole("{\"role\":\"assistant\",\"content\":" + Wire.quote(text) + "}", reason);
            }
        }
        return wire.whole(message(), wire.finish());
    }

    private String message() {
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
        members.add("\"content\":" + Wire.quote(content));
        return "{" + String.join(",", members) + "}";
    }
}
