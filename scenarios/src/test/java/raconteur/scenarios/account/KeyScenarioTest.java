package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of programs: never more than their owner, whatever carries them and whatever they ask for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyScenarioTest {
    private final Path folder;
    private final House house;
    private final Visitor grace;
    private final Visitor ada;

    KeyScenarioTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        house = House.open(
                folder,
                Map.of(
                        "RACONTEUR_PROVIDER_FAKE_BASE_URL", "http://127.0.0.1:9/v1",
                        "RACONTEUR_PROVIDER_FAKE_API_KEY", "sk-nobody",
                        "RACONTEUR_PROVIDER_FAKE_MODELS", "one,two"));
        grace = house.operator();
        ada = house.member("Ada");
    }

    @AfterAll
    void close() {
        house.close();
    }

    private static Visitor.Answer make(Visitor owner, String json) throws Exception {
        return owner.post("/api/me/keys", json);
    }

    private Visitor holder(Visitor.Answer made) {
        return house.visitor().bearer(made.expect(201).text("key"));
    }

    @Test
    void aKeyIsShownOnceAndKeptSoThatNobodyCanUseIt() throws Exception {
        var made = make(ada, """
                {"name": "notes", "scopes": ["chat"], "expires_at": "2099-01-01T00:00:00Z", "budget": "2.5"}""");
        var key = made.expect(201).text("key");

        var listed = ada.get("/api/me/keys").expect(200);
        assertThat(listed.body())
                .doesNotContain(key)
                .contains("\"prefix\":\"" + key.substring(0, 8) + "\"", "\"budget\":\"2.500000000\"");
        house.visitor().bearer(key).get("/api/conversations").expect(200);
        var dump = new StringBuilder();
        for (var name : List.of("raconteur.db", "raconteur.db-wal")) {
            dump.append(Files.readString(folder.resolve("data").resolve(name), StandardCharsets.ISO_8859_1));
        }
        assertThat(dump).contains("notes").doesNotContain(key).doesNotContain(key.substring(12));
        assertThat(house.log()).doesNotContain(key);
        ada.delete("/api/me/keys/" + made.text("id")).expect(204);
        house.visitor().bearer(key).get("/api/conversations").expect(401);
    }

    @Test
    void aKeyCannotBeMadeMoreThanItsOwner() throws Exception {
        assertThat(make(ada, "{\"name\": \"root\", \"scopes\": [\"admin\"]}")
                        .expect(403)
                        .code())
                .isEqualTo("FORBIDDEN");
        make(ada, "{\"name\": \"root\", \"scopes\": [\"chat\", \"admin\"]}").expect(403);
        for (var scope : List.of("operator", "login", "*", "ADMIN", "")) {
            make(ada, "{\"name\": \"root\", \"scopes\": [\"" + scope + "\"]}").expect(422);
        }
        var admin = holder(make(grace, "{\"name\": \"root\", \"scopes\": [\"admin\"]}"));
        admin.get("/api/admin/accounts").expect(200);
        admin.get("/api/conversations").expect(403);
        admin.get("/api/me").expect(403);
        make(admin, "{\"name\": \"child\", \"scopes\": [\"chat\"]}").expect(403);
    }

    @Test
    void whatIsNotAskedForIsNotTakenFromTheBody() throws Exception {
        var made = make(ada, """
                {"name": "mine", "scopes": ["chat"], "id": "00000000-0000-7000-8000-000000000001", "role": "operator",
                 "account_id": "00000000-0000-7000-8000-000000000002", "owner": "Grace", "hash": "x", "prefix": "rk_xxxxx",
                 "created_at": "2000-01-01T00:00:00.000Z", "revoked_at": null, "key": "rk_mine", "unlimited": true}""");

        assertThat(made.expect(201).text("id")).isNotEqualTo("00000000-0000-7000-8000-000000000001");
        assertThat(made.text("key")).isNotEqualTo("rk_mine");
        assertThat(made.text("prefix")).isNotEqualTo("rk_xxxxx");
        assertThat(made.text("created_at")).doesNotStartWith("2000");
        assertThat(ada.get("/api/me/keys").body()).contains(made.text("id"));
        holder(made).get("/api/admin/accounts").expect(403);
        var settings = ada.send("PUT", "/api/me/settings", """
                {"role": "operator", "account_id": "x", "theme": "dark"}""").expect(200);
        assertThat(settings.text("theme")).isEqualTo("dark");
        assertThat(ada.get("/api/me").expect(200).text("role")).isEqualTo("member");
    }

    @ParameterizedTest
    @ValueSource(strings = {"game", "v1", "story"})
    void aKeyForOneThingIsForNothingElseWhateverCarriesIt(String scope) throws Exception {
        var key = make(ada, "{\"name\": \"mod\", \"scopes\": [\"" + scope + "\"]}")
                .expect(201)
                .text("key");
        var paths = List.of(
                "/api/conversations",
                "/api/me",
                "/api/me/keys",
                "/api/me/devices",
                "/api/me/settings",
                "/api/admin/accounts",
                "/api/admin/providers",
                "/api/admin/registration");
        var basic = Base64.getEncoder().encodeToString(("Ada:" + key).getBytes(StandardCharsets.UTF_8));

        for (var path : paths) {
            house.visitor().bearer(key).get(path).expect(403);
            house.visitor().with("Authorization", "bearer " + key).get(path).expect(403);
            house.visitor()
                    .bearer(key)
                    .with("x-api-key", house.localKey())
                    .get(path)
                    .expect(403);
            for (var elsewhere : new Visitor[] {
                house.visitor().with("x-api-key", key),
                house.visitor().with("api-key", key),
                house.visitor().with("Authorization", "Basic " + basic),
                house.visitor().with("Authorization", key),
                house.visitor().with("Cookie", "raconteur=" + key)
            }) {
                elsewhere.get(path).expect(401);
            }
            house.visitor().get(path + "?key=" + key + "&api_key=" + key).expect(401);
        }
    }

    @Test
    void aKeyMakesItsRequestsOfAMinuteAndIsToldHowManyAreLeft() throws Exception {
        var slow = holder(make(ada, "{\"name\": \"slow\", \"scopes\": [\"chat\"], \"per_minute\": 3}"));
        var statuses = new ArrayList<Integer>();
        var first = slow.get("/api/conversations").expect(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"key\";q=3;w=60");
        assertThat(first.header("RateLimit")).startsWith("\"key\";r=2;t=");
        for (var n = 0; n < 6; n++) {
            statuses.add(slow.get("/api/conversations").status());
        }

        assertThat(statuses.subList(0, 2)).containsOnly(200);
        assertThat(statuses.getLast()).isEqualTo(429);
        var refused = slow.get("/api/conversations").expect(429);
        assertThat(refused.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 20);
        ada.get("/api/conversations").expect(200);
    }

    @Test
    void aKeyAsksNoOtherModelsThanThoseItNames() throws Exception {
        var mine = "fake/one";
        var other = "fake/two";
        assertThat(ada.get("/api/models").expect(200).json().path("items").findValuesAsText("id"))
                .contains(mine, other);
        var key = holder(make(ada, """
                {"name": "one model", "scopes": ["chat"], "models": ["%s"]}""".formatted(mine)));

        var offered = key.get("/api/models").expect(200).json().path("items").findValuesAsText("id");

        assertThat(offered).containsExactly(mine);
        var conversation = key.post("/api/conversations", "{}").expect(201).text("id");
        var turns = "/api/conversations/" + conversation + "/turns";
        assertThat(key.post(turns, "{\"text\": \"hello\", \"model\": \"" + other + "\"}")
                        .expect(403)
                        .code())
                .isEqualTo("FORBIDDEN");
        key.post(turns, "{\"text\": \"hello\", \"model\": \"" + mine + "\"}").expect(202);
    }

    @Test
    void anotherSeesAndRevokesNoKey() throws Exception {
        var eve = house.member("Eve");
        var made = make(ada, "{\"name\": \"hers\", \"scopes\": [\"chat\"]}").expect(201);

        assertThat(eve.get("/api/me/keys").expect(200).body()).doesNotContain(made.text("id"));
        eve.delete("/api/me/keys/" + made.text("id")).expect(404);
        grace.delete("/api/me/keys/" + made.text("id")).expect(404);
        house.visitor().bearer(made.text("key")).get("/api/conversations").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ";x",
                "/",
                ".json",
                "%2f",
                "/%2e",
                "%3b",
                "%5c",
                "//",
                "/../registration",
                "/.",
                "%20",
                "%00",
                "?x=;y"
            })
    void noSpellingOpensWhatIsTheOperators(String ending) throws Exception {
        var headers = ada.headers().getOrDefault("Authorization", "");
        for (var path : List.of("registration", "accounts", "invitations", "mail", "providers", "aliases")) {
            for (var beginning :
                    List.of("/api/admin/", "/API/admin/", "/api//admin/", "/api/Admin/", "/api/x/../admin/")) {
                var answer = RawHttp.send(
                        house.server().port(),
                        "GET " + beginning + path + ending + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: " + headers,
                        "X-HTTP-Method-Override: POST",
                        "X-Original-URL: /api/admin/" + path,
                        "X-Rewrite-URL: /api/admin/" + path);

                assertThat(RawHttp.status(answer)).as(beginning + path + ending).isIn(400, 403, 404);
            }
        }
    }
}
