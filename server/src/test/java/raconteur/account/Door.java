package raconteur.account;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.mail.Mail;
import raconteur.account.mail.Post;
import raconteur.account.mail.PostOffice;
import raconteur.account.picture.Studio;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;
import raconteur.platform.db.EveryDatabase;

/** Everything of this package, put together over a real database of the test's own. */
final class Door implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final SignIn.Device LAPTOP = new SignIn.Device("laptop", "203.0.113.9");
    static final SignIn.Device PHONE = new SignIn.Device("phone", "198.51.100.7");

    final ManualTime time = new ManualTime();
    final List<String> news = new CopyOnWriteArrayList<>();
    final Path data;
    final Database database;
    final Accounts accounts;
    final Logins logins;
    final Keys keys;
    final Passwords passwords;
    final Tokens tokens;
    final Throttle throttle;
    final Authentication authentication;
    final LoginEnds ends;
    final SignIn signIn;
    final Registration registration;
    final FirstOperator firstOperator;
    final Membership membership;
    final LocalKey localKey;
    final Entrance entrance;
    final Invites invites;
    final Verification verification;
    final PasswordReset passwordReset;
    final KeyRing keyRing;
    final Avatars avatars;
    final Preferences preferences;
    final Members members;
    final MailDesk mailDesk;
    final Post post;
    private final EveryDatabase.Own own;

    Door(EveryDatabase kind, Path folder, Map<String, String> set) {
        own = kind.open(folder, time);
        database = own.database();
        data = folder.resolve("data");
        var environment = new HashMap<>(set);
        environment.putIfAbsent("RACONTEUR_SESSION_MAX_DEVICES", "0");
        environment.putIfAbsent("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU");
        environment.putIfAbsent("RACONTEUR_PASSWORD_MEMORY", "1024");
        environment.put("RACONTEUR_DATA", data.toString());
        var settings = Settings.read(folder, environment, List.of());
        var secret = Secret.open(settings, true);
        var ids = new Ids(time);
        var listeners = new Listeners(List.of(new News()), Optional.of((_, _) -> ids.next()));
        passwords = new Passwords(settings);
        accounts = new Accounts(ids, time);
        logins = new Logins(ids, time);
        keys = new Keys(ids, time);
        tokens = new Tokens(secret, time);
        throttle = new Throttle(settings, time);
        authentication = new Authentication(database, logins, keys, tokens, settings, time);
        ends = new LoginEnds(
                database, logins, authentication, List.of((_, _, reason) -> news.add("ended: " + reason)), time);
        entrance = new Entrance(database, settings, time);
        post = PostOffice.over(database, ids, settings, secret, time);
        var links = new Links(settings);
        var limits = new LetterLimits(time);
        var mailKeys = new MailKeys(time);
        var errands = new Errands(Runnable::run);
        var correspondence = new Correspondence(post, accounts, mailKeys, new Wording(links), links, limits, time);
        verification = new Verification(
                database, accounts, mailKeys, entrance, correspondence, limits, errands, listeners, authentication);
        signIn = new SignIn(
                database, accounts, logins, passwords, tokens, throttle, ends, listeners, verification, settings, time);
        var invitations = new Invitations(ids, time);
        registration = new Registration(
                database,
                accounts,
                new Registrations(),
                passwords,
                invitations,
                entrance,
                verification,
                signIn,
                listeners,
                secret,
                settings,
                time);
        passwordReset = new PasswordReset(
                database,
                accounts,
                logins,
                passwords,
                mailKeys,
                correspondence,
                verification,
                limits,
                links,
                errands,
                throttle,
                authentication,
                ends);
        firstOperator = new FirstOperator(database, accounts, passwords, signIn, listeners, secret, settings);
        membership = new Membership(
                database, accounts, logins, passwords, throttle, signIn, authentication, ends, listeners, verification);
        keyRing = new KeyRing(database, keys, authentication, time);
        invites = new Invites(database, invitations, links, time);
        avatars = new Avatars(database, accounts, Studio.open(), authentication);
        preferences = new Preferences(database, accounts, authentication);
        members = new Members(database, accounts);
        mailDesk = new MailDesk(post, correspondence);
        localKey = new LocalKey(database, accounts, keys, listeners, settings);
    }

    /** A member who has just registered. */
    SignedIn member(String name) {
        return register(name, null).signedIn().orElseThrow();
    }

    /** A member who has just registered with this address, from this machine. */
    Registration.Made register(String name, @Nullable String email) {
        return registration.register(
                new Registration.Applicant(name, PASSWORD, email, null, Language.EN), LAPTOP, true);
    }

    /** The operator. */
    Caller operator() {
        return caller(firstOperator.setUp("Grace", PASSWORD, null, LAPTOP, true));
    }

    /** The newest letter to this address that has not been sent. */
    Mail letter(String address) {
        return post.list(null, 200).stream()
                .filter(letter -> letter.address().equals(address))
                .findFirst()
                .flatMap(letter -> post.read(letter.id()))
                .orElseThrow()
                .mail();
    }

    long letters(String address) {
        return post.list(null, 200).stream()
                .filter(letter -> letter.address().equals(address))
                .count();
    }

    /** What the first link in the newest letter to this address carries. */
    String key(String address) {
        return keyIn(letter(address).text());
    }

    static String keyIn(String text) {
        var link = Pattern.compile("#key=(\\S+)").matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in " + text);
        }
        return link.group(1);
    }

    /** Who a credential belongs to, shown from elsewhere. */
    Optional<Caller> who(String credential) {
        return authentication.bearer(credential, false, Language.EN);
    }

    Caller caller(SignedIn signedIn) {
        return who(signedIn.token()).orElseThrow();
    }

    <T> Optional<T> find(Database.Work<Optional<T>> work) {
        return database.read(work);
    }

    <T> List<T> list(Database.Work<List<T>> work) {
        return database.read(work);
    }

    boolean is(Database.Work<Boolean> work) {
        return database.transact(work);
    }

    long count(String table) {
        return database.read(tx -> tx.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        passwords.close();
        own.close();
    }

    private final class News implements AccountListener {
        @Override
        public void opened(Handle tx, Opening opening) {
            news.add("opened " + opening.role());
        }

        @Override
        public void confirmed(Handle tx, Opening opening) {
            news.add("confirmed " + opening.role());
        }

        @Override
        public void deleted(Handle tx, AccountId account) {
            news.add("deleted " + accounts.find(tx, account).orElseThrow().username());
        }
    }
}
