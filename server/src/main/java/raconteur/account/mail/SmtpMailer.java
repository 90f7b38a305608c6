package raconteur.account.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.http.Redaction;

/** Hands mail to a mail server. One connection per mail: there are few. */
final class SmtpMailer implements Mailer {
    private static final int FIRST_PERMANENT = 500;

    private final SmtpServer server;
    private final InternetAddress from;
    private final Session session;
    private final InstantSource time;

    /** Throws {@link Settings.Unusable} when the sender is no address. */
    SmtpMailer(SmtpServer server, String from, InstantSource time) {
        this.server = server;
        this.from = sender(from);
        this.session = Session.getInstance(server.properties(domain(this.from)));
        this.time = time;
    }

    @Override
    public Outcome send(Mail mail) {
        try (var transport = session.getTransport("smtp")) {
            var message = message(mail);
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Sent();
        } catch (MessagingException failure) {
            var words = words(failure);
            return isPermanent(failure) ? new Outcome.Refused(words) : new Outcome.Deferred(words);
        }
    }

    @Override
    public boolean reachesPeople() {
        return true;
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new MimeMessage(session);
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(time.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** What every part of the failure says, the server's own words among them. */
    private String words(MessagingException failure) {
        var said = new LinkedHashSet<String>();
        for (var cause : causes(failure)) {
            var message = cause.getMessage();
            said.add(message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip());
        }
        return Redaction.line("The mail server " + server + ": " + String.join(" — ", said));
    }

    /** A server that answers 5xx, or refuses our password, will not change its mind by itself. */
    private static boolean isPermanent(MessagingException failure) {
        return causes(failure).stream().anyMatch(cause -> switch (cause) {
            case SMTPSendFailedException refused -> refused.getReturnCode() >= FIRST_PERMANENT;
            case SMTPAddressFailedException refused -> refused.getReturnCode() >= FIRST_PERMANENT;
            case SMTPSenderFailedException refused -> refused.getReturnCode() >= FIRST_PERMANENT;
            case AuthenticationFailedException _, AddressException _ -> true;
            default -> false;
        });
    }

    private static List<Exception> causes(MessagingException failure) {
        var all = new ArrayList<Exception>();
        Exception next = failure;
        while (next != null && all.size() < 8) {
            all.add(next);
            next = next instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return all;
    }

    private static InternetAddress sender(String text) {
        try {
            var addresses = InternetAddress.parse(text, true);
            if (addresses.length == 1 && addresses[0].getAddress().contains("@")) {
                return new InternetAddress(
                        addresses[0].getAddress(), addresses[0].getPersonal(), StandardCharsets.UTF_8.name());
            }
        } catch (AddressException | java.io.UnsupportedEncodingException _) {
            // said below
        }
        throw new Settings.Unusable(Setting.MAIL_FROM.variable() + " is '" + text
                + "', but takes the sender of mail, such as raconteur@example.org.");
    }

    private static String domain(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }
}
