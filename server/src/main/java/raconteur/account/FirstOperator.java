package raconteur.account;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Secret;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.platform.db.StoredSettings;

/**
 * Makes the account that runs this server, once: by the settings at the first start, by a page of this machine, or by
 * whoever has the code that the server printed. There is no default password. Thread-safe.
 */
@Singleton
public final class FirstOperator {
    private static final Logger LOG = Logger.getLogger(FirstOperator.class);

    /** Kept for ever once there was an operator, so that its removal does not open the door again. */
    private static final String DONE = "first operator";

    private static final int CODE = 16;

    private final Database database;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIn signIn;
    private final Listeners listeners;
    private final Secret secret;
    private final Settings settings;

    FirstOperator(
            Database database,
            Accounts accounts,
            Passwords passwords,
            SignIn signIn,
            Listeners listeners,
            Secret secret,
            Settings settings) {
        this.database = database;
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
        this.listeners = listeners;
        this.secret = secret;
        this.settings = settings;
    }

    /** Whether there never was an operator. */
    public boolean isMissing() {
        return database.read(tx -> StoredSettings.find(tx, DONE)).isEmpty();
    }

    /**
     * Makes the operator that the settings name, if there never was one.
     *
     * @return the code to print for the page, when the settings name none and one is missing
     */
    public Optional<String> begin() {
        var name = settings.find(Setting.ADMIN_USER);
        var password = settings.find(Setting.ADMIN_PASSWORD);
        if (!isMissing()) {
            return Optional.empty();
        }
        if (name == null && password == null) {
            return Optional.of(code());
        }
        if (name == null || password == null) {
            throw new Settings.Unusable("%s and %s go together: set both or neither."
                    .formatted(Setting.ADMIN_USER.variable(), Setting.ADMIN_PASSWORD.variable()));
        }
        try {
            var username = Username.parse(name);
            Passwords.check("password", password);
            var hash = passwords.hash(password);
            database.transact(tx -> make(tx, username, hash, true));
            LOG.infof("The first operator was made as the settings say.");
        } catch (Refusal refusal) {
            throw new Settings.Unusable("%s and %s cannot be used: %s"
                    .formatted(
                            Setting.ADMIN_USER.variable(),
                            Setting.ADMIN_PASSWORD.variable(),
                            refusal.detail().en()));
        }
        return Optional.empty();
    }

    /**
     * Makes the operator and signs it in; of several at once exactly one succeeds.
     *
     * @param code what the caller gave as code
     * @param here whether the request is proven to come from this machine, which needs no code
     * @throws Refusal {@link Code#SETUP_DONE} when there is or was one, {@link Code#FORBIDDEN} without the right code,
     *     {@link Code#INVALID_REQUEST}
     */
    public SignedIn setUp(String name, String password, @Nullable String code, SignIn.Device device, boolean here) {
        if (!isMissing()) {
            throw new Refusal(Code.SETUP_DONE);
        }
        if (!here && !isRight(code)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    new Text(
                            "From elsewhere than the server's own machine, the setup code is needed."
                                    + " The server printed it when it started.",
                            "从服务器以外的设备进行初始设置时，需要服务器启动时显示的设置码。"));
        }
        var username = Username.parse(name);
        Passwords.check("password", password);
        var hash = passwords.hash(password);
        return database.transact(tx -> {
            var account = make(tx, username, hash, here);
            return signIn.open(tx, account, device, listeners.openPage(tx, account.id()));
        });
    }

    private Account make(Handle tx, Username username, String hash, boolean here) {
        if (!StoredSettings.putIfAbsent(tx, DONE, username.shown())) {
            throw new Refusal(Code.SETUP_DONE);
        }
        var account = accounts.add(tx, username, null, hash, Role.OPERATOR);
        var opening = new Opening(account.id(), account.role(), here);
        listeners.opened(tx, opening);
        if (accounts.confirm(tx, account.id())) {
            listeners.confirmed(tx, opening);
        }
        return account;
    }

    /** The same on every node and after every start, and nowhere kept: it follows from the secret. */
    private String code() {
        var code = secret.seal("setup code", "setup code").substring(0, CODE).toUpperCase(Locale.ROOT);
        return String.join("-", code.substring(0, 4), code.substring(4, 8), code.substring(8, 12), code.substring(12));
    }

    private boolean isRight(@Nullable String given) {
        var plain = String.valueOf(given).toUpperCase(Locale.ROOT).replaceAll("[^0-9A-F]", "");
        var right = code().replace("-", "");
        return given != null
                && MessageDigest.isEqual(
                        plain.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
