package raconteur.character.bookshelf;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Cursor;
import raconteur.platform.db.Rows;
import raconteur.protocol.LorebookCard;

/** Every lorebook that is kept, and where it is open. Each query names its owner. */
@Singleton
final class Lorebooks {
    private static final String OWNED = " where account_id = :owner and id = :id";

    /** A book that is open at a place, without the book. */
    record Open(UUID id, int version, Place.Kind kind) {}

    /** A place at which a book is open. */
    record Use(Place place, int position) {}

    Lorebooks() {}

    /**
     * Those that changed last first, deleted ones left out.
     *
     * @param at only those open there; null for all
     * @param before where the page before ended
     */
    List<LorebookCard> newest(Handle tx, AccountId owner, @Nullable Place at, @Nullable Cursor before, int limit) {
        return tx.createQuery("select id, name, description, entries, version, created_at, updated_at, (select count(*)"
                        + " from lorebook_use u where u.lorebook_id = b.id and u.account_id = :owner) as uses"
                        + " from lorebook b where b.account_id = :owner and b.deleted_at is null"
                        + " and (:time is null or b.updated_at < :time or (b.updated_at = :time and b.id < :id))"
                        + " and (:kind = '' or exists (select 1 from lorebook_use u where u.lorebook_id = b.id"
                        + " and u.account_id = :owner and u.kind = :kind and u.place = :place))"
                        + " order by b.updated_at desc, b.id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("time", before == null ? null : Long.valueOf(before.time().toEpochMilli()))
                .bind("id", before == null ? "" : before.id().toString())
                .bind("kind", at == null ? "" : at.kind().word())
                .bind("place", at == null ? "" : at.key())
                .bind("limit", limit)
                .map(Lorebooks::card)
                .list();
    }

    Optional<KeptBook> find(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from lorebook" + OWNED + " and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(Lorebooks::read)
                .findOne();
    }

    /** Its version, without reading it; nothing when it is not there. */
    Optional<Integer> version(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select version from lorebook" + OWNED + " and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .mapTo(Integer.class)
                .findOne();
    }

    int count(Handle tx, AccountId owner) {
        return tx.createQuery("select count(*) from lorebook where account_id = :owner and deleted_at is null")
                .bind("owner", owner.toString())
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle tx, AccountId owner, KeptBook made) {
        tx.createUpdate("insert into lorebook (id, account_id, name, description, book, entries, version, created_at,"
                        + " updated_at) values (:id, :owner, :name, :description, :book, :entries, :version, :created,"
                        + " :updated)")
                .bind("id", made.id().toString())
                .bind("owner", owner.toString())
                .bind("name", made.book().name())
                .bind("description", made.book().description())
                .bind("book", Manuscript.kept(made.book()))
                .bind("entries", made.book().entries().size())
                .bind("version", made.version())
                .bind("created", made.createdAt().toEpochMilli())
                .bind("updated", made.updatedAt().toEpochMilli())
                .execute();
    }

    /** Writes it if it is still at the version before; false when it moved on. */
    boolean update(Handle tx, AccountId owner, KeptBook changed) {
        return tx.createUpdate("update lorebook set name = :name, description = :description, book = :book,"
                                + " entries = :entries, version = :version, updated_at = :updated" + OWNED
                                + " and version = :version - 1 and deleted_at is null")
                        .bind("id", changed.id().toString())
                        .bind("owner", owner.toString())
                        .bind("name", changed.book().name())
                        .bind("description", changed.book().description())
                        .bind("book", Manuscript.kept(changed.book()))
                        .bind("entries", changed.book().entries().size())
                        .bind("version", changed.version())
                        .bind("updated", changed.updatedAt().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Hides it; false when it is not there. */
    boolean delete(Handle tx, AccountId owner, UUID id, Instant now) {
        return tx.createUpdate("update lorebook set deleted_at = :now" + OWNED + " and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    boolean restore(Handle tx, AccountId owner, UUID id, Instant deletedAfter) {
        return tx.createUpdate("update lorebook set deleted_at = null" + OWNED + " and deleted_at > :after")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from lorebook where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    /** Erases one that was deleted, at once. */
    void erase(Handle tx, AccountId owner, UUID id) {
        tx.createUpdate("delete from lorebook" + OWNED + " and deleted_at is not null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    List<Use> uses(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select kind, place, position from lorebook_use where account_id = :owner"
                        + " and lorebook_id = :id order by kind, position, place")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map((RowView row) -> new Use(place(row), (int) Rows.number(row, "position")))
                .list();
    }

    /** Opens a book at these places and no others. */
    void open(Handle tx, AccountId owner, UUID id, List<Use> uses) {
        tx.createUpdate("delete from lorebook_use where account_id = :owner and lorebook_id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
        uses.forEach(use -> openAlso(tx, owner, id, use));
    }

    /** Opens a book at a place where it is not open yet. */
    void openAlso(Handle tx, AccountId owner, UUID id, Use use) {
        tx.createUpdate("insert into lorebook_use (lorebook_id, account_id, kind, place, position)"
                        + " values (:id, :owner, :kind, :place, :position)")
                .bind("id", id.toString())
                .bind("owner", owner.toString())
                .bind("kind", use.place().kind().word())
                .bind("place", use.place().key())
                .bind("position", use.position())
                .execute();
    }

    /** The books that are open at a place, in order. */
    List<Open> openAt(Handle tx, AccountId owner, Place place) {
        return tx.createQuery("select b.id, b.version from lorebook_use u join lorebook b on b.id = u.lorebook_id"
                        + " and b.account_id = u.account_id where u.account_id = :owner and u.kind = :kind"
                        + " and u.place = :place and b.deleted_at is null order by u.position, b.id")
                .bind("owner", owner.toString())
                .bind("kind", place.kind().word())
                .bind("place", place.key())
                .map((RowView row) -> new Open(Rows.id(row, "id"), (int) Rows.number(row, "version"), place.kind()))
                .list();
    }

    private static Place place(RowView row) {
        var kind = Place.Kind.of(Rows.text(row, "kind"));
        return new Place(kind, kind == Place.Kind.ACCOUNT ? null : Rows.id(row, "place"));
    }

    private static LorebookCard card(RowView row) {
        return new LorebookCard(
                Rows.id(row, "id"),
                Rows.text(row, "name"),
                Rows.text(row, "description"),
                (int) Rows.number(row, "entries"),
                (int) Rows.number(row, "uses"),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"));
    }

    private static KeptBook read(RowView row) {
        var read = Manuscript.read(Rows.text(row, "book"));
        return new KeptBook(
                Rows.id(row, "id"),
                read.book(),
                read.remarks(),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"));
    }
}
