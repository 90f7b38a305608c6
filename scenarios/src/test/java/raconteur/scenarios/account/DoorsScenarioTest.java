package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsScenarioTest {
    /** What contract and operations leave open to everyone. */
    private static final Set<String> PUBLIC = Set.of(
            "GET /api/setup",
            "POST /api/setup",
            "POST /api/register",
            "POST /api/login",
            "POST /api/logout",
            "POST /login",
            "POST /logout",
            "POST /api/token/refresh",
            "POST /api/verify-email",
            "POST /api/resend-email",
            "POST /api/password-reset",
            "POST /api/password-reset/confirm",
            "GET /api/shared/stories/{token}",
            "GET /api/public/characters/{id}",
            "GET /api/public/characters/{id}/avatar",
            "GET /health",
            "GET /livez",
            "GET /readyz",
            "GET /metrics",
            "GET /version",
            "GET /docs",
            "GET /openapi.json");

    private final House house;
    private final Visitor ada;

    DoorsScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of());
        house.operator();
        ada = house.member("Ada");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void everyAddressThatIsNotPublicAsksWhoOneIs() throws Exception {
        var paths = house.visitor().get("/openapi.json").expect(200).json().path("paths");
        var open = new ArrayList<String>();
        var asked = 0;
        for (var path : paths.properties()) {
            for (var operation : path.getValue().properties()) {
                var verb = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                var name = verb + " " + path.getKey();
                if (!Set.of("GET", "POST", "PUT", "PATCH", "DELETE").contains(verb) || PUBLIC.contains(name)) {
                    continue;
                }
                var address = path.getKey().replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000000");
                for (var body : new String[] {"", "{", "{}"}) {
                    asked++;
                    var answer = house.visitor().send(verb, address, body);
                    // the surface of stories has an envelope of its own, with the status as its code
                    var code = path.getKey().endsWith("/invoke") ? "401" : "UNAUTHENTICATED";
                    if (answer.status() != 401 || !answer.code().equals(code)) {
                        open.add(name + " → " + answer.status());
                    }
                }
            }
        }

        assertThat(open).isEmpty();
        assertThat(asked).isGreaterThan(20);
    }

    @Test
    void aCredentialCountsInItsTwoPlacesOnly() throws Exception {
        var key = house.localKey();
        var token = ada.headers().getOrDefault("Authorization", "").substring("Bearer ".length());
        house.visitor().bearer(key).get("/api/conversations").expect(200);
        ada.get("/api/conversations").expect(200);

        for (var credential : List.of(key, token)) {
            var basic = Base64.getEncoder().encodeToString(("Ada:" + credential).getBytes(StandardCharsets.UTF_8));
            for (var elsewhere : new Visitor[] {
                house.visitor().with("x-api-key", credential),
                house.visitor().with("api-key", credential),
                house.visitor().with("Authorization", "Basic " + basic),
                house.visitor().with("Authorization", credential),
                house.visitor().with("Authorization", "Token " + credential),
                house.visitor().with("Cookie", "token=" + credential),
                house.visitor().with("X-HTTP-Method-Override", "GET")
            }) {
                elsewhere.get("/api/conversations").expect(401);
            }
            for (var query : List.of("token", "access_token", "key", "api_key", "authorization")) {
                house.visitor()
                        .get("/api/conversations?" + query + "=" + credential)
                        .expect(401);
            }
        }
        house.visitor()
                .with("Cookie", "raconteur=" + key)
                .get("/api/conversations")
                .expect(401);
        assertThat(house.log()).doesNotContain(key).doesNotContain(token);
    }

    @Test
    void aKeyIsNoLogin() throws Exception {
        var key = house.visitor().bearer(house.localKey());

        for (var refused : List.of("GET /api/me", "GET /api/me/devices", "DELETE /api/me/devices")) {
            var words = refused.split(" ", -1);
            assertThat(key.send(words[0], words[1], "").expect(403).code()).isEqualTo("FORBIDDEN");
        }
        key.send("DELETE", "/api/me", "{\"password\": \"\"}").expect(403);
        key.post("/api/logout", "").expect(401);
        house.visitor().login("local", "").expect(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "X-Real-IP: ::1", "Via: 1.1 proxy"})
    void theLocalKeyDoesNotWorkThroughAProxy(String header) throws Exception {
        var words = header.split(": ", 2);

        house.visitor()
                .bearer(house.localKey())
                .with(words[0], words[1])
                .get("/api/conversations")
                .expect(401);
    }

    @Test
    void withTheSettingTheLocalKeyWorksFromElsewhere(@TempDir Path folder) throws Exception {
        try (var open = House.open(folder, Map.of("RACONTEUR_LOCAL_KEY_REMOTE", "true"))) {
            open.visitor()
                    .bearer(open.localKey())
                    .with("X-Forwarded-For", "203.0.113.9")
                    .get("/api/conversations")
                    .expect(200);
            assertThat(Files.getPosixFilePermissions(folder.resolve("data/local.key")))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/me;x",
                "/api/me;/devices",
                "/api/%2fme",
                "/api//me",
                "//api/me",
                "/api/me%3bx",
                "/api%5cme",
                "/api/./me",
                "/api/x/../me",
                "/api/%2e%2e/api/me",
                "/api/me%00",
                "/api/me/",
                "/API/ME",
                "/api/me.json",
                "/Api/me",
                "/api/me%20",
                "/api/me?x=;y"
            })
    void noSpellingOfAnAddressOpensIt(String path) throws Exception {
        for (var line : List.of("GET " + path + " HTTP/1.1", "POST " + path + " HTTP/1.1")) {
            var answer = RawHttp.send(
                    house.server().port(),
                    line,
                    "Host: localhost",
                    "Content-Length: 0",
                    "X-HTTP-Method-Override: GET",
                    "X-Original-URL: /api/setup");

            assertThat(RawHttp.status(answer)).as(line).isIn(400, 401, 404, 405);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.test", "127.0.0.1.evil.test", "localhost.evil.test", "evil.test:80", "", "169.254.169.254"
            })
    void aHostThatIsNotOursIsRefused(String host) throws Exception {
        var answer = RawHttp.send(house.server().port(), "GET /health HTTP/1.1", "Host: " + host);

        assertThat(RawHttp.status(answer)).isIn(400, 421);
        assertThat(RawHttp.status(RawHttp.send(
                        house.server().port(),
                        "GET /health HTTP/1.1",
                        "Host: localhost:" + house.server().port())))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://evil.test",
                "https://evil.test",
                "http://127.0.0.1.evil.test",
                "http://evil127.0.0.1",
                "http://127.0.0.1",
                "http://localhost",
                "http://127.0.0.1:1",
                "file://",
                "http://[::1]",
                "http://127.0.0.1:80@evil.test",
                ""
            })
    void aPageOfAnotherSiteCannotUseAVisitorsCookie(String origin) throws Exception {
        var token = house.visitor().login("Ada", Visitor.PASSWORD).expect(200).text("token");
        var victim = house.visitor().with("Cookie", "raconteur=" + token);
        var foreign = victim.with("Origin", origin);

        for (var answer : List.of(
                foreign.delete("/api/me/devices"),
                foreign.post("/api/conversations", "{}"),
                foreign.send("PATCH", "/api/me", "{}"),
                foreign.post("/api/logout", ""),
                foreign.post("/api/token/refresh", ""))) {
            assertThat(answer.expect(403).code()).isEqualTo("FORBIDDEN");
        }
        var read = foreign.get("/api/me").expect(200);
        assertThat(read.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(foreign.send("OPTIONS", "/api/me", "").headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        assertThat(house.visitor()
                        .with("Origin", origin)
                        .login("Ada", Visitor.PASSWORD)
                        .headers()
                        .map())
                .doesNotContainKey("set-cookie");
        victim.get("/api/me").expect(200);
    }

    @Test
    void whereABrowserHidesTheOriginTheSiteItNamesCounts() throws Exception {
        var token = house.visitor().login("Ada", Visitor.PASSWORD).expect(200).text("token");
        var victim = house.visitor().with("Cookie", "raconteur=" + token);

        victim.with("Sec-Fetch-Site", "cross-site").delete("/api/me/devices").expect(403);
        victim.with("Sec-Fetch-Site", "same-site").delete("/api/me/devices").expect(403);
        victim.with("Sec-Fetch-Site", "same-origin")
                .send("PATCH", "/api/me", "{}")
                .expect(200);
        victim.send("PATCH", "/api/me", "{}").expect(200);
        victim.page().send("PATCH", "/api/me", "{}").expect(200);
        victim.with("Authorization", "Bearer wrong").get("/api/me").expect(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/plain;charset=UTF-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "text/json",
                "nonsense"
            })
    void whatAFormCanSendIsNotTaken(String type) throws Exception {
        var form = ada.with("Content-Type", type);

        for (var answer : List.of(
                form.post("/api/login", "{\"username\": \"Ada\", \"password\": \"correct horse battery\"}"),
                form.post("/api/logout", "{}"),
                form.post("/api/token/refresh", "{}"),
                form.send("PATCH", "/api/me", "{}"),
                form.post("/api/me/password", "{}"))) {
            assertThat(answer.expect(415).code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
        house.visitor()
                .with("Content-Type", type)
                .post("/api/me/password", "{}")
                .expect(401);
    }

    static Stream<Arguments> wrongBodies() {
        var deep = "[".repeat(70) + "]".repeat(70);
        return Stream.of(
                Arguments.of("", 422, "body"),
                Arguments.of("null", 422, "body"),
                Arguments.of("[]", 422, "body"),
                Arguments.of("\"x\"", 422, "body"),
                Arguments.of("{}", 422, "password"),
                Arguments.of("{\"username\": null, \"password\": \"12345678\"}", 422, "username"),
                Arguments.of("{\"username\": 5, \"password\": \"12345678\"}", 422, "username"),
                Arguments.of("{\"username\": true, \"password\": \"12345678\"}", 422, "username"),
                Arguments.of("{\"username\": {}, \"password\": \"12345678\"}", 422, "username"),
                Arguments.of("{\"username\": [\"a\"], \"password\": \"12345678\"}", 422, "username"),
                Arguments.of("{\"username\": \"Ada\", \"password\": \"" + "x".repeat(257) + "\"}", 422, "password"),
                Arguments.of("{\"username\": \"" + "x".repeat(300) + "\", \"password\": \"1\"}", 422, "username"),
                Arguments.of("{", 400, ""),
                Arguments.of("{\"username\": \"Ada\"} {}", 400, ""),
                Arguments.of("{\"username\": \"a\", \"username\": \"b\", \"password\": \"12345678\"}", 400, ""),
                Arguments.of("{\"username\": \"a\\u0000b\", \"password\": \"12345678\"}", 400, ""),
                Arguments.of("{\"username\": \"a\\ud800\", \"password\": \"12345678\"}", 400, ""),
                Arguments.of("{\"username\": \"a\", \"password\": \"\\udc00\"}", 400, ""),
                Arguments.of("{\"username\": \"a\", \"password\": \"b\", \"more\": " + deep + "}", 400, ""));
    }

    @ParameterizedTest
    @MethodSource("wrongBodies")
    void aBodyThatIsNotAsItMustBeIsRefusedByField(String body, int status, String field) throws Exception {
        var answer = house.visitor().post("/api/login", body).expect(status);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.text("trace_id")).isEqualTo(answer.header("Trace-Id")).hasSize(36);
        assertThat(answer.text("message")).isNotEmpty().isEqualTo(answer.text("detail"));
        if (!field.isEmpty()) {
            assertThat(answer.json().path("errors").path(0).path("field").asText())
                    .isEqualTo(field);
        }
    }

    @Test
    void aBodyOverTheLimitIsRefusedUnread() throws Exception {
        var huge = "{\"username\": \"Ada\", \"password\": \"" + "x".repeat(1 << 20) + "\"}";

        assertThat(house.visitor().post("/api/login", huge).expect(413).code()).isEqualTo("BODY_TOO_LARGE");
    }

    @Test
    void theOrderOfRefusalsIsKept() throws Exception {
        house.visitor().post("/api/me/password", "{").expect(401);
        house.visitor().bearer(house.localKey()).post("/api/me/password", "{").expect(403);
        ada.post("/api/me/password", "{").expect(400);
        ada.post("/api/me/password", "{\"old_password\": 1}").expect(422);
        ada.delete("/api/me/devices/not-an-id").expect(404);
        ada.get("/api/nothing").expect(404);
        var wrongMethod = ada.send("PUT", "/api/me", "{}").expect(405);
        assertThat(wrongMethod.header("Allow")).isEqualTo("DELETE, GET, HEAD, PATCH");
    }

    @Test
    void whatIsWrongIsSaidInTheReadersLanguage() throws Exception {
        var body = "{\"username\": \"ab\", \"password\": \"short\", \"accept_terms\": false}";

        var english = house.visitor().post("/api/register", body).expect(422);
        assertThat(english.json().path("errors").findValuesAsText("field"))
                .containsExactly("accept_terms", "password", "username");
        assertThat(english.text("message")).contains("must be true");
        var chinese = house.visitor()
                .with("Accept-Language", "zh-CN,zh;q=0.9")
                .post("/api/register", body)
                .expect(422);
        assertThat(chinese.json().path("errors").findValuesAsText("message"))
                .contains("须为 8 到 256 个字符", "须为 3 到 32 个字符");
        house.visitor()
                .post("/api/register", "{\"username\": \"abc\", \"password\": \"12345678\"}")
                .expect(422);
    }
}
