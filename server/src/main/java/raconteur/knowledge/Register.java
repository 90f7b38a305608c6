package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Text;
import raconteur.platform.db.Rows;

/** The ledgers of all collections: what was read, when, and what came of it. Each query names the owner. */
@Singleton
final class Register {
    private static final String READ = " and state <> 'reading'";

    Register() {}

    /**
     * A line.
     *
     * @param textBytes of its passages
     * @param problem why it could not be read
     */
    record Line(
            UUID id,
            UUID collection,
            String name,
            String hash,
            long bytes,
            boolean failed,
            int passages,
            long textBytes,
            @Nullable Problem problem,
            @Nullable String url,
            @Nullable String licence,
            Instant updatedAt) {}

    /** Why a file could not be read. */
    record Problem(Code code, Text message) {}

    /** How much an account or a collection has. */
    record Size(int files, long textBytes) {}

    Optional<Line> find(Handle tx, AccountId owner, UUID collection, String name) {
        return tx.createQuery("select * from knowledge_file where account_id = :owner and collection_id = :collection"
                        + " and name = :name" + READ)
                .bind("owner", owner.toString())
                .bind("collection", collection.toString())
                .bind("name", name)
                .map(Register::line)
                .findOne();
    }

    /**
     * By name.
     *
     * @param state only those that are so; empty for all
     * @param after the name before the first
     */
    List<Line> page(Handle tx, AccountId owner, UUID collection, String state, String after, int limit) {
        return tx.createQuery("select * from knowledge_file where account_id = :owner and collection_id = :collection"
                        + " and (:state = '' or state = :state) and name > :after" + READ
                        + " order by name limit :limit")
                .bind("owner", owner.toString())
                .bind("collection", collection.toString())
                .bind("state", state)
                .bind("after", after)
                .bind("limit", limit)
                .map(Register::line)
                .list();
    }

    /** The hashes of all files by their names; pages only where they are wanted, and files only where these are. */
    Map<String, String> hashes(Handle tx, AccountId owner, UUID collection, boolean pages) {
        return tx
                .createQuery("select name, hash from knowledge_file where account_id = :owner"
                        + " and collection_id = :collection and url is " + (pages ? "not null" : "null") + READ)
                .bind("owner", owner.toString())
                .bind("collection", collection.toString())
                .map((RowView row) -> Map.entry(Rows.text(row, "name"), Rows.text(row, "hash")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Size sizeOf(Handle tx, AccountId owner, UUID collection) {
        return size(
                tx,
                "select count(*) as files, cast(coalesce(sum(text_bytes), 0) as bigint) as total from knowledge_file"
                        + " where account_id = :owner and collection_id = :collection",
                owner,
                collection);
    }

    Size sizeOfAll(Handle tx, AccountId owner, UUID collection) {
        return size(
                tx,
                "select count(*) as files, cast(coalesce(sum(text_bytes), 0) as bigint) as total from knowledge_file"
                        + " where account_id = :owner and :collection = :collection",
                owner,
                collection);
    }

    private static Size size(Handle tx, String query, AccountId owner, UUID collection) {
        return tx.createQuery(query)
                .bind("owner", owner.toString())
                .bind("collection", collection.toString())
                .map((RowView row) -> new Size((int) Rows.number(row, "files"), Rows.number(row, "total")))
                .one();
    }

    /** Begins a line that nobody sees yet. */
    void begin(Handle tx, AccountId owner, Line line) {
        tx.createUpdate("insert into knowledge_file (id, collection_id, account_id, name, hash, bytes, state, passages,"
                        + " text_bytes, url, licence, updated_at) values (:id, :collection, :owner, :name, :hash, :bytes,"
                        + " 'reading', :passages, :text_bytes, :url, :licence, :now)")
                .bind("id", line.id().toString())
                .bind("collection", line.collection().toString())
                .bind("owner", owner.toString())
                .bind("name", line.name())
                .bind("hash", line.hash())
                .bind("bytes", line.bytes())
                .bind("passages", line.passages())
                .bind("text_bytes", line.textBytes())
                .bind("url", line.url())
                .bind("licence", line.licence())
                .bind("now", line.updatedAt().toEpochMilli())
                .execute();
    }

    /** Its passages are written, or it failed: it is seen from now on. False where it is gone. */
    boolean end(Handle tx, AccountId owner, UUID id, @Nullable Problem problem) {
        return tx.createUpdate(
                                "update knowledge_file set state = :state, code = :code, message_en = :en, message_zh = :zh"
                                        + " where account_id = :owner and id = :id")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("state", problem == null ? "done" : "failed")
                        .bind("code", problem == null ? null : problem.code().name())
                        .bind("en", problem == null ? null : problem.message().en())
                        .bind("zh", problem == null ? null : problem.message().zh())
                        .execute()
                == 1;
    }

    /** What was begun before a time and never ended. */
    List<UUID> left(Handle tx, AccountId owner, UUID collection, Instant before) {
        return tx.createQuery("select id from knowledge_file where account_id = :owner and collection_id = :collection"
                        + " and state = 'reading' and updated_at < :before")
                .bind("owner", owner.toString())
                .bind("collection", collection.toString())
                .bind("before", before.toEpochMilli())
                .map((RowView row) -> Rows.id(row, "id"))
                .list();
    }

    void delete(Handle tx, AccountId owner, UUID id) {
        tx.createUpdate("delete from knowledge_file where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    private static Line line(RowView row) {
        var code = Rows.optionalText(row, "code");
        return new Line(
                Rows.id(row, "id"),
                Rows.id(row, "collection_id"),
                Rows.text(row, "name"),
                Rows.text(row, "hash"),
                Rows.number(row, "bytes"),
                Rows.text(row, "state").equals("failed"),
                (int) Rows.number(row, "passages"),
                Rows.number(row, "text_bytes"),
                code == null
                        ? null
                        : new Problem(
                                Code.valueOf(code),
                                new Text(Rows.text(row, "message_en"), Rows.text(row, "message_zh"))),
                Rows.optionalText(row, "url"),
                Rows.optionalText(row, "licence"),
                Rows.time(row, "updated_at"));
    }
}
