package raconteur.account;

import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.Secret;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/** Takes in new members, as far as the operator wants any. Thread-safe. */
@Singleton
public final class Registration {
    /**
     * Someone who wants an account.
     *
     * @param invite what an operator has given them, if anything
     * @param language in which to write to them
     */
    public record Applicant(
            String username,
            String password,
            @Nullable String email,
            @Nullable String invite,
            Language language) {}

    /**
     * A new member.
     *
     * @param signedIn its first login; none where the address must be verified before
     */
    public record Made(Account account, Optional<SignedIn> signedIn, Entrance.Proof proof) {}

    private static final Logger LOG = Logger.getLogger(Registration.class);

    private final Database database;
    private final Accounts accounts;
    private final Registrations registrations;
    private final Passwords passwords;
    private final Invitations invitations;
    private final Entrance entrance;
    private final Verification verification;
    private final SignIn signIn;
    private final Listeners listeners;
    private final Secret secret;
    private final InstantSource time;
    private final ZoneId zone;
    private final int perDay;

    Registration(
            Database database,
            Accounts accounts,
            Registrations registrations,
            Passwords passwords,
            Invitations invitations,
            Entrance entrance,
            Verification verification,
            SignIn signIn,
            Listeners listeners,
            Secret secret,
            Settings settings,
            InstantSource time) {
        this.database = database;
        this.accounts = accounts;
        this.registrations = registrations;
        this.passwords = passwords;
        this.invitations = invitations;
        this.entrance = entrance;
        this.verification = verification;
        this.signIn = signIn;
        this.listeners = listeners;
        this.secret = secret;
        this.time = time;
        this.zone = zone(settings.text(Setting.TIMEZONE));
        this.perDay = settings.number(Setting.REGISTRATIONS_PER_DAY);
    }

    /**
     * Makes a member and signs it in, unless its address must be verified before. Whether an address is known here is
     * not told: who reads it gets a letter either way.
     *
     * @param here whether the request comes from this very machine, where registrations are not counted
     * @throws Refusal with {@link Code#REGISTRATION_CLOSED}, {@link Code#INVALID_REQUEST}, {@link Code#USERNAME_TAKEN}
     *     or {@link Code#TOO_MANY_REQUESTS}; nothing was made
     */
    public Made register(Applicant applicant, SignIn.Device device, boolean here) {
        var rules = entrance.rules();
        var invite = invite(rules, applicant);
        var username = Username.parse(applicant.username());
        Passwords.check("password", applicant.password());
        var email = Email.parse(applicant.email());
        if (email == null && rules.proof() == Entrance.Proof.MANDATORY) {
            throw Refusal.invalid("email", "is needed: this server verifies it", "为必填项：本服务器会验证邮箱");
        }
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
        var made = database.transact(tx -> {
            if (invite.isPresent() && !invitations.use(tx, invite.get())) {
                throw notInvited();
            }
            var account = accounts.add(tx, username, email, hash, Role.MEMBER);
            if (isCounted && registrations.add(tx, today, from) > perDay) {
                throw tooMany();
            }
            if (rules.terms() != null) {
                accounts.acceptTerms(tx, account.id(), rules.termsVersion());
            }
            listeners.opened(tx, new Opening(account.id(), account.role(), here));
            verification.welcome(tx, account, here, applicant.language());
            return new Made(account, first(tx, account, device, rules), rules.proof());
        });
        verification.hurry();
        LOG.infof(
                "An account was made: account=%s registration=%s email_verification=%s",
                made.account().id(), rules.registration(), rules.proof());
        return made;
    }

    private Optional<SignedIn> first(Handle tx, Account account, SignIn.Device device, Entrance.Rules rules) {
        return rules.proof() == Entrance.Proof.MANDATORY
                ? Optional.empty()
                : Optional.of(signIn.open(tx, account, device, listeners.openPage(tx, account.id())));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new Settings.Unusable(
                    Setting.TIMEZONE.variable() + " is '" + name + "', but takes a zone such as Asia/Shanghai.");
        }
    }

    /** The invitation to use up, where one is needed. */
    private Optional<String> invite(Entrance.Rules rules, Applicant applicant) {
        return switch (rules.registration()) {
            case OPEN -> Optional.empty();
            case INVITE -> {
                var given = applicant.invite() == null ? "" : applicant.invite().strip();
                if (given.isEmpty() || !database.read(tx -> invitations.isGood(tx, given))) {
                    throw notInvited();
                }
                yield Optional.of(given);
            }
            case CLOSED ->
                throw new Refusal(
                        Code.REGISTRATION_CLOSED,
                        new Text(
                                "This server takes no new accounts. Ask its operator to make one for you.",
                                "本服务器不开放注册，请联系管理员为您创建账户。"));
        };
    }

    private static Refusal notInvited() {
        return new Refusal(
                Code.REGISTRATION_CLOSED,
                new Text(
                        "This server takes new accounts by invitation only, and this invitation is not valid."
                                + " Ask its operator.",
                        "本服务器仅接受邀请注册，此邀请无效。请联系管理员。"));
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
