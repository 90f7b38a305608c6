package raconteur.turn;

import raconteur.platform.http.EventStream;

/** Reads a turn into an event stream. */
record StreamReader(EventStream stream) implements Reader {
    @Override
    public boolean take(Frame frame) {
        return stream.write(frame.text());
    }

    @Override
    public void whenReady(Runnable more) {
        stream.whenReady(more);
    }

    @Override
    public void end() {
        stream.end();
    }
}
