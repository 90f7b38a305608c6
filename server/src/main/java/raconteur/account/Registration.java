package raconteur.account;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Secret;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/** Takes in new members, as far as the operator wants any. Thread-safe. */
@Singleton
public final class Registration {
    /** Someone who wants an account. */
    public record Applicant(
            String username, String password, @Nullable String email) {}

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cc}]{1,64}@[^@\\s\\p{Cc}]{1,189}");

    private final Database database;
    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Listeners listeners;
    private final Secret secret;
    private final InstantSource time;
    private final ZoneId zone;
    private final String mode;
    private final int perDay;

    Registration(
            Database database,
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            SignIn signIn,
            Listeners listeners,
            Secret secret,
            Settings settings,
            InstantSource time) {
        this.database = database;
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.signIn = signIn;
        this.listeners = listeners;
        this.secret = secret;
        this.time = time;
        this.zone = zone(settings.text(Setting.TIMEZONE));
        this.mode = settings.text(Setting.REGISTRATION);
        this.perDay = settings.number(Setting.REGISTRATIONS_PER_DAY);
    }

    /**
     * Makes a member and signs it in.
     *
     * @param here whether the request comes from this very machine, where registrations are not counted
     * @throws Refusal with {@link Code#REGISTRATION_CLOSED}, {@link Code#INVALID_REQUEST}, {@link Code#USERNAME_TAKEN}
     *     or {@link Code#TOO_MANY_REQUESTS}; nothing was made
     */
    public SignedIn register(Applicant applicant, SignIn.Device device, boolean here) {
        checkOpen();
        var username = Username.parse(applicant.username());
        Passwords.check("password", applicant.password());
        var email = email(applicant.email());
        var isCounted = !here && perDay > 0;
        var today = LocalDate.ofInstant(time.instant(), zone);
        var from = disguised(device.address());
        database.read(tx -> {
            refuseTaken(tx, username);
            if (isCounted && registrations.count(tx, today, from) >= perDay) {
                throw tooMany();
            }
            return true;
        });
        var hash = passwords.hash(applicant.password());
        return database.transact(tx -> {
            var account = accounts.add(tx, username, email, hash, Role.MEMBER);
            if (isCounted && registrations.add(tx, today, from) > perDay) {
                throw tooMany();
            }
            listeners.opened(tx, new Opening(account.id(), account.role(), here));
            return signIn.open(tx, account, device, listeners.openPage(tx, account.id()));
        });
    }

    /** The address to keep, none when it is blank; {@link Refusal} of the field {@code email} when it is none. */
    static @Nullable String email(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var address = text.strip();
        if (address.length() > LONGEST_EMAIL || !EMAIL.matcher(address).matches()) {
            throw Refusal.invalid("email", "is not an e-mail address", "不是有效的邮箱地址");
        }
        return address;
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new Settings.Unusable(
                    Setting.TIMEZONE.variable() + " is '" + name + "', but takes a zone such as Asia/Shanghai.");
        }
    }

    private void checkOpen() {
        switch (mode) {
            case "open" -> {}
            case "invite" ->
                throw new Refusal(
                        Code.REGISTRATION_CLOSED,
                        new Text(
                                "This server takes new accounts by invitation only, and this invitation is not valid."
                                        + " Ask its operator.",
                                "本服务器仅接受邀请注册，此邀请无效。请联系管理员。"));
            default ->
                throw new Refusal(
                        Code.REGISTRATION_CLOSED,
                        new Text(
                                "This server takes no new accounts. Ask its operator to make one for you.",
                                "本服务器不开放注册，请联系管理员为您创建账户。"));
        }
    }

    private void refuseTaken(Handle tx, Username username) {
        if (accounts.isTaken(tx, username)) {
            throw new Refusal(Code.USERNAME_TAKEN);
        }
    }

    private Refusal tooMany() {
        return new Refusal(
                        Code.TOO_MANY_REQUESTS,
                        new Text(
                                "Too many accounts were made from your address today. Try again tomorrow.",
                                "您所在的地址今天注册的账户过多，请明天再试。"))
                .retryAfter(Duration.between(
                        time.instant(),
                        LocalDate.ofInstant(time.instant(), zone)
                                .plusDays(1)
                                .atStartOfDay(zone)
                                .toInstant()));
    }

    /** Addresses are people's: what is kept serves to recognise one and tells nobody which. */
    private String disguised(String address) {
        return secret.seal("registration address", address);
    }
}
