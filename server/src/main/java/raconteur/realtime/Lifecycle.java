package raconteur.realtime;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import raconteur.conversation.Changes;
import raconteur.platform.Draining;
import raconteur.platform.Ticker;
import raconteur.turn.Turns;

/** Has sockets hear what happens, and looked after. */
final class Lifecycle {
    void begin(
            @Observes StartupEvent event,
            Turns turns,
            Changes changes,
            News news,
            Sockets sockets,
            Watch watch,
            SocketMeters meters,
            Draining draining,
            Ticker ticker) {
        turns.listen(news);
        changes.listen(news);
        meters.watch(sockets);
        watch.begin(ticker);
        draining.register(sockets::drain);
    }
}
