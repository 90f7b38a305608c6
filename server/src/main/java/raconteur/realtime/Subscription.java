package raconteur.realtime;

import raconteur.turn.Frame;
import raconteur.turn.Reader;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;

/** One socket that follows one turn. */
final class Subscription implements Reader {
    private final Socket socket;
    private final TurnId turn;
    private final Turns.Following following;

    Subscription(Socket socket, TurnId turn, Turns.Following following) {
        this.socket = socket;
        this.turn = turn;
        this.following = following;
    }

    TurnId turn() {
        return turn;
    }

    void begin() {
        following.begin(this);
    }

    /** Lets go; the turn goes on. */
    void leave() {
        following.leave(this);
    }

    @Override
    public boolean take(Frame frame) {
        return socket.send(Replies.event(turn, frame));
    }

    @Override
    public void whenReady(Runnable more) {
        socket.whenReady(more);
    }

    @Override
    public void end() {
        socket.over(this);
    }
}
