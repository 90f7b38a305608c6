package raconteur.search;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;

/** Finds texts by their words. Each question names whose they are, and on which shelves they stand. Thread-safe. */
@Singleton
public final class FullText {
    private final Dialect dialect;

    FullText(Database database) {
        this.dialect = switch (database.dialect()) {
            case "sqlite" -> new SqliteText();
            default -> new PostgresText();
        };
    }

    /** Puts texts on a shelf; none of them may stand anywhere yet. */
    public void put(Handle tx, AccountId owner, UUID shelf, List<Entry> entries) {
        dialect.put(tx, owner, shelf, entries);
    }

    public void remove(Handle tx, AccountId owner, Collection<UUID> ids) {
        var batch = tx.prepareBatch("delete from search_entry where account_id = :owner and id = :id");
        ids.forEach(id ->
                batch.bind("owner", owner.toString()).bind("id", id.toString()).add());
        if (!ids.isEmpty()) {
            batch.execute();
        }
    }

    /** Empties a shelf. */
    public void clear(Handle tx, AccountId owner, UUID shelf) {
        tx.createUpdate("delete from search_entry where account_id = :owner and shelf = :shelf")
                .bind("owner", owner.toString())
                .bind("shelf", shelf.toString())
                .execute();
    }

    /** The best of what has any of these terms, as {@link Terms#asked} gives them. */
    public List<Hit> find(Handle tx, AccountId owner, Collection<UUID> shelves, List<String> terms, int most) {
        return shelves.isEmpty() || terms.isEmpty() ? List.of() : dialect.find(tx, owner, shelves, terms, most);
    }

    /** A shelf as a term, which no text has. */
    static String term(UUID shelf) {
        return "k" + shelf.toString().replace("-", "");
    }

    /** What each database does its own way. */
    sealed interface Dialect permits SqliteText, PostgresText {
        void put(Handle tx, AccountId owner, UUID shelf, List<Entry> entries);

        List<Hit> find(Handle tx, AccountId owner, Collection<UUID> shelves, List<String> terms, int most);
    }
}
