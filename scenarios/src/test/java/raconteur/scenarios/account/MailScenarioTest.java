package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Letters over a real mail server: nobody gets in before the address is verified, and who forgot gets in again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailScenarioTest {
    private final Path folder;
    private final Mailbox mailbox = new Mailbox();
    private final House house;

    MailScenarioTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        house = House.open(
                folder,
                mailbox.settings(
                        "RACONTEUR_EMAIL_VERIFICATION",
                        "mandatory",
                        "RACONTEUR_TRUSTED_PROXIES",
                        "127.0.0.1",
                        "RACONTEUR_REGISTRATIONS_PER_DAY",
                        "0"));
        house.operator();
    }

    @AfterAll
    void close() {
        house.close();
        mailbox.close();
    }

    private Visitor.Answer register(String name, String email) throws Exception {
        return house.visitor().post("/api/register", """
                {"username": "%s", "password": "%s", "email": "%s", "accept_terms": true}""".formatted(name, Visitor.PASSWORD, email));
    }

    private Visitor from(String address) {
        return house.visitor().with("X-Forwarded-For", address);
    }

    private static String body(String field, String value) {
        return "{\"" + field + "\": \"" + value + "\"}";
    }

    @Test
    void whoRegistersGetsInAndGetsCreditOnceTheLetterWasRead() throws Exception {
        assertThat(house.visitor().get("/api/setup").expect(200).text("email_verification"))
                .isEqualTo("mandatory");
        assertThat(house.visitor().get("/api/setup").json().path("mail").asBoolean())
                .isTrue();
        var made = register("Ada", "ada@example.org").expect(201);
        assertThat(made.text("email_verification")).isEqualTo("mandatory");
        assertThat(made.json().path("token").isNull()).isTrue();
        assertThat(made.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(house.visitor().login("Ada", Visitor.PASSWORD).expect(403).code())
                .isEqualTo("EMAIL_UNVERIFIED");
        assertThat(house.visitor().login("Ada", "wrong horse").expect(401).code())
                .isEqualTo("BAD_CREDENTIALS");

        var key = Mailbox.key(mailbox.newest("ada@example.org", 1));
        house.visitor().post("/api/verify-email", body("key", key)).expect(200);

        var login = house.visitor().login("Ada", Visitor.PASSWORD).expect(200);
        assertThat(login.json().path("account").path("email_verified").asBoolean())
                .isTrue();
        var ada = house.visitor().bearer(login.text("token"));
        assertThat(ada.get("/api/me/balance").expect(200).text("balance")).isEqualTo("1.000000000");
        var again = house.visitor().post("/api/verify-email", body("key", key)).expect(422);
        assertThat(again.json().path("errors").path(0).path("field").asText()).isEqualTo("key");
        assertThat(house.log()).doesNotContain(key);
    }

    @Test
    void aRegistrationWithoutAnAddressIsRefusedByTheField() throws Exception {
        var refused = house.visitor().post("/api/register", """
                {"username": "Nobody", "password": "correct horse battery", "accept_terms": true}""").expect(422);

        assertThat(refused.json().path("errors").path(0).path("field").asText()).isEqualTo("email");
    }

    @Test
    void whoForgotThePasswordSetsAnotherByLetterAndEveryLoginEnds() throws Exception {
        register("Bea", "bea@example.org").expect(201);
        house.visitor()
                .post("/api/verify-email", body("key", Mailbox.key(mailbox.newest("bea@example.org", 1))))
                .expect(200);
        var login = house.visitor().login("Bea", Visitor.PASSWORD).expect(200);

        from("203.0.113.1")
                .post("/api/password-reset", body("email", "BEA@example.org"))
                .expect(200);
        var key = Mailbox.key(mailbox.newest("bea@example.org", 2));
        var confirm = "{\"key\": \"" + key + "\", \"password\": \"%s\"}";
        var weak = house.visitor()
                .post("/api/password-reset/confirm", confirm.formatted("short"))
                .expect(422);
        assertThat(weak.json().path("errors").path(0).path("field").asText()).isEqualTo("password");
        assertThat(weak.text("message")).contains("8 to 256 characters");
        house.visitor()
                .post("/api/password-reset/confirm", confirm.formatted("another horse"))
                .expect(200);

        house.visitor().bearer(login.text("token")).get("/api/me").expect(401);
        house.visitor()
                .post("/api/token/refresh", body("refresh_token", login.text("refresh_token")))
                .expect(401);
        house.visitor().login("Bea", Visitor.PASSWORD).expect(401);
        house.visitor().login("Bea", "another horse").expect(200);
        house.visitor()
                .post("/api/password-reset/confirm", confirm.formatted("third horse"))
                .expect(422);
    }

    @Test
    void anAddressThatIsKnownAndOneThatIsNotAreAnsweredAlike() throws Exception {
        register("Cora", "cora@example.org").expect(201);
        var key = Mailbox.key(mailbox.newest("cora@example.org", 1));

        for (var path : List.of("/api/password-reset", "/api/resend-email")) {
            var known = new ArrayList<Long>();
            var unknown = new ArrayList<Long>();
            var said = new ArrayList<String>();
            for (var n = 0; n < 30; n++) {
                var visitor = from("198.51.100." + n);
                known.add(timed(visitor, path, "cora@example.org", said));
                unknown.add(timed(visitor, path, "nobody" + n + "@example.org", said));
            }

            assertThat(said).containsOnly(said.getFirst());
            assertThat(median(unknown) / (double) median(known))
                    .as("time for an unknown address / for a known one")
                    .isBetween(0.5, 2.0);
        }
        // and whoever registers with an address of another's is told nothing either
        house.visitor().post("/api/verify-email", body("key", key)).expect(200);
        var free = register("Free", "free@example.org").expect(201);
        var taken = register("Late", "cora@example.org").expect(201);
        assertThat(taken.text("message")).isEqualTo(free.text("message"));
        assertThat(taken.json().path("account").path("email_verified"))
                .isEqualTo(free.json().path("account").path("email_verified"));
    }

    private static long timed(Visitor visitor, String path, String email, List<String> said) throws Exception {
        var began = System.nanoTime();
        said.add(visitor.post(path, body("email", email)).expect(200).body());
        return System.nanoTime() - began;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    @Test
    void nobodysMailboxIsFilledAndNobodyAsksForEver() throws Exception {
        register("Dora", "dora@example.org").expect(201);
        var statuses = new ArrayList<Integer>();
        for (var n = 0; n < 25; n++) {
            statuses.add(from("192.0.2.9")
                    .post("/api/resend-email", body("email", "dora@example.org"))
                    .status());
        }

        assertThat(statuses.subList(0, 20)).containsOnly(200);
        assertThat(statuses.subList(20, 25)).containsOnly(429);
        mailbox.newest("dora@example.org", 5);
        register("Ella", "ella@example.org").expect(201);
        mailbox.newest("ella@example.org", 1); // letters are sent in turn: a sixth to Dora would have come before
        assertThat(mailbox.lettersTo("dora@example.org")).isEqualTo(5);
    }

    @Test
    @Tag("kill")
    void aLetterSurvivesAKill() throws Exception {
        register("Fay", "fay@example.org").expect(201);
        house.killAndRestart();

        var key = Mailbox.key(mailbox.newest("fay@example.org", 1));
        house.visitor().post("/api/verify-email", body("key", key)).expect(200);
        house.visitor().login("Fay", Visitor.PASSWORD).expect(200);
    }

    @Test
    void theDatabaseHoldsNoKeyThatALetterCarries() throws Exception {
        register("Gina", "gina@example.org").expect(201);
        var key = Mailbox.key(mailbox.newest("gina@example.org", 1));

        assertThat(dump()).contains("gina@example.org").doesNotContain(key);
    }

    private String dump() throws IOException {
        var dump = new StringBuilder();
        for (var name : List.of("raconteur.db", "raconteur.db-wal")) {
            dump.append(Files.readString(folder.resolve("data").resolve(name), StandardCharsets.ISO_8859_1));
        }
        return dump.toString();
    }
}
