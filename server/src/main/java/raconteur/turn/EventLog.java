package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbered events of one turn and those who read them. Text is kept once; a delta is kept as the stretch of it that
 * it added. A reader that cannot take more is left behind and catches up by itself; one too far behind gets everything
 * as one {@code resync}. Thread-safe.
 */
final class EventLog {
    /** What is kept of an event: either its JSON, or the stretch of a message's text that it added. */
    private sealed interface Kept {
        record Whole(String name, String json) implements Kept {}

        record Stretch(MessageId message, boolean isReasoning, int from, int to) implements Kept {}
    }

    private static final class Voice {
        final StringBuilder text = new StringBuilder();
        final StringBuilder reasoning = new StringBuilder();
    }

    private static final class Place {
        final Reader reader;
        long told;
        boolean waiting;

        Place(Reader reader, long told) {
            this.reader = reader;
            this.told = told;
        }
    }

    private final ObjectMapper json;
    private final long backlog;
    private final List<Kept> events = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<MessageId, Voice> voices = new LinkedHashMap<>();
    private long weight;
    private long[] weights = new long[64];
    private TurnState state = TurnState.ADMITTED;
    private boolean over;

    /** @param backlog bytes a reader may be behind */
    EventLog(ObjectMapper json, long backlog) {
        this.json = json;
        this.backlog = backlog;
    }

    /** Adds an event and tells everybody who keeps up. Nothing follows a {@link TurnEvent.Done}. */
    synchronized void append(TurnEvent event) {
        if (over) {
            return;
        }
        var seq = events.size() + 1L;
        var frame = new Frame(seq, event.name(), encode(event));
        events.add(keep(event, frame));
        weigh(frame.json().length());
        switch (event) {
            case TurnEvent.Turn turn -> state = turn.state();
            case TurnEvent.Done done -> {
                state = done.state();
                over = true;
            }
            default -> {}
        }
        for (var place : List.copyOf(places)) {
            if (place.told == seq - 1 && !place.waiting) {
                tell(place, frame);
            }
        }
    }

    private Kept keep(TurnEvent event, Frame frame) {
        if (event instanceof TurnEvent.Delta(var message, var isReasoning, var text)) {
            var voice = voices.computeIfAbsent(message, _ -> new Voice());
            var whole = isReasoning ? voice.reasoning : voice.text;
            var from = whole.length();
            whole.append(text);
            return new Kept.Stretch(message, isReasoning, from, whole.length());
        }
        return new Kept.Whole(frame.name(), frame.json());
    }

    private void weigh(int bytes) {
        weight += bytes + 48;
        if (events.size() >= weights.length) {
            weights = java.util.Arrays.copyOf(weights, weights.length * 2);
        }
        weights[events.size()] = weight;
    }

    /**
     * Lets a reader follow from the event after {@code after}. One that asks for a number that was never given gets
     * everything at once.
     */
    synchronized void follow(long after, Reader reader) {
        var place = new Place(reader, Math.min(after, events.size()));
        places.add(place);
        if (after > events.size()) {
            resync(place);
        }
        catchUp(place);
    }

    /** What readers are told from here on. */
    Turns.Following from(long after) {
        return new Turns.Following() {
            @Override
            public void begin(Reader reader) {
                follow(after, reader);
            }

            @Override
            public void leave(Reader reader) {
                EventLog.this.leave(reader);
            }
        };
    }

    /** Lets a reader go. */
    synchronized void leave(Reader reader) {
        places.removeIf(place -> place.reader.equals(reader));
    }

    private synchronized void resume(Place place) {
        place.waiting = false;
        if (places.contains(place)) {
            catchUp(place);
        }
    }

    private void catchUp(Place place) {
        if (weight - weights[(int) place.told] > backlog && place.told > 0) {
            resync(place);
        }
        while (!place.waiting && place.told < events.size()) {
            tell(place, frame(place.told + 1));
        }
        if (over && place.told >= events.size()) {
            finish(place);
        }
    }

    private void resync(Place place) {
        // the last event of an ended turn stays outside, so that the reader still sees the end
        var seq = over ? events.size() - 1L : events.size();
        place.told = seq;
        take(place, new Frame(seq, "resync", encode(new TurnEvent.Resync(seq, state, spoken()))));
    }

    private void tell(Place place, Frame frame) {
        place.told = frame.seq();
        take(place, frame);
        if (over && place.told >= events.size() && !place.waiting) {
            finish(place);
        }
    }

    private void take(Place place, Frame frame) {
        if (!place.reader.take(frame)) {
            place.waiting = true;
            place.reader.whenReady(() -> resume(place));
        }
    }

    private void finish(Place place) {
        if (places.remove(place)) {
            place.reader.end();
        }
    }

    private Frame frame(long seq) {
        return switch (events.get((int) seq - 1)) {
            case Kept.Whole(var name, var data) -> new Frame(seq, name, data);
            case Kept.Stretch(var message, var isReasoning, var from, var to) -> {
                var voice = voices.get(message);
                var text = voice == null ? "" : (isReasoning ? voice.reasoning : voice.text).substring(from, to);
                yield new Frame(seq, "delta", delta(message, isReasoning, text));
            }
        };
    }

    private String encode(TurnEvent event) {
        return encode(json, event);
    }

    /** An event under a number of one's own, for a turn whose log is gone. */
    static Frame frame(ObjectMapper json, long seq, TurnEvent event) {
        return new Frame(seq, event.name(), encode(json, event));
    }

    private static String encode(ObjectMapper json, TurnEvent event) {
        if (event instanceof TurnEvent.Delta(var message, var isReasoning, var text)) {
            return delta(message, isReasoning, text);
        }
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Written by hand: it is most of what a server sends. */
    private static String delta(MessageId message, boolean isReasoning, String text) {
        var line = new StringBuilder(72 + text.length());
        line.append("{\"message_id\":\"")
                .append(message)
                .append(isReasoning ? "\",\"reasoning\":\"" : "\",\"text\":\"");
        JsonStringEncoder.getInstance().quoteAsString(text, line);
        return line.append("\"}").toString();
    }

    /** Everything said so far, by message. */
    synchronized List<TurnEvent.Spoken> spoken() {
        return voices.entrySet().stream()
                .map(voice -> new TurnEvent.Spoken(
                        voice.getKey(),
                        voice.getValue().text.toString(),
                        voice.getValue().reasoning.toString()))
                .toList();
    }

    /** Text and thinking of a message past these places, and the number of the last event they belong to. */
    synchronized @Nullable Piece since(MessageId message, int text, int reasoning) {
        var voice = voices.get(message);
        if (voice == null || (voice.text.length() == text && voice.reasoning.length() == reasoning)) {
            return null;
        }
        return new Piece(events.size(), voice.text.substring(text), voice.reasoning.substring(reasoning));
    }

    /** Text that was added, up to and with an event. */
    record Piece(long lastEvent, String text, String reasoning) {}

    /** The number of the last event. */
    synchronized long last() {
        return events.size();
    }

    synchronized TurnState state() {
        return state;
    }

    /** About how many bytes this keeps in memory. */
    synchronized int weight() {
        var text = voices.values().stream()
                .mapToInt(voice -> voice.text.length() + voice.reasoning.length())
                .sum();
        return 512 + events.size() * 40 + text * 2;
    }
}
