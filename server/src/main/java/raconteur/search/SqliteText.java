package raconteur.search;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;

/** FTS5, which ranks by BM25. */
final class SqliteText implements FullText.Dialect {
    static final String FOUND = "select e.id, -bm25(search_text, 0.0, 3.0, 1.0) as score from search_text"
            + " join search_entry e on e.number = search_text.rowid where search_text match :query"
            + " and e.account_id = :owner order by score desc, e.id limit :most";

    @Override
    public void put(Handle tx, AccountId owner, UUID shelf, List<Entry> entries) {
        for (var entry : entries) {
            var number = tx.createQuery("insert into search_entry (id, account_id, shelf) values (:id, :owner, :shelf)"
                            + " returning number")
                    .bind("id", entry.id().toString())
                    .bind("owner", owner.toString())
                    .bind("shelf", shelf.toString())
                    .mapTo(Long.class)
                    .one();
            tx.createUpdate(
                            "insert into search_text (rowid, shelf, title, body) values (:number, :shelf, :title, :body)")
                    .bind("number", number)
                    .bind("shelf", FullText.term(shelf))
                    .bind("title", String.join(" ", Terms.of(entry.title())))
                    .bind("body", String.join(" ", Terms.of(entry.text())))
                    .execute();
        }
    }

    @Override
    public List<Hit> find(Handle tx, AccountId owner, Collection<UUID> shelves, List<String> terms, int most) {
        var there = shelves.stream().map(FullText::term).collect(Collectors.joining(" OR ", "{shelf} : (", ")"));
        var asked = terms.stream().collect(Collectors.joining(" OR ", "{title body} : (", ")"));
        return tx.createQuery(FOUND)
                .bind("query", there + " AND " + asked)
                .bind("owner", owner.toString())
                .bind("most", most)
                .map((RowView row) -> new Hit(Rows.id(row, "id"), row.getColumn("score", Double.class)))
                .list();
    }
}
