package raconteur.account;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
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
    final Passwords passwords = new Passwords();
    final Tokens tokens;
    final Throttle throttle;
    final Authentication authentication;
    final LoginEnds ends;
    final SignIn signIn;
    final Registration registration;
    final FirstOperator firstOperator;
    final Membership membership;
    final LocalKey localKey;
    private final EveryDatabase.Own own;

    Door(EveryDatabase kind, Path folder, Map<String, String> set) {
        own = kind.open(folder, time);
        database = own.database();
        data = folder.resolve("data");
        var environment = new HashMap<>(set);
        environment.putIfAbsent("RACONTEUR_SESSION_MAX_DEVICES", "0");
        environment.putIfAbsent("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU");
        environment.put("RACONTEUR_DATA", data.toString());
        var settings = Settings.read(folder, environment, List.of());
        var secret = Secret.open(settings, true);
        var ids = new Ids(time);
        var listeners = new Listeners(List.of(new News()), Optional.of((_, _) -> ids.next()));
        accounts = new Accounts(ids, time);
        logins = new Logins(ids, time);
        keys = new Keys(ids, time);
        tokens = new Tokens(secret, time);
        throttle = new Throttle(settings, time);
        authentication = new Authentication(database, logins, keys, tokens, settings, time);
        ends = new LoginEnds(
                database, logins, authentication, List.of((_, _, reason) -> news.add("ended: " + reason)), time);
        signIn = new SignIn(database, accounts, logins, passwords, tokens, throttle, ends, listeners, settings, time);
        registration = new Registration(
                database, accounts, new Registrations(), passwords, signIn, listeners, secret, settings, time);
        firstOperator = new FirstOperator(database, accounts, passwords, signIn, listeners, secret, settings);
        membership = new Membership(
                database, accounts, logins, passwords, throttle, signIn, authentication, ends, listeners);
        localKey = new LocalKey(database, accounts, keys, listeners, settings);
    }

    /** A member who has just registered. */
    SignedIn member(String name) {
        return registration.register(new Registration.Applicant(name, PASSWORD, null), LAPTOP, true);
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
        public void deleted(Handle tx, AccountId account) {
            news.add("deleted " + accounts.find(tx, account).orElseThrow().username());
        }
    }
}
