package raconteur.source.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.source.Site;

/** Abuse rows E04 and E05 where they concern TLS: the name that was asked for is the name that must prove itself. */
class SecureEgressTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static Site site;
    private static Egress egress;

    /** A site whose certificate is made out to wiki.test, and a client that believes it. */
    @BeforeAll
    static void open() throws IOException, GeneralSecurityException, InterruptedException {
        var context = context();
        site = new Site(context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        var config = new EgressConfig(
                "test",
                List.of("wiki.test", "other.test"),
                false,
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                1 << 20);
        egress = Kit.open(new ManualTime(), config, Kit.says("127.0.0.1"), context.getSocketFactory());
    }

    private static SSLContext context() throws IOException, GeneralSecurityException, InterruptedException {
        var file = folder.resolve("keys");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "wiki",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=wiki.test",
                        "-ext",
                        "san=dns:wiki.test",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static String at(String host, String target) {
        return "https://" + host + ":" + site.port() + target;
    }

    @Test
    void aSiteIsBelievedByItsName() throws InterruptedException {
        site.html("/page", "<p>温蒂");

        var fetched = egress.fetch(at("wiki.test", "/page"), Want.PAGE);

        assertThat(fetched.text()).isEqualTo("<p>温蒂");
        assertThat(fetched.address()).hasToString(at("wiki.test", "/page"));
    }

    @Test
    void whoHasACertificateOfAnotherIsToldNothing() {
        assertThatThrownBy(() -> egress.fetch(at("other.test", "/other"), Want.PAGE))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.SOURCE_UNAVAILABLE));
        assertThat(site.asked()).doesNotContain("/other");
    }

    @Test
    void noRedirectLeadsFromASafeConnectionToAnOpenOne() {
        try (var open = new Site()) {
            open.html("/", "whatever somebody on the way wrote");
            site.redirect("/down", "http://wiki.test:" + open.port() + "/");

            assertThatThrownBy(() -> egress.fetch(at("wiki.test", "/down"), Want.PAGE))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.ADDRESS_REFUSED));
            assertThat(open.asked()).isEmpty();
        }
    }
}
