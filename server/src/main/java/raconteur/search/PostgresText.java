package raconteur.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;

/**
 * An inverted index of {@code tsvector}. PostgreSQL's own ranks do not know which terms are rare, so it is asked which
 * texts have each term, and these are weighed as BM25 does, without counting how often a text says the same.
 */
final class PostgresText implements FullText.Dialect {
    static final String FOUND = "with shelved as (select cast(count(*) as float8) as number,"
            + " greatest(avg(cast(length as float8)), 1) as length from search_entry"
            + " where account_id = :owner and shelf in (<shelves>)),"
            + " asked as materialized (select n, cast(term as tsquery) as query"
            + " from unnest(string_to_array(:each, ',')) with ordinality q (term, n)),"
            + " hit as (select asked.n, e.id, cast(e.length as float8) as length from asked"
            + " join search_entry e on e.terms @@ asked.query where e.account_id = :owner),"
            + " rare as (select n, ln(1 + ((select number from shelved) - count(*) + 0.5) / (count(*) + 0.5))"
            + " as weight from hit group by n)"
            + " select hit.id, sum(rare.weight * 2.2 / (1 + 1.2 * (0.25 + 0.75 * hit.length /"
            + " (select length from shelved)))) as score from hit join rare on rare.n = hit.n"
            + " group by hit.id order by score desc, hit.id limit :most";

    @Override
    public void put(Handle tx, AccountId owner, UUID shelf, List<Entry> entries) {
        var batch =
                tx.prepareBatch("insert into search_entry (id, account_id, shelf, length, terms) values (:id, :owner,"
                        + " :shelf, :length, array_to_tsvector(string_to_array(:terms, ' ')))");
        for (var entry : entries) {
            var body = Terms.of(entry.text());
            var all = new HashSet<>(body);
            all.addAll(Terms.of(entry.title()));
            all.add(FullText.term(shelf));
            batch.bind("id", entry.id().toString())
                    .bind("owner", owner.toString())
                    .bind("shelf", shelf.toString())
                    .bind("length", body.size())
                    .bind("terms", String.join(" ", all))
                    .add();
        }
        if (!entries.isEmpty()) {
            batch.execute();
        }
    }

    @Override
    public List<Hit> find(Handle tx, AccountId owner, Collection<UUID> shelves, List<String> terms, int most) {
        var there = shelves.stream().map(FullText::term).collect(Collectors.joining(" | ", "(", ")"));
        var each = new ArrayList<String>();
        terms.forEach(term -> each.add(there + " & " + term));
        return tx.createQuery(FOUND)
                .bind("owner", owner.toString())
                .bind("each", String.join(",", each))
                .bindList("shelves", shelves.stream().map(UUID::toString).toList())
                .bind("most", most)
                .map((RowView row) -> new Hit(Rows.id(row, "id"), row.getColumn("score", Double.class)))
                .list();
    }
}
