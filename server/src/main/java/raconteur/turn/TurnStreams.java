package raconteur.turn;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.account.LoginEnds;
import raconteur.account.LoginId;
import raconteur.platform.Caller;
import raconteur.platform.http.EventStream;
import raconteur.platform.http.Seen;

/** Lets event streams follow turns. */
@Singleton
public final class TurnStreams {
    private final Turns turns;
    private final LoginEnds ends;

    TurnStreams(Turns turns, LoginEnds ends) {
        this.turns = turns;
        this.ends = ends;
    }

    /**
     * What tells a stream everything after an event; when its reader goes, the turn goes on. When the caller's login
     * ends, the stream breaks off: whoever comes back must sign in. Nothing when everything was told before.
     */
    public Optional<Consumer<EventStream>> follow(Caller caller, TurnId turn, long after) {
        return turns.follow(caller, turn, after).map(following -> stream -> {
            var reader = new StreamReader(stream);
            stream.whenOver(() -> following.leave(reader));
            if (caller.may(Caller.LOGIN)) {
                var watching = ends.watch(new LoginId(caller.credential()), _ -> stream.end());
                stream.whenOver(watching::close);
            }
            following.begin(reader);
        });
    }

    /** The number a reader has seen, from {@code Last-Event-ID} or {@code ?after=}; 0 when it names none. */
    public static long after(@Nullable String lastEventId, @Nullable String after) {
        return Seen.after(lastEventId, after);
    }
}
