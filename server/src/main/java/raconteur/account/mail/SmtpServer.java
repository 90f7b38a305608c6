package raconteur.account.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * The mail server that the operator names.
 *
 * @param secure whether the connection begins with TLS; otherwise it changes to TLS where the server offers that
 * @param user who signs in there; nobody when it is null
 */
record SmtpServer(
        boolean secure,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_SECURE = 465;

    /**
     * Reads {@code smtp://user:password@host:587} or {@code smtps://…}; signs that an address cannot hold are written
     * as in one, such as {@code %40} for {@code @}.
     *
     * @throws Settings.Unusable if it is none; without its words, since it may hold a password
     */
    static SmtpServer parse(String text) {
        try {
            var address = new URI(text);
            var scheme = String.valueOf(address.getScheme());
            var host = address.getHost();
            if (!Set.of("smtp", "smtps").contains(scheme) || host == null) {
                throw unusable();
            }
            var secure = scheme.equals("smtps");
            var usual = secure ? SUBMISSION_SECURE : SUBMISSION;
            var user = address.getRawUserInfo();
            var colon = user == null ? -1 : user.indexOf(':');
            if (user != null && colon <= 0) {
                throw unusable();
            }
            return new SmtpServer(
                    secure,
                    host,
                    address.getPort() < 0 ? usual : address.getPort(),
                    user == null ? null : decoded(user.substring(0, colon)),
                    user == null ? null : decoded(user.substring(colon + 1)));
        } catch (URISyntaxException | IllegalArgumentException _) {
            throw unusable();
        }
    }

    /** How the mail library is told. A password crosses no network in the clear. */
    Properties properties(String ownName) {
        var all = new Properties();
        all.setProperty("mail.smtp.host", host);
        all.setProperty("mail.smtp.port", Integer.toString(port));
        all.setProperty("mail.smtp.localhost", ownName);
        all.setProperty("mail.smtp.auth", Boolean.toString(user != null));
        all.setProperty("mail.smtp.ssl.enable", Boolean.toString(secure));
        all.setProperty("mail.smtp.starttls.enable", "true");
        all.setProperty("mail.smtp.starttls.required", Boolean.toString(user != null && !secure && !isHere()));
        all.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        all.setProperty("mail.smtp.connectiontimeout", "10000");
        all.setProperty("mail.smtp.timeout", "20000");
        all.setProperty("mail.smtp.writetimeout", "20000");
        all.setProperty("mail.mime.allowutf8", "true");
        return all;
    }

    private boolean isHere() {
        return HERE.contains(host);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Settings.Unusable unusable() {
        return new Settings.Unusable(
                Setting.SMTP_URL.variable() + " must look like smtp://user:password@host:587 or smtps://host:465"
                        + " (signs such as @ in a password written as %40).");
    }

    /** Without the password, which would otherwise stand in a log one day. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
