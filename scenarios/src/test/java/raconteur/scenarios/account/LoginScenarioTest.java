package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginScenarioTest {
    private final House house;

    LoginScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of());
    }

    @AfterAll
    void close() {
        house.close();
    }

    @BeforeAll
    void anOperatorIsThere() throws Exception {
        assertThat(house.visitor().get("/api/setup").expect(200).json().toString())
                .isEqualTo("{\"needed\":true,\"code_required\":false,\"registration\":\"open\","
                        + "\"email_verification\":\"none\",\"mail\":false,\"terms\":null}");
        house.operator();
        assertThat(house.visitor()
                        .get("/api/setup")
                        .expect(200)
                        .json()
                        .path("needed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whoRegistersIsSignedInAndCanSignInAgain() throws Exception {
        var registered = house.visitor().post("/api/register", """
                        {"username": "Ada", "password": "correct horse battery", "email": "ada@example.org",
                         "accept_terms": true}""").expect(201);
        assertThat(registered.text("message")).isEqualTo("Registration successful.");
        assertThat(registered.text("email_verification")).isEqualTo("none");
        assertThat(registered.json().path("account").path("role").asText()).isEqualTo("member");

        var login = house.visitor().login("ada", Visitor.PASSWORD).expect(200);
        assertThat(login.json().path("status").asInt(-1)).isZero();
        assertThat(login.text("message")).isEqualTo("Login successful.");
        assertThat(login.text("refresh_token")).isNotEmpty();
        assertThat(login.text("conversation_id")).hasSize(36).isNotEqualTo(registered.text("conversation_id"));
        assertThat(login.text("expires_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(login.headers().allValues("Set-Cookie")).isEmpty();

        var me = house.visitor().bearer(login.text("token")).get("/api/me").expect(200);
        assertThat(me.json()).isEqualTo(login.json().path("account"));
        assertThat(me.text("email")).isEqualTo("ada@example.org");
    }

    @Test
    void aPageGetsItsLoginInCookiesThatScriptsCannotRead() throws Exception {
        house.member("Cora");
        var login = house.visitor().page().login("Cora", Visitor.PASSWORD).expect(200);

        assertThat(login.json().path("refresh_token").isNull()).isTrue();
        assertThat(login.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .allMatch(cookie -> cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"))
                .anyMatch(cookie -> cookie.startsWith("raconteur=") && cookie.contains("; Path=/;"))
                .anyMatch(cookie -> cookie.startsWith("raconteur_refresh=") && cookie.contains("; Path=/api/token;"));

        var page = house.visitor().page().with("Cookie", "raconteur=" + login.cookie("raconteur"));
        assertThat(page.get("/api/me").expect(200).text("username")).isEqualTo("Cora");
        var refreshed = house.visitor()
                .page()
                .with("Cookie", "raconteur_refresh=" + login.cookie("raconteur_refresh"))
                .post("/api/token/refresh", "")
                .expect(200);
        assertThat(refreshed.cookie("raconteur_refresh")).isNotEmpty().isNotEqualTo(login.cookie("raconteur_refresh"));

        var out = page.post("/api/logout", "").expect(200);
        assertThat(out.text("message")).isEqualTo("Logout successful.");
        assertThat(out.headers().allValues("Set-Cookie")).hasSize(2).allMatch(cookie -> cookie.contains("Max-Age=0"));
        page.get("/api/me").expect(401);
    }

    @Test
    void afterLogoutTheTokenIsRefusedAndStaysSo() throws Exception {
        var dora = house.member("Dora");
        dora.get("/api/me").expect(200);
        var token = dora.headers().getOrDefault("Authorization", "").substring("Bearer ".length());

        house.visitor().post("/api/logout", "{\"token\": \"" + token + "\"}").expect(200);

        dora.get("/api/me").expect(401);
        dora.get("/api/conversations").expect(401);
        assertThat(dora.post("/api/logout", "").expect(401).code()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    @Tag("kill")
    void aLogoutSurvivesAKill() throws Exception {
        var out = house.member("Kilian");
        var in = house.visitor()
                .bearer(house.visitor()
                        .login("Kilian", Visitor.PASSWORD)
                        .expect(200)
                        .text("token"));
        out.post("/api/logout", "").expect(200);

        house.killAndRestart();

        again(out).get("/api/me").expect(401);
        again(in).get("/api/me").expect(200);
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheLogin() throws Exception {
        house.member("Rosa");
        var login = house.visitor().login("Rosa", Visitor.PASSWORD).expect(200);
        var old = "{\"refresh_token\": \"" + login.text("refresh_token") + "\"}";
        var next = house.visitor().post("/api/token/refresh", old).expect(200);
        house.visitor().bearer(next.text("token")).get("/api/me").expect(200);

        house.visitor().post("/api/token/refresh", old).expect(401);

        house.visitor().bearer(next.text("token")).get("/api/me").expect(401);
        house.visitor()
                .post("/api/token/refresh", "{\"refresh_token\": \"" + next.text("refresh_token") + "\"}")
                .expect(401);
    }

    @Test
    void anotherPasswordEndsEveryOtherLogin() throws Exception {
        var laptop = house.member("Paula");
        var phone = house.visitor()
                .bearer(house.visitor()
                        .login("Paula", Visitor.PASSWORD)
                        .expect(200)
                        .text("token"));

        phone.post("/api/me/password", "{\"old_password\": \"wrong horse\", \"new_password\": \"another horse\"}")
                .expect(401);
        var answer = phone.post("/api/me/password", """
                {"old_password": "correct horse battery", "new_password": "another horse"}""").expect(200);

        laptop.get("/api/me").expect(401);
        phone.get("/api/me").expect(401);
        house.visitor().bearer(answer.text("token")).get("/api/me").expect(200);
        assertThat(house.visitor().login("Paula", Visitor.PASSWORD).expect(401).code())
                .isEqualTo("BAD_CREDENTIALS");
        house.visitor().login("Paula", "another horse").expect(200);
    }

    @Test
    void aStrangerSeesAndEndsNoDeviceOfAnother() throws Exception {
        var vera = house.member("Vera");
        var eve = house.member("Eve");
        var device =
                vera.get("/api/me/devices").expect(200).json().path("items").path(0);
        assertThat(device.path("current").asBoolean()).isTrue();

        assertThat(eve.get("/api/me/devices").expect(200).body())
                .doesNotContain(device.path("id").asText());
        assertThat(eve.delete("/api/me/devices/" + device.path("id").asText())
                        .expect(404)
                        .code())
                .isEqualTo("NOT_FOUND");
        eve.delete("/api/me/devices").expect(204);

        vera.get("/api/me").expect(200);
        vera.delete("/api/me/devices/" + device.path("id").asText()).expect(204);
        vera.get("/api/me").expect(401);
    }

    @Test
    void oneChangesAndDeletesOnesOwnAccountOnly() throws Exception {
        var lena = house.member("Lena");
        house.member("Mara");

        assertThat(lena.send("PATCH", "/api/me", "{\"username\": \"MARA\"}")
                        .expect(409)
                        .code())
                .isEqualTo("USERNAME_TAKEN");
        assertThat(lena.send("PATCH", "/api/me", """
                {"username": "Lena.B", "role": "operator", "id": "x", "version": 1, "balance": "1000"}""")
                        .expect(200)
                        .json()
                        .path("role")
                        .asText())
                .isEqualTo("member");
        assertThat(lena.with("If-Match", "\"1\"")
                        .send(
                                "PATCH",
                                "/api/me",
                                "{\"email\": \"l@example.org\", \"password\": \"correct horse battery\"}")
                        .expect(409)
                        .code())
                .isEqualTo("VERSION_CONFLICT");
        lena.send("DELETE", "/api/me", "{\"password\": \"wrong horse\"}").expect(401);
        lena.get("/api/me").expect(200);

        lena.send("DELETE", "/api/me", "{\"password\": \"correct horse battery\"}")
                .expect(204);
        lena.get("/api/me").expect(401);
        house.visitor().login("Lena.B", Visitor.PASSWORD).expect(401);
        house.visitor().login("Mara", Visitor.PASSWORD).expect(200);
    }

    @Test
    void whoeverRegistersCannotNameTheirOwnRole() throws Exception {
        var answer = house.visitor().post("/api/register", """
                {"username": "Mallory", "password": "correct horse battery", "accept_terms": true, "role": "operator",
                 "is_admin": true, "account": {"role": "operator"}, "created_at": "2000-01-01T00:00:00.000Z"}""");

        assertThat(answer.expect(201).json().path("account").path("role").asText())
                .isEqualTo("member");
        assertThat(answer.json().path("account").path("created_at").asText()).doesNotStartWith("2000");
    }

    private Visitor again(Visitor visitor) throws IOException {
        return new Visitor(house.server().base(), visitor.headers());
    }
}
