package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.knowledge.text.Piece;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.protocol.KnowledgePassage;
import raconteur.search.Entry;
import raconteur.search.FullText;

/** The passages of all files, and their place in the full text. Each query names the owner. */
@Singleton
final class Passages {
    private static final String SHOWN = "select p.id, p.title, p.text, p.position, f.name as file, f.url, f.licence,"
            + " c.id as collection_id, c.name as collection from knowledge_passage p"
            + " join knowledge_file f on f.id = p.file_id join knowledge_collection c on c.id = f.collection_id"
            + " where p.account_id = :owner and f.state = 'done'";

    private final FullText text;

    Passages(FullText text) {
        this.text = text;
    }

    /** One that is to be kept. */
    record Draft(UUID id, int position, Piece piece) {}

    /** Keeps passages of a file; its name is searched as a part of their titles. */
    void add(Handle tx, AccountId owner, UUID collection, UUID file, String name, List<Draft> drafts) {
        var batch = tx.prepareBatch("insert into knowledge_passage (id, file_id, account_id, position, title, text)"
                + " values (:id, :file, :owner, :position, :title, :text)");
        for (var draft : drafts) {
            batch.bind("id", draft.id().toString())
                    .bind("file", file.toString())
                    .bind("owner", owner.toString())
                    .bind("position", draft.position())
                    .bind("title", draft.piece().title())
                    .bind("text", draft.piece().text())
                    .add();
        }
        batch.execute();
        text.put(
                tx,
                owner,
                collection,
                drafts.stream()
                        .map(draft -> new Entry(
                                draft.id(),
                                stem(name) + "\n" + draft.piece().title(),
                                draft.piece().text()))
                        .toList());
    }

    /** The last part of a path without its ending. */
    private static String stem(String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        var dot = last.lastIndexOf('.');
        return dot > 0 ? last.substring(0, dot) : last;
    }

    /** Takes out all of a file. */
    void remove(Handle tx, AccountId owner, UUID file) {
        var ids = tx.createQuery("select id from knowledge_passage where account_id = :owner and file_id = :file")
                .bind("owner", owner.toString())
                .bind("file", file.toString())
                .map((RowView row) -> Rows.id(row, "id"))
                .list();
        text.remove(tx, owner, ids);
        tx.createUpdate("delete from knowledge_passage where account_id = :owner and file_id = :file")
                .bind("owner", owner.toString())
                .bind("file", file.toString())
                .execute();
    }

    /** Takes out all of a collection from the full text; the rest goes with the collection. */
    void forget(Handle tx, AccountId owner, UUID collection) {
        text.clear(tx, owner, collection);
    }

    /** Those of a file, as they stand there. */
    List<KnowledgePassage> of(Handle tx, AccountId owner, UUID file, int after, int limit) {
        return tx.createQuery(SHOWN + " and p.file_id = :file and p.position > :after order by p.position limit :limit")
                .bind("owner", owner.toString())
                .bind("file", file.toString())
                .bind("after", after)
                .bind("limit", limit)
                .map(Passages::shown)
                .list();
    }

    List<KnowledgePassage> named(Handle tx, AccountId owner, Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : tx.createQuery(SHOWN + " and p.id in (<ids>)")
                        .bind("owner", owner.toString())
                        .bindList("ids", ids.stream().map(UUID::toString).toList())
                        .map(Passages::shown)
                        .list();
    }

    private static KnowledgePassage shown(RowView row) {
        return new KnowledgePassage(
                Rows.id(row, "id"),
                Rows.id(row, "collection_id"),
                Rows.text(row, "collection"),
                Rows.text(row, "file"),
                Rows.text(row, "title"),
                Rows.text(row, "text"),
                Rows.optionalText(row, "url"),
                Rows.optionalText(row, "licence"));
    }
}
