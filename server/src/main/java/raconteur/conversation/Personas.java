package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.protocol.Persona;

/** Every persona there is. Each query names its owner. */
@Singleton
final class Personas {
    Optional<Persona> find(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from persona where account_id = :owner and id = :id and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne();
    }

    Optional<Persona> usual(Handle tx, AccountId owner) {
        return tx.createQuery("select * from persona where account_id = :owner and is_default = 1"
                        + " and deleted_at is null")
                .bind("owner", owner.toString())
                .map(row -> read(row))
                .findFirst();
    }

    List<Persona> all(Handle tx, AccountId owner) {
        return tx.createQuery("select * from persona where account_id = :owner and deleted_at is null order by id desc")
                .bind("owner", owner.toString())
                .map(row -> read(row))
                .list();
    }

    void insert(Handle tx, AccountId owner, Persona made) {
        onlyDefault(tx, owner, made);
        tx.createUpdate("insert into persona (id, account_id, name, description, is_default, version, created_at)"
                        + " values (:id, :owner, :name, :description, :usual, 1, :created)")
                .bind("id", made.id().toString())
                .bind("owner", owner.toString())
                .bind("name", made.name())
                .bind("description", made.description())
                .bind("usual", made.isDefault() ? 1 : 0)
                .bind("created", made.createdAt().toEpochMilli())
                .execute();
    }

    /** Writes it if it is still at the version before; false when it moved on. */
    boolean update(Handle tx, AccountId owner, Persona changed) {
        onlyDefault(tx, owner, changed);
        return tx.createUpdate("update persona set name = :name, description = :description, is_default = :usual,"
                                + " version = :version where account_id = :owner and id = :id"
                                + " and version = :version - 1 and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", changed.id().toString())
                        .bind("name", changed.name())
                        .bind("description", changed.description())
                        .bind("usual", changed.isDefault() ? 1 : 0)
                        .bind("version", changed.version())
                        .execute()
                == 1;
    }

    private static void onlyDefault(Handle tx, AccountId owner, Persona chosen) {
        if (chosen.isDefault()) {
            tx.createUpdate("update persona set is_default = 0 where account_id = :owner and id <> :id")
                    .bind("owner", owner.toString())
                    .bind("id", chosen.id().toString())
                    .execute();
        }
    }

    /** Hides it; false when it is not there. */
    boolean delete(Handle tx, AccountId owner, UUID id, Instant now) {
        return tx.createUpdate("update persona set deleted_at = :now"
                                + " where account_id = :owner and id = :id and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    boolean restore(Handle tx, AccountId owner, UUID id, Instant deletedAfter) {
        return tx.createUpdate("update persona set deleted_at = null"
                                + " where account_id = :owner and id = :id and deleted_at > :after")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from persona where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    private static Persona read(RowView row) {
        return new Persona(
                Rows.id(row, "id"),
                Rows.text(row, "name"),
                Rows.text(row, "description"),
                null,
                Rows.flag(row, "is_default"),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"));
    }
}
