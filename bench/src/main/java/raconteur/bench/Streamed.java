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
import raconteur.bench.Speech.Frame;

/** Composes an answer as a stream, with the faults that strike in the middle of it. */
final class Streamed {
    /** So that a reader has taken what was sent before the connection goes. */
    private static final long BEFORE_RESET = 30;

    private static final int MEGABYTES = 10 << 20;

    private final Behaviour behaviour;
    private final Speech speech;
    private final List<String> words;
    private final Pieces pieces;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Step ending;
    private long wait;

    Streamed(Behaviour behaviour, Speech speech, List<String> words) {
        this.behaviour = behaviour;
        this.speech = speech;
        this.words = words;
        this.pieces = new Pieces(behaviour, speech.lines());
        this.wait = behaviour.millis(Knob.FIRST);
    }

    Script compose() {
        silentStart();
        if (ending == null) {
            events(speech.opening());
            for (var thought : speech.thoughts()) {
                events(thought);
                wait = behaviour.millis(Knob.EVERY);
            }
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
            events(speech.finish());
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
        return Composer.head(speech.type(), headers);
    }

    private void silentStart() {
        for (var fault : behaviour.faults()) {
            if (fault.is(3, "head")) {
                ending = new Hang(0);
            } else if (fault.is(3, "comments")) {
                ending = keptAlive();
            }
        }
    }

    private Flood keptAlive() {
        return new Flood(0, 100, pieces.framed(pieces.frame(speech.keepAlive()).getBytes(UTF_8)));
    }

    private void say(int index) {
        long every = behaviour.number(Knob.COMMENTS);
        if (every > 0 && index % every == 0) {
            event(speech.keepAlive());
        }
        text.append(words.get(index));
        events(speech.word(words.get(index), index == words.size() - 1));
    }

    private void events(List<Frame> frames) {
        frames.forEach(this::event);
    }

    private void event(Frame frame) {
        pieces.event(wait, frame, text.length());
        wait = 0;
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
            case 6 -> ending = fault.variant().equals("comments") ? keptAlive() : new Hang(0);
            case 7 -> pieces.drip(fault.variant().isEmpty() ? 1000 : Long.parseLong(fault.variant()));
            case 13 -> malformed(fault.variant().isEmpty() ? 1 : Integer.parseInt(fault.variant()));
            case 15 -> huge(fault.variant());
            case 17 -> ending = fault.variant().equals("cut") ? new Close(0) : new End(0);
            case 18 -> {
                event(speech.error(fault.variant()));
                ending = new End(0);
            }
            case 20 -> {
                events(speech.filtered(fault.variant()));
                conclude();
                ending = ending == null ? new End(0) : ending;
            }
            case 21 -> events(speech.oddities(fault.variant()));
            default -> {}
        }
    }

    private void malformed(int chunks) {
        for (int i = 0; i < chunks; i++) {
            var good = speech.stray("lost");
            event(Frame.named(good.name(), good.json().substring(0, good.json().length() - 6)));
        }
    }

    /** U15: ten megabytes in one event, or a line that never ends. */
    private void huge(String form) {
        if (form.equals("line")) {
            String begun = pieces.frame(speech.stray("x"));
            pieces.add(wait, begun.substring(0, begun.lastIndexOf('x')), text.length());
            ending = new Flood(0, 0, pieces.framed("x".repeat(1 << 16).getBytes(UTF_8)));
            return;
        }
        String whole = pieces.frame(speech.stray("x".repeat(MEGABYTES)));
        for (byte[] slice : Composer.slices(whole, 1 << 16)) {
            pieces.add(wait, slice, text.length());
            wait = 0;
        }
    }

    private void conclude() {
        for (var fault : behaviour.faults()) {
            if (fault.is(16)) {
                ending = fault.variant().equals("cut") ? new Close(0) : new End(0);
                return;
            }
        }
        events(speech.end());
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
                event(speech.stray("after the end"));
                event(Frame.exact(speech.lines() ? "{nonsense\n:::\n" : "data: {nonsense\n\n:::\n"));
            }
        }
    }
}
