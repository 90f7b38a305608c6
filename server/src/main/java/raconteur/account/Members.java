package raconteur.account;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;

/** Who is here, as operators see it. Thread-safe. */
@Singleton
public final class Members {
    private final Database database;
    private final Accounts accounts;

    Members(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /**
     * Accounts that can sign in, the newest first.
     *
     * @param beginning of their names or addresses; empty for all
     * @param before only those that are older than this one
     */
    public List<Account> search(String beginning, @Nullable AccountId before, int most) {
        return database.read(tx -> accounts.search(tx, beginning, before, most));
    }
}
