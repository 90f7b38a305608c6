package raconteur.terminal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;

class TrustTest {
    private static final String PASSWORD = "not-a-secret";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SSLContext tls;

    @BeforeAll
    static void certify() throws Exception {
        tls = certified("localhost");
    }

    /** A server's certificate for that name, which nobody but the file of the same name vouches for. */
    private static SSLContext certified(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-keystore",
                store.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store.toString(),
                "-file",
                pem(name).toString());
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = new FileInputStream(store.toFile())) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var made = SSLContext.getInstance("TLS");
        made.init(managers.getKeyManagers(), null, null);
        return made;
    }

    private static Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private static void keytool(String... words) throws Exception {
        var command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.concat(Stream.of(words), Stream.of("-storepass", PASSWORD, "-storetype", "PKCS12")))
                .toList();
        assertThat(new ProcessBuilder(command).redirectErrorStream(true).start().waitFor())
                .isZero();
    }

    private Relay relay(Camp camp, Optional<Path> certificates) {
        var to = ServerAddress.parse(camp.base().toString(), false);
        var wish = new Relay.Wish(to, new ServerKey(Camp.KEY), "127.0.0.1:0", certificates, Optional.empty());
        return Relay.open(wish, InstantSource.system(), _ -> {});
    }

    @Test
    void aServerThatNobodyVouchesForHearsNothing() throws Exception {
        try (var camp = Camp.open(tls);
                var relay = relay(camp, Optional.empty())) {
            assertThat(relay.greeting()).contains("its certificate is not trusted");
            assertThat(new Game(relay.base())
                            .say("{\"player_input\":\"Hello\",\"wait_ms\":0}")
                            .state())
                    .isEqualTo("fallback");
            assertThat(camp.answered()).isZero();
        }
    }

    @Test
    void aServerThatTheFileVouchesForIsHeard() throws Exception {
        try (var camp = Camp.open(tls);
                var relay = relay(camp, Optional.of(pem("localhost")))) {
            assertThat(relay.greeting()).isEqualTo("The server takes the key.");
            assertThat(new Game(relay.base())
                            .say("{\"player_input\":\"Hello\"}")
                            .state())
                    .isEqualTo("done");
        }
    }

    @Test
    void aCertificateOfAnotherNameIsNotThisServers() throws Exception {
        var other = certified("elsewhere.example");
        try (var camp = Camp.open(other);
                var relay = relay(camp, Optional.of(pem("elsewhere.example")))) {
            assertThat(relay.greeting()).contains("its certificate is not trusted");
            assertThat(camp.answered()).isZero();
        }
    }

    @Test
    void aFileWithoutCertificatesIsSaidAtOnce() throws Exception {
        var empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        try (var camp = Camp.open(tls)) {
            assertThatThrownBy(() -> relay(camp, Optional.of(empty)).close())
                    .isInstanceOf(Stopped.class)
                    .hasMessageContaining("empty.pem");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://chat.example.org",
                "ftp://localhost",
                "localhost:8080",
                "https://key@host",
                "https://host?token=rk_x",
                "https://h ost"
            })
    void anAddressThatWouldShowTheKeyIsRefusedWithoutRepeatingIt(String address) {
        assertThatThrownBy(() -> ServerAddress.parse(address, false))
                .isInstanceOf(Stopped.class)
                .hasMessageNotContainingAny("rk_x", "key@")
                .extracting(one -> ((Stopped) one).code())
                .isEqualTo(2);
    }

    @Test
    void whoeverSaysSoMaySpeakPlainlyAndPathsAreKept() {
        assertThat(ServerAddress.parse("http://10.0.0.2:8080/", true)).hasToString("http://10.0.0.2:8080");
        assertThat(ServerAddress.parse("HTTPS://host/raconteur/", false).at("/interact?a=b"))
                .hasToString("https://host/raconteur/interact?a=b");
    }

    @Test
    void theRelayListensOnThisMachineOnly() {
        try (var camp = Camp.pitched()) {
            for (var listen : List.of("0.0.0.0:8787", "192.168.0.2:1", "example.org:80", "70000", "")) {
                var to = ServerAddress.parse(camp.base().toString(), false);
                var wish = new Relay.Wish(to, new ServerKey("rk"), listen, Optional.empty(), Optional.empty());

                assertThatThrownBy(() -> Relay.open(wish, InstantSource.system(), _ -> {})
                                .close())
                        .as(listen)
                        .isInstanceOf(Stopped.class);
            }
        }
    }

    @Test
    void aKeyIsNeverRepeated() {
        assertThat(new ServerKey("rk_secret")).hasToString("ServerKey");
        assertThatThrownBy(() -> new ServerKey("rk_secret\nx")).hasMessageNotContaining("secret");
    }

    @Test
    void theFilesOfAPageAreShownAndNothingElseIs() throws Exception {
        var outside = Files.writeString(folder.resolve("outside.txt"), "outside");
        var site = folder.resolve("site");
        Files.createDirectories(site.resolve("scripts"));
        Files.writeString(site.resolve("index.html"), "<p>camp</p>");
        Files.writeString(site.resolve("scripts/fire.js"), "burn()");
        Files.writeString(site.resolve(".hidden"), "hidden");
        Files.createSymbolicLink(site.resolve("link.txt"), outside);
        try (var camp = Camp.pitched()) {
            var to = ServerAddress.parse(camp.base().toString(), false);
            var wish = new Relay.Wish(to, new ServerKey(Camp.KEY), "0", Optional.empty(), Optional.of(site));
            try (var relay = Relay.open(wish, InstantSource.system(), _ -> {})) {
                var game = new Game(relay.base());

                assertThat(game.get("/").text()).isEqualTo("<p>camp</p>");
                assertThat(game.get("/scripts/fire.js").text()).isEqualTo("burn()");
                assertThat(game.get("/relay").text()).contains("Raconteur relay");
                for (var path : List.of(
                        "/.hidden",
                        "/link.txt",
                        "/%2e%2e/outside.txt",
                        "/scripts/..%2f..%2foutside.txt",
                        "/scripts",
                        "/nothing")) {
                    assertThat(game.get(path).status()).as(path).isEqualTo(404);
                }
            }
        }
    }
}
