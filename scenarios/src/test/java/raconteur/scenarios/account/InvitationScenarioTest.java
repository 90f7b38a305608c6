package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationScenarioTest {
    private final House house;
    private final Visitor grace;

    InvitationScenarioTest(@TempDir Path folder) throws Exception {
        house = House.open(folder, Map.of());
        grace = house.operator();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void theOperatorDecidesWhoGetsInWhileTheServerRuns() throws Exception {
        var rules = grace.send("PATCH", "/api/admin/registration", """
                {"registration": "invite", "terms": "Be kind."}""").expect(200);
        assertThat(rules.text("registration")).isEqualTo("invite");
        var setup = house.visitor().get("/api/setup").expect(200);
        assertThat(setup.text("registration")).isEqualTo("invite");
        assertThat(setup.text("terms")).isEqualTo("Be kind.");
        var refused = register("Ada", "").expect(403);
        assertThat(refused.code()).isEqualTo("REGISTRATION_CLOSED");
        assertThat(refused.text("message")).contains("invitation");

        var made = grace.post("/api/admin/invitations", "{\"note\": \"for Ada\", \"uses\": 1}")
                .expect(201);
        assertThat(made.text("link")).endsWith("/register#invite=" + made.text("invite"));
        register("Ada", made.text("invite")).expect(201);
        register("Eve", made.text("invite")).expect(403);
        var listed = grace.get("/api/admin/invitations").expect(200);
        assertThat(listed.body()).contains("for Ada").doesNotContain(made.text("invite"));
        assertThat(listed.json().path("items").path(0).path("valid").asBoolean(true))
                .isFalse();

        var second = grace.post("/api/admin/invitations", "{}").expect(201);
        grace.delete("/api/admin/invitations/" + second.text("id")).expect(204);
        grace.delete("/api/admin/invitations/" + second.text("id")).expect(404);
        register("Eve", second.text("invite")).expect(403);
        assertThat(house.log()).doesNotContain(made.text("invite"));

        grace.with("If-Match", "\"0\"")
                .send("PATCH", "/api/admin/registration", "{\"registration\": \"open\"}")
                .expect(409);
        grace.send("PATCH", "/api/admin/registration", "{\"registration\": \"open\", \"terms\": \"\"}")
                .expect(200);
        register("Eve", "").expect(201);
    }

    @Test
    void nobodyElseDecides() throws Exception {
        var member = house.member("Member");

        for (var visitor : new Visitor[] {member, house.visitor().bearer(house.localKey())}) {
            visitor.get("/api/admin/registration").expect(403);
            visitor.send("PATCH", "/api/admin/registration", "{\"registration\": \"closed\"}")
                    .expect(403);
            visitor.get("/api/admin/invitations").expect(403);
            visitor.post("/api/admin/invitations", "{}").expect(403);
            visitor.get("/api/admin/accounts").expect(403);
        }
    }

    @Test
    void whatAVariableSaysCannotBeChangedHere(@TempDir Path other) throws Exception {
        try (var fixed = House.open(other, Map.of("RACONTEUR_REGISTRATION", "closed"))) {
            var operator = fixed.operator();

            var refused = operator.send("PATCH", "/api/admin/registration", "{\"registration\": \"open\"}")
                    .expect(409);

            assertThat(refused.text("message")).contains("RACONTEUR_REGISTRATION");
            assertThat(operator.get("/api/admin/registration")
                            .expect(200)
                            .json()
                            .path("fixed")
                            .path(0)
                            .asText())
                    .isEqualTo("registration");
        }
    }

    private Visitor.Answer register(String name, String invite) throws Exception {
        return house.visitor().post("/api/register", """
                {"username": "%s", "password": "%s", "invite": "%s", "accept_terms": true}""".formatted(name, Visitor.PASSWORD, invite));
    }
}
