package raconteur.account.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.ManualTime;
import raconteur.platform.Settings;

/** Over real SMTP, with a real server and with one that says no. */
class SmtpMailerTest implements MailerContract {
    private final ManualTime time = new ManualTime();
    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());
    private final Mailer mailer;

    SmtpMailerTest() {
        server.start();
        mailer = mailer("smtp://127.0.0.1:" + server.getSmtp().getPort());
    }

    private Mailer mailer(String url) {
        return new SmtpMailer(SmtpServer.parse(url), "说书人 <raconteur@example.org>", time);
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Override
    public Mailer mailer() {
        return mailer;
    }

    @Override
    public String readable(Mail mail) throws Exception {
        var arrived = server.getReceivedMessages();
        var text = String.valueOf(arrived[arrived.length - 1].getContent()).replace("\r\n", "\n");
        return text.stripTrailing() + "\n"; // the end of a mail is also the end of its last line
    }

    @Test
    void itSaysWhoItIsFromAndThatAMachineWroteIt() throws Exception {
        mailer.send(new Mail("ada@example.org", "Verify 验证", "text"));

        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Verify 验证");
        assertThat(mail.getFrom()[0].toString()).contains("raconteur@example.org");
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSentDate()).isEqualTo(java.util.Date.from(time.instant()));
    }

    @Test
    void aLineFeedMakesNoHeader() throws Exception {
        mailer.send(new Mail("ada@example.org", "x\r\nBcc: eve@example.org", "text"));

        for (var mail : server.getReceivedMessages()) {
            assertThat(mail.getAllRecipients()).hasSize(1);
            assertThat(mail.getHeader("Bcc")).isNull();
        }
    }

    @Test
    void aPasswordIsShownToTheServerThatAsksForIt() {
        server.setUser("ada@example.org", "ada", "p@ss+word:1");
        var port = server.getSmtp().getPort();

        assertThat(mailer("smtp://ada:p%40ss+word:1@127.0.0.1:" + port).send(new Mail("x@example.org", "x", "y")))
                .isEqualTo(new Mailer.Outcome.Sent());
        assertThat(mailer("smtp://ada:wrong@127.0.0.1:" + port).send(new Mail("x@example.org", "x", "y")))
                .isInstanceOfSatisfying(
                        Mailer.Outcome.Refused.class,
                        refused -> assertThat(refused.words())
                                .contains("127.0.0.1")
                                .doesNotContain("wrong"));
    }

    @ParameterizedTest
    @CsvSource({
        "550, 5.1.1 no such user here, true",
        "504, 5.5.2 need a fully qualified address, true",
        "452, 4.2.2 mailbox is full, false",
        "421, 4.3.2 come back later, false"
    })
    void whatTheServerSaysIsTold(int code, String words, boolean forGood) throws IOException {
        try (var refusing = new RefusingServer(code + " " + words)) {
            var outcome = mailer("smtp://127.0.0.1:" + refusing.port()).send(new Mail("ada@example.org", "x", "y"));

            if (forGood) {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Mailer.Outcome.Refused.class,
                                refused -> assertThat(refused.words()).contains(code + "", words));
            } else {
                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Mailer.Outcome.Deferred.class,
                                deferred -> assertThat(deferred.words()).contains(code + "", words));
            }
        }
    }

    @Test
    void whereNobodyListensItIsTriedAgainLater() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }

        assertThat(mailer("smtp://127.0.0.1:" + nobody).send(new Mail("ada@example.org", "x", "y")))
                .isInstanceOf(Mailer.Outcome.Deferred.class);
    }

    @Test
    void aPasswordDoesNotCrossTheNetworkInTheClear() {
        var elsewhere = SmtpServer.parse("smtp://ada:secret@mail.example.org").properties("example.org");
        var here = SmtpServer.parse("smtp://ada:secret@localhost").properties("example.org");
        var secure = SmtpServer.parse("smtps://ada:secret@mail.example.org");

        assertThat(elsewhere).containsEntry("mail.smtp.starttls.required", "true");
        assertThat(here).containsEntry("mail.smtp.starttls.required", "false");
        assertThat(secure.properties("x")).containsEntry("mail.smtp.ssl.enable", "true");
        assertThat(secure.port()).isEqualTo(465);
        assertThat(SmtpServer.parse("smtp://mail.example.org").port()).isEqualTo(587);
        assertThat(secure.toString()).doesNotContain("secret");
    }

    @Test
    void overTlsFromTheBeginningTheServerMustBeWhoItSays() {
        var secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        secure.start();
        try {
            var outcome = mailer("smtps://127.0.0.1:" + secure.getSmtps().getPort())
                    .send(new Mail("ada@example.org", "x", "y"));

            assertThat(outcome).isInstanceOf(Mailer.Outcome.Deferred.class);
            assertThat(secure.getReceivedMessages()).isEmpty();
        } finally {
            secure.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mail.example.org",
                "http://mail.example.org",
                "smtp://",
                "smtp://ada@mail.example.org",
                "smtp://a:b c@x"
            })
    void whatIsNoServerStopsTheStartWithoutItsPassword(String url) {
        assertThatThrownBy(() -> SmtpServer.parse(url))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("RACONTEUR_SMTP_URL")
                .hasMessageNotContaining("b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "raconteur", "a@b.c, d@e.f"})
    void whatIsNoSenderStopsTheStart(String from) {
        assertThatThrownBy(() -> new SmtpMailer(SmtpServer.parse("smtp://mail.example.org"), from, time))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("RACONTEUR_MAIL_FROM");
        assertThat(Arrays.asList(server.getReceivedMessages())).isEmpty();
    }
}
