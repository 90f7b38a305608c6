package raconteur.source.egress;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.source.Site;

/** Abuse rows E01, E04, E05, E08, E09: what the client reaches, how far it follows, and what it puts up with. */
class EgressTest {
    private static final String OK = "HTTP/1.1 200 OK\nContent-Type: text/html";

    private final Site site = new Site();
    private final ManualTime time = new ManualTime();
    private final Egress egress = Kit.open(time, Kit.config(site), new SystemResolver());

    @AfterEach
    void close() {
        site.close();
    }

    private Refusal refused(String address) {
        return refused(egress, address);
    }

    private static Refusal refused(Egress client, String address) {
        var refusal = catchThrowableOfType(Refusal.class, () -> client.fetch(address, Want.PAGE));
        assertThat(refusal).as(address).isNotNull();
        return refusal;
    }

    @Test
    void aPageArrivesWithItsTypeAndPlace() throws InterruptedException {
        site.html("/wiki/%E6%B8%A9", "<p>温蒂");

        var fetched = egress.fetch(site.at("/wiki/温"), Want.PAGE);

        assertThat(fetched.text()).isEqualTo("<p>温蒂");
        assertThat(fetched.type()).isEqualTo("text/html");
        assertThat(fetched.address()).hasToString(site.at("/wiki/%E6%B8%A9"));
        assertThat(site.heads().getLast())
                .contains("User-Agent: Raconteur/test (self-hosted)", "Host: 127.0.0.1:" + site.port())
                .doesNotContainIgnoringCase("cookie", "authorization", "referer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:7f00:1]",
                "[::7f00:1]",
                "localhost",
                "①②⑦.⓪.⓪.①",
                "127.0.0.1.",
                "169.254.169.254",
                "10.0.0.1"
            })
    void nothingOfThisMachineIsReached(String host) {
        var guarded = Kit.open(time, Kit.config(), new SystemResolver());

        assertThat(refused(guarded, "http://" + host + ":" + site.port() + "/").code())
                .isEqualTo(Code.ADDRESS_REFUSED);
        assertThat(refused(guarded, "http://" + host + "/").code()).isEqualTo(Code.ADDRESS_REFUSED);
        assertThat(site.asked()).isEmpty();
    }

