package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Cursor;
import raconteur.platform.db.Rows;
import raconteur.protocol.KnowledgeCollection;

/** Every collection there is, and where it is open. Each query names its owner. */
@Singleton
final class Collections {
    private static final String SHOWN = "select c.*, (select count(*) from knowledge_use u where u.collection_id = c.id"
            + " and u.account_id = :owner) as uses, coalesce(f.files, 0) as files, coalesce(f.failed, 0) as failed,"
            + " coalesce(f.passages, 0) as passages, coalesce(f.text_bytes, 0) as text_bytes"
            + " from knowledge_collection c left join (select collection_id, count(*) as files,"
            + " sum(case when state = 'failed' then 1 else 0 end) as failed, cast(sum(passages) as bigint) as passages,"
            + " cast(sum(text_bytes) as bigint) as text_bytes from knowledge_file where account_id = :owner"
            + " and state <> 'reading' group by collection_id) f on f.collection_id = c.id where c.account_id = :owner";

    Collections() {}

    /** A name without what does not tell two apart. */
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Those that changed last first.
     *
     * @param name only the one called so; null for all
     * @param at only those open there; null for all
     */
    List<KnowledgeCollection> newest(
            Handle tx, AccountId owner, @Nullable String name, @Nullable Place at, @Nullable Cursor before, int limit) {
        return tx.createQuery(SHOWN + " and (:name = '' or c.name_key = :name)"
                        + " and (:time is null or c.updated_at < :time or (c.updated_at = :time and c.id < :id))"
                        + " and (:kind = '' or exists (select 1 from knowledge_use u where u.collection_id = c.id"
                        + " and u.account_id = :owner and u.kind = :kind and u.place = :place))"
                        + " order by c.updated_at desc, c.id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("name", name == null ? "" : key(name))
                .bind("time", before == null ? null : Long.valueOf(before.time().toEpochMilli()))
                .bind("id", before == null ? "" : before.id().toString())
                .bind("kind", at == null ? "" : at.kind().word())
                .bind("place", at == null ? "" : at.key())
                .bind("limit", limit)
                .map(Collections::shown)
                .list();
    }

    Optional<KnowledgeCollection> find(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery(SHOWN + " and c.id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(Collections::shown)
                .findOne();
    }

    /** Whether it is there; on databases that would run changes side by side, those of it wait for each other then. */
    boolean claim(Handle tx, AccountId owner, UUID id) {
        return tx.createUpdate(
                                "update knowledge_collection set version = version where account_id = :owner and id = :id")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    boolean isThere(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select 1 from knowledge_collection where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** All of an account. */
    List<UUID> all(Handle tx, AccountId owner) {
        return tx.createQuery("select id from knowledge_collection where account_id = :owner order by id")
                .bind("owner", owner.toString())
                .map((RowView row) -> Rows.id(row, "id"))
                .list();
    }

    /** Keeps a new one; false where one is called so. */
    boolean insert(Handle tx, AccountId owner, UUID id, String name, String description, Instant now) {
        return tx.createUpdate("insert into knowledge_collection (id, account_id, name, name_key, description, version,"
                                + " created_at, updated_at) values (:id, :owner, :name, :key, :description, 1, :now, :now)"
                                + " on conflict (account_id, name_key) do nothing")
                        .bind("id", id.toString())
                        .bind("owner", owner.toString())
                        .bind("name", name)
                        .bind("key", key(name))
                        .bind("description", description)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Whether another of the account is called so. */
    boolean isTaken(Handle tx, AccountId owner, UUID but, String name) {
        return tx.createQuery("select count(*) from knowledge_collection where account_id = :owner and name_key = :key"
                                + " and id <> :id")
                        .bind("owner", owner.toString())
                        .bind("key", key(name))
                        .bind("id", but.toString())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Changes one that is still at this version; false when it moved on. */
    boolean update(Handle tx, AccountId owner, UUID id, int version, String name, String description, Instant now) {
        return tx.createUpdate(
                                "update knowledge_collection set name = :name, name_key = :key, description = :description,"
                                        + " version = version + 1, updated_at = :now where account_id = :owner and id = :id"
                                        + " and version = :version")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("version", version)
                        .bind("name", name)
                        .bind("key", key(name))
                        .bind("description", description)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    boolean delete(Handle tx, AccountId owner, UUID id) {
        return tx.createUpdate("delete from knowledge_collection where account_id = :owner and id = :id")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    List<Place> uses(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select kind, place from knowledge_use where account_id = :owner and collection_id = :id"
                        + " order by kind, place")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map((RowView row) -> {
                    var kind = Place.Kind.of(Rows.text(row, "kind"));
                    return new Place(kind, kind == Place.Kind.ACCOUNT ? null : Rows.id(row, "place"));
                })
                .list();
    }

    /** Opens one at these places and no others. */
    void open(Handle tx, AccountId owner, UUID id, List<Place> places) {
        tx.createUpdate("delete from knowledge_use where account_id = :owner and collection_id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
        for (var place : places) {
            tx.createUpdate("insert into knowledge_use (collection_id, account_id, kind, place)"
                            + " values (:id, :owner, :kind, :place)")
                    .bind("id", id.toString())
                    .bind("owner", owner.toString())
                    .bind("kind", place.kind().word())
                    .bind("place", place.key())
                    .execute();
        }
    }

    /** Those that are open where a character is talked with. */
    List<UUID> openAt(Handle tx, AccountId owner, UUID character) {
        return tx.createQuery("select distinct collection_id from knowledge_use where account_id = :owner"
                        + " and (kind = 'account' or (kind = 'character' and place = :place)) order by collection_id")
                .bind("owner", owner.toString())
                .bind("place", character.toString())
                .map((RowView row) -> Rows.id(row, "collection_id"))
                .list();
    }

    private static KnowledgeCollection shown(RowView row) {
        return new KnowledgeCollection(
                Rows.id(row, "id"),
                Rows.text(row, "name"),
                Rows.text(row, "description"),
                (int) Rows.number(row, "files"),
                (int) Rows.number(row, "failed"),
                (int) Rows.number(row, "passages"),
                Rows.number(row, "text_bytes"),
                (int) Rows.number(row, "uses"),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"));
    }
}
