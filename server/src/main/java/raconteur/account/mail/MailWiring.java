package raconteur.account.mail;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Turns the settings into the one way that mail takes. */
final class MailWiring {
    @Produces
    @Singleton
    Mailer mailer(Settings settings, InstantSource time) {
        return mailerOf(settings, time);
    }

    /** Throws {@link Settings.Unusable} when the settings name a server or a sender that cannot be. */
    static Mailer mailerOf(Settings settings, InstantSource time) {
        var server = settings.find(Setting.SMTP_URL);
        return server == null
                ? new KeptMailer()
                : new SmtpMailer(SmtpServer.parse(server), settings.text(Setting.MAIL_FROM), time);
    }
}
