package raconteur.account.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every way that mail can take has to do. */
interface MailerContract {
    String BOOK = "Ada,\n\nyour link: http://localhost:8080/verify-email#key=rm_" + "x".repeat(80)
            + "\n\n=20 .\n.\n你好，世界 🦊\n";

    Mailer mailer();

    /** The text that somebody at this address can read now, by whatever way; empty when there is none. */
    String readable(Mail mail) throws Exception;

    @Test
    default void whatIsTakenReachesItsReaderWholeOrStaysWhole() throws Exception {
        var mail = new Mail("ada@example.org", "Verify 验证", BOOK);

        var outcome = mailer().send(mail);

        if (mailer().reachesPeople()) {
            assertThat(outcome).isEqualTo(new Mailer.Outcome.Sent());
        } else {
            assertThat(outcome).isEqualTo(new Mailer.Outcome.Kept());
        }
        assertThat(readable(mail)).isEqualTo(BOOK);
    }

    @Test
    default void itNeverThrows() {
        for (var address : new String[] {"", "nobody", "a@b@c", "a b@example.org", "a@b.c\r\nBcc: eve@example.org"}) {
            assertThat(mailer().send(new Mail(address, "x", "y")))
                    .as(address)
                    .isInstanceOfAny(Mailer.Outcome.Kept.class, Mailer.Outcome.Refused.class);
        }
    }
}
