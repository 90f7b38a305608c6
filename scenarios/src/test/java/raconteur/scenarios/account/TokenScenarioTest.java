package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that a forger writes who knows everything but the secret, or even that; and tokens out of their place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenScenarioTest {
    private static final String SECRET = "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU";
    private static final String HEADER = "{\"typ\":\"login+jwt\",\"alg\":\"HS256\",\"kid\":\"login-1\"}";

    private final House house;
    private final String genuine;

    TokenScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of("RACONTEUR_SECRET_KEY", SECRET, "RACONTEUR_SESSION_MAX_DEVICES", "0"));
        house.operator();
        house.member("Ada");
        genuine = login().text("token");
    }

    @AfterAll
    void close() {
        house.close();
    }

    private Visitor.Answer login() throws Exception {
        return house.visitor().login("Ada", Visitor.PASSWORD).expect(200);
    }

    private Visitor.Answer me(String token) throws Exception {
        return house.visitor().bearer(token).get("/api/me");
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A token under the server's own key, as nobody but the server can write one. */
    private static String signed(String header, String claims) throws Exception {
        var kdf = KDF.getInstance("HKDF-SHA256");
        var key = kdf.deriveData(HKDFParameterSpec.ofExtract()
                .addIKM(SECRET.getBytes(StandardCharsets.UTF_8))
                .thenExpand("raconteur login tokens".getBytes(StandardCharsets.UTF_8), 32));
        return signed(header, claims, key);
    }

    private static String signed(String header, String claims, byte[] key) throws Exception {
        var text = encoded(header) + "." + encoded(claims);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return text + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String with(String claims, String name, String value) {
        return claims.replaceAll("\"" + name + "\":(\"[^\"]*\"|\\[[^]]*]|[0-9]+)", "\"" + name + "\":" + value);
    }

    @Test
    void ourOwnKeyWritesGoodTokens() throws Exception {
        me(signed(HEADER, claims(genuine))).expect(200); // or everything below would be refused for nothing
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE", "HS384", "HS512", "RS256", "ES256", "dir", ""})
    void noOtherAlgorithmIsListenedTo(String algorithm) throws Exception {
        var header = HEADER.replace("HS256", algorithm);
        var unsigned = encoded(header) + "." + encoded(claims(genuine)) + ".";

        var refused = me(unsigned).expect(401);
        me(unsigned + genuine.substring(genuine.lastIndexOf('.') + 1)).expect(401);
        me(signed(header, claims(genuine))).expect(401);
        assertThat(refused.body().replaceAll("\"trace_id\":\"[^\"]*\"", ""))
                .isEqualTo(me("nonsense").expect(401).body().replaceAll("\"trace_id\":\"[^\"]*\"", ""));
    }

    @Test
    void whatAHeaderNamesIsNotLookedAt() throws Exception {
        try (var listener = new ServerSocket(0)) {
            var address = "http://127.0.0.1:" + listener.getLocalPort() + "/key";
            for (var more : List.of(
                    "\"kid\":\"../../../../dev/null\"",
                    "\"kid\":\"' or 1=1 --\"",
                    "\"jku\":\"" + address + "\",\"kid\":\"x\"",
                    "\"x5u\":\"" + address + "\",\"kid\":\"x\"",
                    "\"jwk\":{\"kty\":\"oct\",\"k\":\"" + encoded("x".repeat(32)) + "\"}")) {
                var header = HEADER.replace("\"kid\":\"login-1\"", more);
                me(signed(header, claims(genuine), new byte[32])).expect(401);
                me(signed(header, claims(genuine), "x".repeat(32).getBytes(StandardCharsets.UTF_8)))
                        .expect(401);
            }
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept).as("nobody has asked").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aTokenIsOfNowAndOfThisServer() throws Exception {
        var now = Instant.now().getEpochSecond();
        var claims = claims(genuine);
        for (var wrong : List.of(
                with(claims, "exp", now - 1 + ""),
                with(claims, "exp", "0"),
                with(claims, "iat", now + 3600 + ""),
                with(claims, "iss", "\"evil\""),
                with(claims, "aud", "\"v1\""),
                with(claims, "sid", "\"00000000-0000-7000-8000-000000000000\""),
                with(claims, "sub", "\"00000000-0000-7000-8000-000000000000\""),
                claims.replaceAll(",?\"exp\":[0-9]+", "").replace("{,", "{"),
                claims.replaceFirst("\\{", "{\"nbf\":" + (now + 3600) + ","))) {
            assertThat(wrong).isNotEqualTo(claims);
            me(signed(HEADER, wrong)).expect(401);
        }
        me(signed(HEADER.replace("login+jwt", "JWT"), claims)).expect(401);
    }

    @Test
    void whatIsForOneThingIsForNothingElse() throws Exception {
        var login = login();
        var token = login.text("token");
        var refresh = login.text("refresh_token");
        var key = house.visitor()
                .bearer(token)
                .post("/api/me/keys", "{\"name\": \"k\", \"scopes\": [\"chat\"]}")
                .expect(201)
                .text("key");

        for (var credential : List.of(token, refresh, key)) {
            if (!credential.equals(refresh)) {
                assertThat(house.visitor()
                                .post("/api/token/refresh", "{\"refresh_token\": \"" + credential + "\"}")
                                .status())
                        .isIn(401, 422); // a login's token is too long for one
            }
            if (!credential.equals(token)) {
                house.visitor()
                        .post("/api/logout", "{\"token\": \"" + credential + "\"}")
                        .expect(401);
            }
            house.visitor()
                    .post("/api/verify-email", "{\"key\": \"" + (credential.length() > 128 ? "x" : credential) + "\"}")
                    .expect(422);
        }
        me(refresh).expect(401);
        house.visitor().bearer(refresh).get("/api/conversations").expect(401);
        me(token).expect(200);
    }

    @Test
    void afterLogoutATokenOpensNothing() throws Exception {
        var ada = house.visitor().bearer(login().text("token"));
        var conversation = ada.post("/api/conversations", "{}").expect(201).text("id");
        var turn = ada.post("/api/conversations/" + conversation + "/turns", "{\"text\": \"hello\"}")
                .expect(202)
                .text("turn_id");
        ada.get("/api/turns/" + turn).expect(200);

        ada.post("/api/logout", "").expect(200);

        for (var path : List.of(
                "/api/me",
                "/api/turns/" + turn,
                "/api/turns/" + turn + "/events",
                "/api/conversations",
                "/api/models")) {
            ada.get(path).expect(401);
        }
        ada.with("Accept", "text/event-stream")
                .with("Last-Event-ID", "1")
                .get("/api/turns/" + turn + "/events")
                .expect(401);
    }

    @Test
    @Tag("kill")
    void aRefreshTokenIsUsedOnceEvenIfTheServerIsKilledInBetween() throws Exception {
        var login = login();
        var old = "{\"refresh_token\": \"" + login.text("refresh_token") + "\"}";
        var next = house.visitor().post("/api/token/refresh", old).expect(200);

        house.killAndRestart();

        me(next.text("token")).expect(200);
        house.visitor().post("/api/token/refresh", old).expect(401);
        me(next.text("token")).expect(401);
        me(login.text("token")).expect(401);
        house.visitor()
                .post("/api/token/refresh", "{\"refresh_token\": \"" + next.text("refresh_token") + "\"}")
                .expect(401);
        assertThat(house.log()).contains("A refresh token was used twice");
    }

    @Test
    void aPasswordCountsWholeAndIsComposedOnce() throws Exception {
        var long_ = "x".repeat(199);
        assertThat(register("Longa", long_ + "a" + "y".repeat(56)).status()).isEqualTo(201);
        house.visitor().login("Longa", long_ + "b" + "y".repeat(56)).expect(401);
        house.visitor().login("Longa", long_ + "a" + "y".repeat(56)).expect(200);
        assertThat(register("Longb", "x".repeat(257)).status()).isEqualTo(422);
        assertThat(register("Composed", "caf\u00e9 caf\u00e9").status()).isEqualTo(201);
        house.visitor().login("Composed", "cafe\u0301 cafe\u0301").expect(200);
        house.visitor().login("Composed", "cafe cafe").expect(401);
    }

    private Visitor.Answer register(String name, String password) throws Exception {
        return house.visitor().post("/api/register", """
                {"username": "%s", "password": "%s", "accept_terms": true}""".formatted(name, password));
    }

    @Test
    void anotherPasswordEndsTheOthersAndOneOfManyCanBeEnded() throws Exception {
        house.member("Mia");
        var logins = new ArrayList<Visitor>();
        for (var n = 0; n < 4; n++) {
            logins.add(house.visitor()
                    .bearer(house.visitor()
                            .login("Mia", Visitor.PASSWORD)
                            .expect(200)
                            .text("token")));
        }
        var devices =
                logins.getFirst().get("/api/me/devices").expect(200).json().path("items");
        assertThat(devices).hasSize(5);
        logins.getFirst()
                .delete("/api/me/devices/" + devices.get(0).path("id").asText())
                .expect(204);
        logins.get(3).get("/api/me").expect(401);
        logins.get(1).delete("/api/me/devices").expect(204);
        logins.get(0).get("/api/me").expect(401);

        var other = house.visitor().login("Mia", Visitor.PASSWORD).expect(200).text("token");
        var changed = logins.get(1).post("/api/me/password", """
                {"old_password": "correct horse battery", "new_password": "another horse"}""").expect(200);

        me(other).expect(401);
        me(changed.text("token")).expect(200);
        assertThat(house.log()).doesNotContain("another horse").doesNotContain("correct horse");
    }

    @Test
    void aCredentialInTheAddressOpensNothingAndIsNotLogged() throws Exception {
        for (var name : List.of("token", "access_token", "key", "api_key", "authorization")) {
            house.visitor().get("/api/me?" + name + "=" + genuine).expect(401);
        }
        assertThat(house.log()).doesNotContain(genuine);
        me(genuine).expect(200);
        assertThat(Duration.between(Instant.now(), Instant.parse(login().text("expires_at"))))
                .isBetween(Duration.ofHours(23), Duration.ofHours(25));
    }
}