    @Test
    void anExemptPortOpensNoOther() {
        try (var other = new Site()) {
            other.html("/", "secret");

            assertThat(refused(other.at("/")).code()).isEqualTo(Code.ADDRESS_REFUSED);
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void aNameWithOnePrivateAddressIsRefusedLikeOneWithout() {
        var mixed = Kit.open(time, Kit.config(), Kit.says("8.8.8.8", "127.0.0.1"));
        var unknown = Kit.open(time, Kit.config(), (host, patience) -> {
            throw new IOException("no such name");
        });

        var one = refused(mixed, "http://mixed.example.org/");
        var other = refused(unknown, "http://unknown.example.org/");

        assertThat(one.code()).isEqualTo(Code.ADDRESS_REFUSED);
        assertThat(other.detail()).as("the same words").isEqualTo(one.detail());
    }

    @Test
    void aNameServerThatChangesItsMindIsNotAskedTwice() throws InterruptedException {
        var answers = new AtomicInteger();
        var config = new EgressConfig(
                "test", List.of("wiki.test"), false, Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);
        site.html("/", "the right one");
        var flipping = Kit.open(
                time,
                config,
                (host, patience) -> Kit.says(answers.getAndIncrement() % 2 == 0 ? "127.0.0.1" : "127.0.0.2")
                        .addresses(host, patience));
        try (var wrong = new Site("127.0.0.2", site.port())) {
            for (var i = 0; i < 100; i++) {
                answers.set(0);
                flipping.fetch("http://wiki.test:" + site.port() + "/", Want.PAGE);
            }

            assertThat(answers).hasValue(1);
            assertThat(wrong.asked()).isEmpty();
            assertThat(site.asked()).hasSize(100);
        }
    }

    @Test
    void everyAnswerOfAFlippingNameServerIsChecked() throws InterruptedException {
        var asked = new AtomicInteger();
        var guard = new Guard(
                Kit.config(),
                (host, patience) -> Kit.says(asked.getAndIncrement() % 2 == 0 ? "8.8.8.8" : "127.0.0.1")
                        .addresses(host, patience));
        var place = Place.parse("http://rebinding.example.org/");
        var refusals = 0;
        for (var i = 0; i < 100; i++) {
            try {
                assertThat(guard.addresses(place, Duration.ofSeconds(1))).allMatch(Addresses::isPublic);
            } catch (Refusal _) {
                refusals++;
            }
        }

        assertThat(refusals).isEqualTo(50);
    }

    @Test
    void redirectsAreFollowedThreeTimes() throws InterruptedException {
        site.redirect("/1", "/2")
                .redirect("/2", "3")
                .redirect("/3", site.at("/四"))
                .html("/%E5%9B%9B", "here");
        site.redirect("/0", "/1");

        assertThat(egress.fetch(site.at("/1"), Want.PAGE).text()).isEqualTo("here");
        assertThat(refused(site.at("/0")).code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
    }

    @Test
    void aRedirectLeadsToNoPlaceThatIsRefused() {
        try (var hidden = new Site()) {
            hidden.html("/", "secret");
            site.redirect("/private", hidden.at("/")).redirect("/file", "file:///etc/passwd");
            site.redirect("/metadata", "http://169.254.169.254/latest/").redirect("/loop", "/loop");
            site.redirect("/user", "http://a:b@127.0.0.1:" + site.port() + "/");

            for (var path : List.of("/private", "/file", "/metadata", "/user")) {
                assertThat(refused(site.at(path)).code()).as(path).isEqualTo(Code.ADDRESS_REFUSED);
            }
            assertThat(refused(site.at("/loop")).code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
            assertThat(hidden.asked()).isEmpty();
        }
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        var large = new byte[(1 << 20) + 1];
        site.page("/length", "text/html", large).raw("/close", OK, large);
        site.raw("/chunks", OK + "\nTransfer-Encoding: chunked", "200000\r\n".getBytes(US_ASCII));
        site.raw("/bomb", OK + "\nContent-Encoding: gzip", gzip(new byte[64 << 20]));
        site.raw("/claim", OK + "\nContent-Length: 10737418240", new byte[0]);
        site.answers("/headers", out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("X-More: and more\r\n".getBytes(US_ASCII));
            }
        });
        site.answers("/endless", out -> {
            out.write((OK.replace("\n", "\r\n") + "\r\n\r\n").getBytes(US_ASCII));
            while (true) {
                out.write(large);
            }
        });

        site.answers("/header", out -> {
            out.write("HTTP/1.1 200 OK\r\nX-More: ".getBytes(US_ASCII));
            while (true) {
                out.write(large);
            }
        });

        for (var path : List.of("/length", "/close", "/chunks", "/bomb", "/claim", "/endless", "/header")) {
            assertThat(refused(site.at(path)).code()).as(path).isEqualTo(Code.SOURCE_TOO_LARGE);
        }
        assertThat(refused(site.at("/headers")).code()).isIn(Code.SOURCE_TOO_LARGE, Code.SOURCE_UNAVAILABLE);
    }

    @Test
    void aDripEndsWithTheTimeForAll() {
        var config = new EgressConfig(
                "test", List.of("127.0.0.1"), false, Duration.ofMillis(300), Duration.ofSeconds(10), 1 << 20);
        var hurried = Kit.open(time, config, new SystemResolver());
        var drops = new CountDownLatch(1);
        site.answers("/drip", out -> {
            out.write((OK.replace("\n", "\r\n") + "\r\n\r\n").getBytes(US_ASCII));
            while (!drops.await(20, MILLISECONDS)) {
                out.write('.');
                out.flush();
            }
        });
        site.answers("/silent", out -> drops.await());

        assertThat(refused(hurried, site.at("/drip")).detail().en()).contains("in time");
        assertThat(refused(hurried, site.at("/silent")).detail().en()).contains("in time");
        drops.countDown();
    }

    @Test
    void whatBreaksOffOrIsNoHttpIsNotAPage() {
        site.raw("/short", OK + "\nContent-Length: 10", "short".getBytes(US_ASCII));
        site.raw("/chunk", OK + "\nTransfer-Encoding: chunked", "5\r\nab".getBytes(US_ASCII));
        site.raw("/nonsense", "SSH-2.0-OpenSSH", new byte[0]);
        site.raw("/both", OK + "\nContent-Length: 1\nContent-Length: 2", "ab".getBytes(US_ASCII));
        site.raw("/brotli", OK + "\nContent-Encoding: br", "x".getBytes(US_ASCII));
        site.raw("/gzip", OK + "\nContent-Encoding: gzip", "no gzip".getBytes(US_ASCII));

        for (var path : List.of("/short", "/chunk", "/nonsense", "/both", "/brotli", "/gzip")) {
            assertThat(refused(site.at(path)).code()).as(path).isEqualTo(Code.SOURCE_UNAVAILABLE);
        }
    }

    @Test
    void chunksAndGzipArePutTogether() throws InterruptedException {
        var packed = gzip("温蒂".getBytes(UTF_8));
        site.answers("/", out -> {
            out.write((OK + "; charset=utf-8\nTransfer-Encoding: chunked\nContent-Encoding: gzip\n\n")
                    .replace("\n", "\r\n")
                    .getBytes(US_ASCII));
            for (var each : packed) {
                out.write(new byte[] {'1', ';', 'x', '\r', '\n', each, '\r', '\n'});
            }
            out.write("0\r\n\r\n".getBytes(US_ASCII));
        });

        assertThat(egress.fetch(site.at("/"), Want.PAGE).text()).isEqualTo("温蒂");
    }

    @Test
    void onlyKindsThatAreReadAreTaken() throws InterruptedException {
        site.page("/zip", "application/zip", new byte[4]).page("/none", "", new byte[4]);
        site.page("/json", "Application/JSON; charset=utf-8", "{}".getBytes(US_ASCII));
        site.page("/svg", "image/svg+xml", new byte[4]);

        assertThat(refused(site.at("/zip")).code()).isEqualTo(Code.SOURCE_UNREADABLE);
        assertThat(refused(site.at("/none")).code()).isEqualTo(Code.SOURCE_UNREADABLE);
        assertThat(egress.fetch(site.at("/json"), Want.JSON).text()).isEqualTo("{}");
        assertThatThrownBy(() -> egress.fetch(site.at("/svg"), Want.IMAGE)).isInstanceOf(Refusal.class);
    }

    @Test
    void aSiteThatAsksToWaitIsLeftAlone() throws InterruptedException {
        site.html("/", "fine").status("/busy", 429, "\nRetry-After: 60");
        site.status("/later", 503, "\nRetry-After: Sun, 01 Mar 2026 12:05:00 GMT");

        assertThat(refused(site.at("/busy")).retryAfter()).isEqualTo(Duration.ofSeconds(60));
        var asked = site.asked().size();
        time.pass(Duration.ofSeconds(20));
        var second = refused(site.at("/"));

        assertThat(second.code()).isEqualTo(Code.SOURCE_BUSY);
        assertThat(second.retryAfter()).isEqualTo(Duration.ofSeconds(40));
        assertThat(site.asked()).as("not asked again").hasSize(asked);
        time.pass(Duration.ofSeconds(40));
        assertThat(egress.fetch(site.at("/"), Want.PAGE).text()).isEqualTo("fine");
        assertThat(refused(site.at("/later")).retryAfter()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void errorsAreSaidAsWhatTheyMean() {
        site.status("/gone", 410, "").status("/shut", 403, "").status("/broken", 500, "");

        assertThat(refused(site.at("/nowhere")).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refused(site.at("/gone")).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refused(site.at("/shut")).code()).isEqualTo(Code.SOURCE_CLOSED);
        assertThat(refused(site.at("/broken")).code()).isEqualTo(Code.SOURCE_UNAVAILABLE);
    }

    @Test
    void whatProgramsMayNotReadIsNotRead() throws InterruptedException {
        site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private\n".getBytes(US_ASCII));
        site.html("/private/page", "secret").html("/open", "open");
        site.redirect("/way", "/private/page");

        assertThat(refused(site.at("/private/page")).code()).isEqualTo(Code.SOURCE_CLOSED);
        assertThat(refused(site.at("/way")).code()).isEqualTo(Code.SOURCE_CLOSED);
        assertThat(egress.fetch(site.at("/open"), Want.PAGE).text()).isEqualTo("open");
        assertThat(site.asked()).containsOnlyOnce("/robots.txt").doesNotContain("/private/page");
    }

    @Test
    void oneSiteIsAskedOneThingAtATime() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var met = new CountDownLatch(1);
        site.answers("/one", out -> {
            if (most.accumulateAndGet(inside.incrementAndGet(), Math::max) > 1) {
                met.countDown();
            }
            met.await(20, MILLISECONDS); // whoever may come in besides has the time to
            inside.decrementAndGet();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx".getBytes(US_ASCII));
        });
        var guests = new CompletableFuture<?>[10];
        for (var i = 0; i < guests.length; i++) {
            guests[i] = CompletableFuture.runAsync(
                    () -> {
                        try {
                            egress.fetch(site.at("/one"), Want.PAGE);
                        } catch (InterruptedException impossible) {
                            throw new IllegalStateException(impossible);
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }
        CompletableFuture.allOf(guests).get();

        assertThat(most).hasValue(1);
    }

    @Test
    void anInterruptEndsAFetch() throws Exception {
        var never = new CountDownLatch(1);
        site.answers("/robots.txt", out -> never.await());
        var ended = new CompletableFuture<Throwable>();
        var guest = Thread.ofVirtual().start(() -> {
            try {
                egress.fetch(site.at("/"), Want.PAGE);
            } catch (InterruptedException | Refusal end) {
                ended.complete(end);
            }
        });
        site.awaitRequest();
        guest.interrupt();

        assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        never.countDown();
    }

    private static byte[] gzip(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
