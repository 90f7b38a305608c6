package raconteur.scenarios.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.ServerProcess;

/** What the edge makes of requests that no honest client sends, byte by byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class EdgeTest {
    private static final String JSON = "Host: localhost\nContent-Type: application/json\n";

    private static final String PLAY = "https://play.example.org";

    private ServerProcess server;
    private Wire wire;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = Packaged.start(
                folder,
                Map.of(
                        "RACONTEUR_ALLOWED_HOSTS",
                        "chat.example.org",
                        "RACONTEUR_CORS_ORIGINS",
                        PLAY + ",http://[::1]:99"));
        wire = new Wire(server.port());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void healthAnswersExactlyThis() throws IOException {
        var answer = wire.ask("GET /health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"code\":0,\"message\":\"success\",\"data\":{\"status\":\"ok\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/livez", "/readyz", "/version", "/openapi.json", "/docs", "/docs/docs.js", "/docs/docs.css"})
    void everybodyMaySee(String path) throws IOException {
        assertThat(wire.ask("GET " + path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "chat.example.org", "localhost:1"})
    void itAnswersToItsOwnNames(String host) throws IOException {
        assertThat(wire.say(Wire.head("GET /health", "Host: " + host)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "chat.example.org.evil.example", "10.0.0.1"})
    void itAnswersToNoOtherName(String host) throws IOException {
        assertThat(wire.say(Wire.head("GET /health", "Host: " + host)).status()).isEqualTo(421);
    }

    @Test
    void aRequestNamesOneHostAndOneOnly() throws IOException {
        assertThat(wire.say(Wire.head("GET /health", "Host: localhost\nHost: evil.example"))
                        .status())
                .isEqualTo(400);
        assertThat(wire.say(Wire.head("GET http://evil.example/health", "Host: localhost"))
                        .status())
                .isEqualTo(400);
        assertThat(wire.say("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics;x",
                "/metrics%2f",
                "//metrics",
                "/api/..;/metrics",
                "/api/../metrics",
                "/api/%2e%2e/metrics",
                "/api%5cme",
                "/api/me%00",
                "/api/me%3b"
            })
    void anAddressThatTwoReadersCouldReadTwoWaysIsRefused(String path) throws IOException {
        var answer = wire.ask("GET " + path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void whatIsNotThereIsAProblemAndNoPage() throws IOException {
        assertThat(wire.ask("GET /nothing").status()).isEqualTo(404);
        assertThat(wire.ask("GET /api/nothing", "Accept: text/html").status()).isEqualTo(404);
        assertThat(wire.ask("GET /q/metrics").status()).isEqualTo(404);
        assertThat(wire.ask("GET /q/dev-ui").status()).isEqualTo(404);
        assertThat(wire.ask("GET /META-INF/MANIFEST.MF").status()).isEqualTo(404);
    }

    @Test
    void countsAreForThisMachineOnly() throws IOException {
        assertThat(wire.ask("GET /metrics").status()).isEqualTo(200);
        assertThat(wire.ask("GET /metrics", "X-Forwarded-For: 192.0.2.1").status())
                .isEqualTo(403);
        assertThat(wire.ask("GET /metrics", "Forwarded: for=192.0.2.1").status())
                .isEqualTo(403);
        assertThat(wire.ask("GET /metrics/", "X-Forwarded-For: 192.0.2.1").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /health, 'GET, HEAD'", "GET, /api/login, POST", "FOO, /api/login, POST"})
    void aMethodThatIsNotTakenIsToldWhichAre(String method, String path, String allowed) throws IOException {
        var answer = wire.ask(method + " " + path);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue(allowed);
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        var answer = wire.say(Wire.head("POST /api/login", JSON + "Content-Length: 1048577"));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aBodyThatDoesNotSayHowLargeItIsEndsAtTheSameLimit() throws IOException {
        var answer = wire.say(Wire.head("POST /api/login", JSON + "Transfer-Encoding: chunked")
                + piece("x".repeat(100_000)).repeat(11)
                + piece(""));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("BODY_TOO_LARGE");
    }

    @Test
    void aBodyInPiecesIsReadLikeAnyOther() throws IOException {
        var answer = wire.say(Wire.head("POST /api/login", JSON + "Transfer-Encoding: chunked")
                + piece("{\"username\":\"ada")
                + piece("\",\"password\":\"wrong-password\"}")
                + piece(""));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("BAD_CREDENTIALS");
    }

    private static String piece(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: abc",
                "Content-Length: -5",
                "Content-Length: 5\nContent-Length: 6",
                "Content-Length: 5\nTransfer-Encoding: chunked"
            })
    void aLengthThatCannotBeTrustedIsRefused(String lengths) throws IOException {
        assertThat(wire.say(Wire.head("POST /api/login", JSON + lengths) + "0\r\n\r\n")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Type: text/plain', 415",
        "'Content-Type: application/x-www-form-urlencoded', 415",
        "'Content-Type: application/json\nContent-Encoding: gzip', 415",
        "'X-None: 1', 415"
    })
    void aBodyOfAnotherKindIsRefused(String lines, int status) throws IOException {
        var answer = wire.say(Wire.head("POST /api/login", "Host: localhost\nContent-Length: 2\n" + lines) + "{}");

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"username\":\"a\\u0000\",\"password\":\"x\"}",
                "{\"username\":\"\\ud800\",\"password\":\"x\"}",
                "{\"username\":\"\u00ff\u00fe\",\"password\":\"x\"}",
                "{\"username\":\"ada\",\"password\":\"x\"} trailing"
            })
    void aBodyThatCannotBeReadIsMalformed(String body) throws IOException {
        var answer = wire.say(Wire.head("POST /api/login", JSON + "Content-Length: " + body.length()) + body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("MALFORMED");
    }

    @Test
    void aBodyThatNestsTooDeepIsMalformed() throws IOException {
        var body = "{\"x\":" + "[".repeat(65) + "]".repeat(65) + "}";

        assertThat(wire.say(Wire.head("POST /api/login", JSON + "Content-Length: " + body.length()) + body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void headsAndAddressesThatAreTooLongAreRefused() throws IOException {
        assertThat(wire.ask("GET /health", "X-Long: " + "a".repeat(20_000)).status())
                .isEqualTo(431);
        assertThat(wire.ask("GET /" + "a".repeat(9_000)).status()).isEqualTo(414);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://localhost",
                "http://localhost:1",
                "https://evil.example.com",
                "https://chat.example.org",
                "https://chat.example.org.evil.test",
                "https://evilchat.example.org",
                "https://chat.example.org:8443",
                "file://",
                "chrome-extension://abcdefghijklmnop",
                "*",
                "https://chat.example.org, https://evil.test",
                "http://play.example.org",
                "https://play.example.org.evil.test",
                "https://play.example.org/",
                "https://PLAY.example.org",
                "https://play.example.org:443"
            })
    void noOtherOriginMayReadWhatIsAnswered(String origin) throws IOException {
        for (var line :
                List.of("GET /version", "GET /api/me", "OPTIONS /api/login", "OPTIONS /invoke", "POST /invoke")) {
            var answer = wire.ask(line, "Origin: " + origin, "Access-Control-Request-Method: POST");

            assertThat(answer.head())
                    .as(line)
                    .noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAY, "http://[::1]:99"})
    void anOriginThatIsNamedMayCallForStoriesAndForNothingElse(String origin) throws IOException {
        var asked = wire.ask(
                "OPTIONS /invoke",
                "Origin: " + origin,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization, content-type");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(asked.header("Access-Control-Allow-Methods")).hasValue("POST");
        assertThat(asked.header("Access-Control-Allow-Headers"))
                .hasValueSatisfying(
                        names -> assertThat(names).contains("Authorization", "Content-Type", "Idempotency-Key"));
        assertThat(asked.header("Vary"))
                .hasValueSatisfying(names -> assertThat(names).containsIgnoringCase("origin"));

        var answer = wire.ask("POST /invoke", "Origin: " + origin);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Access-Control-Allow-Origin")).hasValue(origin);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("Raconteur-Story", "Retry-After"));
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();

        for (var line : List.of("GET /api/me", "OPTIONS /api/stories", "POST /api/invoke")) {
            var other = wire.ask(line, "Origin: " + origin, "Access-Control-Request-Method: POST");
            assertThat(other.header("Access-Control-Allow-Origin")).as(line).isEmpty();
        }
    }

    @Test
    void everyAnswerIsGuardedAndTraced() throws IOException {
        var answer = wire.ask("GET /docs");

        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'")
                        .doesNotContain("unsafe"));
        assertThat(answer.header("Trace-Id")).isPresent();
        assertThat(wire.ask("GET /api/nothing").header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void filesAreSentOnceAndAskedForAgain() throws IOException {
        var first = wire.ask("GET /docs/docs.js", "Accept-Encoding: gzip");
        var tag = first.header("ETag").orElseThrow();

        assertThat(first.header("Content-Encoding")).hasValue("gzip");
        assertThat(first.header("Cache-Control")).hasValue("no-cache");
        assertThat(wire.ask("GET /docs/docs.js", "Accept-Encoding: gzip", "If-None-Match: " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(wire.ask("GET /docs/docs.js", "If-None-Match: " + tag).status())
                .isEqualTo(200);
        assertThat(wire.ask("HEAD /docs/docs.js").body()).isEmpty();
    }

    @Test
    void nobodyWithoutACredentialSeesAnythingElse() throws IOException {
        assertThat(wire.ask("GET /api/me").status()).isEqualTo(401);
        assertThat(wire.ask("GET /api/conversations").status()).isEqualTo(401);
    }
}
