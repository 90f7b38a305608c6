package raconteur.story.scenario;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.protocol.Scenario;

/** Every scenario that somebody made. Each query names its owner, who sees the shared ones too; null owns those. */
@Singleton
final class Scenarios {
    private static final String SEEN = " (account_id = :owner or account_id is null)";
    private static final String OWNED =
            " id = :id and (account_id = :owner or (account_id is null and :owner is null))";

    Scenarios() {}

    /**
     * Those that an account may use, newest first.
     *
     * @param before only older ones than this; null for all
     */
    List<Kept> newest(Handle tx, AccountId owner, @Nullable UUID before, int limit) {
        return tx.createQuery("select * from scenario where" + SEEN + " and deleted_at is null"
                        + " and (:before = '' or id < :before) order by id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("before", before == null ? "" : before.toString())
                .bind("limit", limit)
                .map(Scenarios::read)
                .list();
    }

    Optional<Kept> find(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from scenario where id = :id and" + SEEN + " and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(Scenarios::read)
                .findOne();
    }

    /** Whether a deleted one was shared; nothing when an account could never see it. */
    Optional<Boolean> deletedShared(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from scenario where id = :id and" + SEEN + " and deleted_at is not null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> Rows.optionalText(row, "account_id") == null)
                .findOne();
    }

    int count(Handle tx, @Nullable AccountId owner) {
        return tx.createQuery("select count(*) from scenario where deleted_at is null"
                        + " and (account_id = :owner or (account_id is null and :owner is null))")
                .bind("owner", text(owner))
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle tx, @Nullable AccountId owner, Kept made) {
        tx.createUpdate(
                        "insert into scenario (id, account_id, title, language, document, version, created_at,"
                                + " updated_at) values (:id, :owner, :title, :language, :document, :version, :created, :updated)")
                .bind("id", made.id().toString())
                .bind("owner", text(owner))
                .bind("title", made.plan().title())
                .bind("language", made.plan().language())
                .bind("document", Documents.write(made.plan()))
                .bind("version", made.version())
                .bind("created", made.createdAt().toEpochMilli())
                .bind("updated", made.updatedAt().toEpochMilli())
                .execute();
    }

    /** Writes it if it is still at the version before; false when it moved on. */
    boolean update(Handle tx, @Nullable AccountId owner, UUID id, Scenario plan, int version, Instant now) {
        return tx.createUpdate("update scenario set title = :title, language = :language, document = :document,"
                                + " version = :version, updated_at = :now where" + OWNED
                                + " and version = :version - 1 and deleted_at is null")
                        .bind("id", id.toString())
                        .bind("owner", text(owner))
                        .bind("title", plan.title())
                        .bind("language", plan.language())
                        .bind("document", Documents.write(plan))
                        .bind("version", version)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Hides it; false when it is not there. */
    boolean delete(Handle tx, @Nullable AccountId owner, UUID id, Instant now) {
        return tx.createUpdate("update scenario set deleted_at = :now where" + OWNED + " and deleted_at is null")
                        .bind("owner", text(owner))
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    boolean restore(Handle tx, @Nullable AccountId owner, UUID id, Instant deletedAfter) {
        return tx.createUpdate("update scenario set deleted_at = null where" + OWNED + " and deleted_at > :after")
                        .bind("owner", text(owner))
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from scenario where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    /** Erases one that was deleted, at once. */
    void erase(Handle tx, @Nullable AccountId owner, UUID id) {
        tx.createUpdate("delete from scenario where" + OWNED + " and deleted_at is not null")
                .bind("owner", text(owner))
                .bind("id", id.toString())
                .execute();
    }

    /** Erases all that an account made for itself. */
    void eraseAll(Handle tx, AccountId owner) {
        tx.createUpdate("delete from scenario where account_id = :owner")
                .bind("owner", owner.toString())
                .execute();
    }

    private static @Nullable String text(@Nullable AccountId owner) {
        return owner == null ? null : owner.toString();
    }

    private static Kept read(RowView row) {
        return new Kept(
                Rows.id(row, "id"),
                Rows.optionalText(row, "account_id") == null ? Kept.Origin.SHARED : Kept.Origin.OWN,
                Documents.read(Rows.text(row, "document")),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"));
    }
}
