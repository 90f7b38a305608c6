package raconteur.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Settings;

class PeersTest {
    @Test
    void aProgramOnThisMachineIsHere() {
        assertThat(peers("").of("127.0.0.1", headers()).isHere()).isTrue();
        assertThat(peers("").of("0:0:0:0:0:0:0:1", headers()).isHere()).isTrue();
        assertThat(peers("127.0.0.1").of("127.0.0.1", headers()).isHere()).isTrue();
        assertThat(peers("").of("192.168.1.5", headers()).isHere()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "x-forwarded-host", "Forwarded", "X-Real-IP", "Via", "CF-Connecting-IP"})
    void whatAProxyOnThisMachineForwardsIsNotHere(String header) {
        assertThat(peers("").of("127.0.0.1", headers(header, "127.0.0.1")).isHere())
                .isFalse();
    }

    @Test
    void whatAStrangerSaysAboutForwardingDoesNotChangeItsAddress() {
        var peer = peers("").of("203.0.113.9", headers("X-Forwarded-For", "127.0.0.1", "Forwarded", "for=127.0.0.1"));

        assertThat(peer.address()).isEqualTo("203.0.113.9");
        assertThat(peer.isHere()).isFalse();
    }

    @Test
    void behindATrustedProxyTheLastAddressItDidNotMakeCounts() {
        var peers = peers("10.0.0.0/8, 127.0.0.1");

        assertThat(peers.of("127.0.0.1", headers("X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.2.3.4")))
                .isEqualTo(new Peers.Peer("203.0.113.9", false));
        assertThat(peers.of("10.2.3.4", headers("X-Forwarded-For", "127.0.0.1")))
                .isEqualTo(new Peers.Peer("127.0.0.1", false));
        assertThat(peers.of("10.2.3.4", headers("X-Forwarded-For", "unknown")).address())
                .isEqualTo("10.2.3.4");
        assertThat(peers.of("11.2.3.4", headers("X-Forwarded-For", "1.1.1.1")).address())
                .isEqualTo("11.2.3.4");
    }

    @Test
    void oneSubscribersAddressesAreOne() {
        var peers = peers("");

        assertThat(peers.of("2001:db8:1:2:3:4:5:6", headers()).address())
                .isEqualTo(peers.of("2001:db8:1:2:ffff::1", headers()).address())
                .isNotEqualTo(peers.of("2001:db8:1:3::1", headers()).address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/129"})
    void aProxyThatIsNoAddressStopsTheStart(String entry) {
        assertThatThrownBy(() -> peers(entry))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining(entry);
    }

    private static Peers peers(String trusted) {
        return new Peers(Settings.read(Path.of("/nowhere"), Map.of("RACONTEUR_TRUSTED_PROXIES", trusted), List.of()));
    }

    private static MultiMap headers(String... namesAndValues) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            headers.add(namesAndValues[at], namesAndValues[at + 1]);
        }
        return headers;
    }
}
