package raconteur.realtime;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Locale;
import raconteur.platform.Code;

/** Counts sockets, and what of them was not listened to. */
@Singleton
final class SocketMeters {
    private final MeterRegistry registry;

    SocketMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(Sockets sockets) {
        Gauge.builder("raconteur.sockets", sockets, Sockets::count)
                .description("event sockets that are open")
                .register(registry);
        Gauge.builder("raconteur.sockets.signed.in", sockets, Sockets::signedIn)
                .description("event sockets that are somebody's")
                .register(registry);
    }

    /** A message was not listened to. */
    void refused(Code code) {
        registry.counter("raconteur.socket.faults", "code", code.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A socket was closed by us. */
    void closed(int code) {
        registry.counter("raconteur.socket.closed", "code", Integer.toString(code))
                .increment();
    }
}
