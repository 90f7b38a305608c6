package raconteur.scenarios.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where mail does not reach people by itself: the operator sees why, and passes it on. */
class OperatorsPostScenarioTest {
    @TempDir
    Path folder;

    @Test
    void withoutAMailServerTheOperatorPassesLettersOn() throws Exception {
        try (var house = House.open(folder, Map.of("RACONTEUR_EMAIL_VERIFICATION", "mandatory"))) {
            var grace = house.operator();
            assertThat(house.visitor().get("/api/setup").json().path("mail").asBoolean(true))
                    .isFalse();
            register(house, "Ada", "ada@example.org");

            var letter = letter(grace, "kept");
            assertThat(letter.body()).contains("ada@example.org").doesNotContain("#key=");
            var one = grace.get("/api/admin/mail/" + letter.text("id")).expect(200);
            assertThat(one.text("text"))
                    .contains("http://localhost:" + house.server().port() + "/verify-email#key=");
            house.visitor()
                    .post("/api/verify-email", "{\"key\": \"" + Mailbox.key(one.text("text")) + "\"}")
                    .expect(200);
            var ada = house.visitor()
                    .bearer(house.visitor()
                            .login("Ada", Visitor.PASSWORD)
                            .expect(200)
                            .text("token"));

            ada.get("/api/admin/mail").expect(403);
            ada.get("/api/admin/mail/" + letter.text("id")).expect(403);
            assertThat(house.log()).contains("An operator read a letter");
            grace.delete("/api/admin/mail/" + letter.text("id")).expect(404); // it went when it was used
            var trial = grace.post("/api/admin/mail/test", "{\"email\": \"grace@example.org\"}")
                    .expect(200);
            assertThat(trial.json().path("delivered").asBoolean(true)).isFalse();
            assertThat(trial.text("message")).contains("No mail server is set");
        }
    }

    @Test
    void anOperatorsLinkSetsAnotherPassword() throws Exception {
        try (var house = House.open(folder, Map.of())) {
            var grace = house.operator();
            var ada = house.member("Ada");
            var members = grace.get("/api/admin/accounts?q=AD").expect(200);
            assertThat(members.json().path("items")).hasSize(1);
            var id = members.json().path("items").path(0).path("id").asText();

            ada.post("/api/admin/accounts/" + id + "/reset-link", "").expect(403);
            var link = grace.post("/api/admin/accounts/" + id + "/reset-link", "")
                    .expect(201)
                    .text("link");
            house.visitor()
                    .post("/api/password-reset/confirm", """
                            {"key": "%s", "password": "another horse"}""".formatted(Mailbox.key(link)))
                    .expect(200);

            ada.get("/api/me").expect(401);
            house.visitor().login("Ada", "another horse").expect(200);
            assertThat(house.log()).contains("An operator made a link").doesNotContain(Mailbox.key(link));
        }
    }

    @Test
    void whatTheMailServerSaysIsToldToTheOperator() throws Exception {
        try (var refusing = new Refusing()) {
            var settings = Map.of(
                    "RACONTEUR_EMAIL_VERIFICATION", "mandatory",
                    "RACONTEUR_SMTP_URL", "smtp://127.0.0.1:" + refusing.socket.getLocalPort(),
                    "RACONTEUR_MAIL_FROM", "raconteur@example.org");
            try (var house = House.open(folder, settings)) {
                var grace = house.operator();

                register(house, "Ada", "ada@example.org");

                var letter = letter(grace, "refused");
                assertThat(letter.text("reason")).contains("504", "need a fully qualified address");
                assertThat(house.log()).contains("need a fully qualified address");
                var trial = grace.post("/api/admin/mail/test", "{\"email\": \"grace@example.org\"}")
                        .expect(200);
                assertThat(trial.json().path("delivered").asBoolean(true)).isFalse();
                assertThat(trial.text("message")).contains("504");
                grace.post("/api/admin/mail/" + letter.text("id") + "/retry", "")
                        .expect(204);
                grace.delete("/api/admin/mail/" + letter.text("id")).expect(204);
                grace.get("/api/admin/mail/" + letter.text("id")).expect(404);
            }
        }
    }

    /** Waits until there is a letter in this state. */
    private static Visitor.Answer letter(Visitor operator, String state) throws Exception {
        for (var n = 0; n < 2000; n++) {
            var found = operator.get("/api/admin/mail").expect(200);
            for (var item : found.json().path("items")) {
                if (item.path("state").asText().equals(state)) {
                    return new Visitor.Answer(200, found.headers(), item.toString());
                }
            }
        }
        throw new AssertionError("no letter is " + state);
    }

    private static void register(House house, String name, String email) throws Exception {
        house.visitor()
                .post("/api/register", """
                {"username": "%s", "password": "%s", "email": "%s", "accept_terms": true}""".formatted(name, Visitor.PASSWORD, email))
                .expect(201);
    }

    /** A mail server that wants another kind of address. */
    private static final class Refusing implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

        Refusing() throws IOException {
            var _ = Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (var one = socket.accept()) {
                    talk(one);
                } catch (IOException _) {
                    // the other side went, or the test is over
                }
            }
        }

        private static void talk(Socket one) throws IOException {
            var in = new BufferedReader(new InputStreamReader(one.getInputStream(), StandardCharsets.UTF_8));
            say(one, "220 refusing.example.org ESMTP");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var isRecipient = line.toUpperCase(Locale.ROOT).startsWith("RCPT");
                say(one, isRecipient ? "504 5.5.2 need a fully qualified address" : "250 fine");
            }
        }

        private static void say(Socket one, String line) throws IOException {
            one.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
