package raconteur.realtime;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * What sockets may.
 *
 * @param heartbeat silence after which a socket is dead; zero for never
 * @param perAccount sockets of one account at once; 0 for any number
 * @param perAddress sockets of one address at once; 0 for any number
 * @param messages a socket may send per second; 0 for any number
 */
record SocketConfig(Duration heartbeat, int perAccount, int perAddress, int messages) {
    /** How long a socket may leave untaken what was sent to it. */
    static final Duration STALLED = Duration.ofSeconds(60);

    /** Turns that one socket may follow at once. */
    static final int MOST_FOLLOWED = 64;

    /** Messages that wait to be served; no more are read meanwhile. */
    static final int MOST_WAITING = 16;

    /** How often it is looked whether sockets still live. */
    Duration look() {
        return heartbeat.isZero()
                ? Duration.ofSeconds(1)
                : Duration.ofMillis(Math.clamp(heartbeat.toMillis() / 4, 20, 1000));
    }

    static final class Wiring {
        @Produces
        @Singleton
        SocketConfig config(Settings settings) {
            return new SocketConfig(
                    settings.duration(Setting.SESSION_HEARTBEAT),
                    settings.number(Setting.SOCKETS_PER_ACCOUNT),
                    settings.number(Setting.SOCKETS_PER_ADDRESS),
                    settings.number(Setting.SOCKET_MESSAGES));
        }
    }
}
