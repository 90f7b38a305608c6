package raconteur.character;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;

/**
 * Every character there is. Each query names its owner, or says that it is for readers: those find what is unlisted or
 * public besides their own, and nothing else.
 */
@Singleton
public final class Characters {
    private final CharacterRows rows;

    Characters(CharacterRows rows) {
        this.rows = rows;
    }

    /** An own one. */
    public Optional<CharacterSheet> find(Handle tx, AccountId owner, CharacterId id) {
        return tx.createQuery("select * from character where account_id = :owner and id = :id and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> rows.read(row))
                .findOne();
    }

    /** One that an account may read: its own, or another's that is not private. Whose it is, it tells itself. */
    public Optional<CharacterSheet> readable(Handle tx, AccountId reader, CharacterId id) {
        return tx.createQuery("select * from character where id = :id and deleted_at is null"
                        + " and (account_id = :reader or visibility in ('unlisted', 'public'))")
                .bind("reader", reader.toString())
                .bind("id", id.toString())
                .map(row -> rows.read(row))
                .findOne();
    }

    /** One that anybody may read, signed in or not. */
    public Optional<CharacterSheet> published(Handle tx, CharacterId id) {
        return tx.createQuery("select * from character where id = :id and deleted_at is null"
                        + " and visibility in ('unlisted', 'public')")
                .bind("id", id.toString())
                .map(row -> rows.read(row))
                .findOne();
    }

    /** Those of exactly this name that an account has, the newest first, fifty at most. */
    public List<CharacterSheet> named(Handle tx, AccountId owner, String name) {
        return tx.createQuery("select * from character where account_id = :owner and name_key = :key and name = :name"
                        + " and deleted_at is null order by id desc limit 50")
                .bind("owner", owner.toString())
                .bind("key", Names.key(name))
                .bind("name", name)
                .map(row -> rows.read(row))
                .list();
    }

    /** Whether an account has one that is called so, or nearly so. */
    public boolean isTaken(Handle tx, AccountId owner, String name) {
        return tx.createQuery("select count(*) from character where account_id = :owner and name_key = :key"
                                + " and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("key", Names.key(name))
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** How many an account has. */
    public int count(Handle tx, AccountId owner) {
        return tx.createQuery("select count(*) from character where account_id = :owner and deleted_at is null")
                .bind("owner", owner.toString())
                .mapTo(Integer.class)
                .one();
    }

    /** Bytes that an account's characters take, with those that it can still bring back. */
    public long bytes(Handle tx, AccountId owner) {
        return tx.createQuery("select coalesce(sum(card_bytes + file_bytes), 0) from character"
                        + " where account_id = :owner")
                .bind("owner", owner.toString())
                .mapTo(Long.class)
                .one();
    }

    /** Keeps a new one. */
    public void insert(Handle tx, CharacterSheet made) {
        tx.createUpdate("insert into character (id, account_id, name, name_key, words, brief, visibility, language,"
                        + " model, tags, card, card_bytes, file_bytes, profile, provenance, categories, source, avatar,"
                        + " avatar_version, version, created_at, updated_at) values (:id, :owner, :name, :key, :words,"
                        + " :brief, :visibility, :language, :model, :tags, :card, :bytes, 0, :profile, :provenance,"
                        + " :categories, :source, :avatar, :portrait, :version, :created, :updated)")
                .bindMap(rows.fields(made))
                .execute();
        insertTags(tx, made);
    }

    /** Writes it, but not which picture shows it, if it is still at the version before; false when it moved on. */
    public boolean update(Handle tx, CharacterSheet changed) {
        var isDone = tx.createUpdate("update character set name = :name, name_key = :key, words = :words,"
                                + " brief = :brief, visibility = :visibility, language = :language, model = :model,"
                                + " tags = :tags, card = :card, card_bytes = :bytes, profile = :profile,"
                                + " provenance = :provenance, categories = :categories, source = :source,"
                                + " version = :version, updated_at = :updated"
                                + " where account_id = :owner and id = :id and version = :version - 1"
                                + " and deleted_at is null")
                        .bindMap(rows.fields(changed))
                        .execute()
                == 1;
        if (isDone) {
            tx.createUpdate("delete from character_tag where character_id ="
                            + " (select id from character where id = :id and account_id = :owner)")
                    .bind("id", changed.id().toString())
                    .bind("owner", changed.owner().toString())
                    .execute();
            insertTags(tx, changed);
        }
        return isDone;
    }

    private static void insertTags(Handle tx, CharacterSheet sheet) {
        CharacterRows.tags(sheet)
                .forEach((key, tag) -> tx.createUpdate(
                                "insert into character_tag (character_id, tag_key, tag) values (:id, :key, :tag)")
                        .bind("id", sheet.id().toString())
                        .bind("key", key)
                        .bind("tag", tag)
                        .execute());
    }

    /** Says which task is at work on it, or that none is any more. */
    public void setCreating(Handle tx, AccountId owner, CharacterId id, @Nullable UUID task) {
        tx.createUpdate("update character set creating = :task where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("task", task == null ? null : task.toString())
                .execute();
    }

    /** Hides it; false when it is not there. */
    public boolean delete(Handle tx, AccountId owner, CharacterId id, Instant now) {
        return tx.createUpdate("update character set deleted_at = :now"
                                + " where account_id = :owner and id = :id and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    public boolean restore(Handle tx, AccountId owner, CharacterId id, Instant deletedAfter) {
        return tx.createUpdate("update character set deleted_at = null"
                                + " where account_id = :owner and id = :id and deleted_at > :after")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Erases one that was deleted, at once, with all that is its own. */
    public void erase(Handle tx, AccountId owner, CharacterId id) {
        tx.createUpdate("delete from character where account_id = :owner and id = :id and deleted_at is not null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    /** Erases whatever was deleted before a time; how many that were. */
    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from character where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    /** The text that an own one was made from. */
    public Optional<String> sourceText(Handle tx, AccountId owner, CharacterId id) {
        return tx.createQuery("select s.text from character_source s join character c on c.id = s.character_id"
                        + " where c.account_id = :owner and c.id = :id and c.deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .mapTo(String.class)
                .findOne();
    }

    /** Keeps the text that an own one was made from, in place of one before. */
    public void keepSourceText(Handle tx, AccountId owner, CharacterId id, String text) {
        tx.createUpdate("insert into character_source (character_id, text) select id, :text from character"
                        + " where account_id = :owner and id = :id"
                        + " on conflict (character_id) do update set text = excluded.text")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("text", text)
                .execute();
    }
}
