package raconteur.scenarios.account;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real mail server, with everybody's mail. */
final class Mailbox implements AutoCloseable {
    private static final Pattern LINK = Pattern.compile("(http\\S+)#(?:key|invite)=(\\S+)");
    private static final long PATIENCE = 30_000;

    private final GreenMail server = new GreenMail(ServerSetupTest.SMTP.dynamicPort());

    Mailbox() {
        server.start();
    }

    /** The settings that have a server send its letters here. */
    Map<String, String> settings(String... more) {
        var settings = new HashMap<String, String>();
        settings.put(
                "RACONTEUR_SMTP_URL", "smtp://127.0.0.1:" + server.getSmtp().getPort());
        settings.put("RACONTEUR_MAIL_FROM", "Raconteur <raconteur@example.org>");
        settings.put("RACONTEUR_MAIL_LEASE", "1s");
        for (var n = 0; n < more.length; n += 2) {
            settings.put(more[n], more[n + 1]);
        }
        return settings;
    }

    /** Waits until so many letters have come to this address; the newest of them. */
    String newest(String address, int count) throws IOException, MessagingException {
        var limit = System.nanoTime() + PATIENCE * 1_000_000;
        var all = server.getReceivedMessages().length;
        while (to(address).length < count) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("no letter " + count + " to " + address);
            }
            server.waitForIncomingEmail(100, all + 1);
            all = server.getReceivedMessages().length;
        }
        var mine = to(address);
        return String.valueOf(mine[mine.length - 1].getContent());
    }

    int lettersTo(String address) {
        return to(address).length;
    }

    private MimeMessage[] to(String address) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .toArray(MimeMessage[]::new);
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Stream.of(mail.getAllRecipients())
                    .anyMatch(one -> one.toString().equalsIgnoreCase(address));
        } catch (MessagingException broken) {
            throw new AssertionError(broken);
        }
    }

    /** What the first link in this letter carries. */
    static String key(String letter) {
        var link = LINK.matcher(letter);
        if (!link.find()) {
            throw new AssertionError("no link in " + letter);
        }
        return link.group(2);
    }

    @Override
    public void close() {
        server.stop();
    }
}
