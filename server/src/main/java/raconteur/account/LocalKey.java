package raconteur.account;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import raconteur.platform.Caller;
import raconteur.platform.Secret;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;

/**
 * The key of this machine's own programs, kept in the data folder. Remove the file and start again to get another one.
 */
@Singleton
public final class LocalKey {
    private static final String NAME = "local";
    private static final String FILE = "local.key";
    private static final Set<String> SCOPES = Set.of(Caller.CHAT, Caller.STORY, Caller.GAME, Caller.V1);

    private final Database database;
    private final Accounts accounts;
    private final Keys keys;
    private final Listeners listeners;
    private final Path file;

    LocalKey(Database database, Accounts accounts, Keys keys, Listeners listeners, Settings settings) {
        this.database = database;
        this.accounts = accounts;
        this.keys = keys;
        this.listeners = listeners;
        this.file = Path.of(settings.text(Setting.DATA)).resolve(FILE);
    }

    /** Makes the account and the file, unless the file holds a key that is still good. */
    public void begin() {
        try {
            var kept = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!isGood(kept)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Secret.writePrivately(file, database.transact(this::issue));
            }
        } catch (IOException failure) {
            throw new Settings.Unusable("The file " + file + " cannot be used: " + failure.getMessage());
        }
    }

    private boolean isGood(String key) {
        Optional<Keys.Holder> holder =
                key.isEmpty() ? Optional.empty() : database.read(tx -> keys.find(tx, RandomText.hash(key)));
        return holder.filter(found -> found.owner().role() == Role.LOCAL).isPresent();
    }

    private String issue(Handle tx) {
        var owner = owner(tx);
        if (database.dialect().equals("sqlite")) { // on a shared database the others are those of other nodes
            keys.list(tx, owner.id()).forEach(key -> keys.revoke(tx, owner.id(), key.id()));
        }
        return keys.add(tx, owner.id(), FILE, SCOPES, null).text();
    }

    private Account owner(Handle tx) {
        var known = accounts.credential(tx, NAME);
        if (known.isPresent()) {
            return known.get().account();
        }
        var account = accounts.add(tx, new Username(NAME, NAME), null, null, Role.LOCAL);
        var opening = new Opening(account.id(), account.role(), true);
        listeners.opened(tx, opening);
        if (accounts.confirm(tx, account.id())) {
            listeners.confirmed(tx, opening);
        }
        return account;
    }
}
