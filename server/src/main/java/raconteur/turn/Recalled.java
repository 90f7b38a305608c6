package raconteur.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** A turn whose events are no longer kept: all it said stands in one event, and its end follows. */
record Recalled(ObjectMapper json, StoredTurns.Row row, List<TurnEvent.Spoken> spoken) implements Turns.Following {
    @Override
    public void begin(Reader reader) {
        var last = row.lastEvent();
        var everything = new TurnEvent.Resync(last - 1, row.state(), spoken);
        reader.take(EventLog.frame(json, last - 1, everything));
        reader.take(EventLog.frame(json, last, new TurnEvent.Done(row.id(), row.state())));
        reader.end();
    }

    @Override
    public void leave(Reader reader) {
        // everything was told at once
    }
}
