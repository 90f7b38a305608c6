package raconteur.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import raconteur.protocol.Preset;

/** Every preset there is. Each query names its owner, who sees the shared ones too; null owns those. */
@Singleton
final class Presets {
    private static final String SEEN = " (account_id = :owner or account_id is null)";
    private static final String OWNED =
            " id = :id and (account_id = :owner or (account_id is null and :owner is null))";

    private final ObjectMapper json;

    Presets(ObjectMapper json) {
        this.json = json;
    }

    /** Those that an account may use, the shared ones among them, newest first. */
    List<Preset> all(Handle tx, AccountId owner) {
        return tx.createQuery("select * from preset where" + SEEN + " and deleted_at is null order by id desc")
                .bind("owner", owner.toString())
                .map(row -> read(row))
                .list();
    }

    Optional<Preset> find(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from preset where id = :id and" + SEEN + " and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne();
    }

    /** Whether a deleted one was shared; nothing when an account could never see it. */
    Optional<Boolean> deletedShared(Handle tx, AccountId owner, UUID id) {
        return tx.createQuery("select * from preset where id = :id and" + SEEN + " and deleted_at is not null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> read(row).shared())
                .findOne();
    }

    int count(Handle tx, @Nullable AccountId owner) {
        return tx.createQuery("select count(*) from preset where deleted_at is null"
                        + " and (account_id = :owner or (account_id is null and :owner is null))")
                .bind("owner", text(owner))
                .mapTo(Integer.class)
                .one();
    }

    void insert(Handle tx, @Nullable AccountId owner, Preset made) {
        tx.createUpdate("insert into preset (id, account_id, title, prompt, auto_send, model, parameters, version,"
                        + " created_at) values (:id, :owner, :title, :prompt, :auto, :model, :parameters, 1, :created)")
                .bind("id", made.id().toString())
                .bind("owner", text(owner))
                .bind("title", made.title())
                .bind("prompt", made.prompt())
                .bind("auto", made.autoSend() ? 1 : 0)
                .bind("model", made.model())
                .bind("parameters", made.parameters().toString())
                .bind("created", made.createdAt().toEpochMilli())
                .execute();
    }

    /** Writes it if it is still at the version before; false when it moved on. */
    boolean update(Handle tx, @Nullable AccountId owner, Preset changed) {
        return tx.createUpdate("update preset set title = :title, prompt = :prompt, auto_send = :auto, model = :model,"
                                + " parameters = :parameters, version = :version where" + OWNED
                                + " and version = :version - 1 and deleted_at is null")
                        .bind("id", changed.id().toString())
                        .bind("owner", text(owner))
                        .bind("title", changed.title())
                        .bind("prompt", changed.prompt())
                        .bind("auto", changed.autoSend() ? 1 : 0)
                        .bind("model", changed.model())
                        .bind("parameters", changed.parameters().toString())
                        .bind("version", changed.version())
                        .execute()
                == 1;
    }

    /** Hides it; false when it is not there. */
    boolean delete(Handle tx, @Nullable AccountId owner, UUID id, Instant now) {
        return tx.createUpdate("update preset set deleted_at = :now where" + OWNED + " and deleted_at is null")
                        .bind("owner", text(owner))
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    boolean restore(Handle tx, @Nullable AccountId owner, UUID id, Instant deletedAfter) {
        return tx.createUpdate("update preset set deleted_at = null where" + OWNED + " and deleted_at > :after")
                        .bind("owner", text(owner))
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from preset where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    /** Erases one that was deleted, at once. */
    void erase(Handle tx, @Nullable AccountId owner, UUID id) {
        tx.createUpdate("delete from preset where" + OWNED + " and deleted_at is not null")
                .bind("owner", text(owner))
                .bind("id", id.toString())
                .execute();
    }

    private static @Nullable String text(@Nullable AccountId owner) {
        return owner == null ? null : owner.toString();
    }

    private Preset read(RowView row) {
        return new Preset(
                Rows.id(row, "id"),
                Rows.text(row, "title"),
                Rows.text(row, "prompt"),
                Rows.flag(row, "auto_send"),
                Rows.optionalText(row, "account_id") == null,
                Rows.optionalText(row, "model"),
                tree(Rows.text(row, "parameters")),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"));
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON cannot be read", broken);
        }
    }
}
