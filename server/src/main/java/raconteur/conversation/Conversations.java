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
import raconteur.character.CharacterId;
import raconteur.platform.AccountId;
import raconteur.platform.db.Rows;
import raconteur.protocol.Conversation;
import raconteur.protocol.Preset;

/**
 * Every conversation there is. Each query names its owner, so a forgotten check finds nothing rather than everything.
 */
@Singleton
final class Conversations {
    /** A character that is gone, or no longer shown to who talks with it, goes by the name it had. */
    private static final String CHARACTER = " from character h where h.id = c.character_id and h.deleted_at is null"
            + " and (h.account_id = c.account_id or h.visibility <> 'private')";

    private static final String COLUMNS = "c.*, (select m.turn_id from message m where m.id = c.leaf_id"
            + " and m.state = 'running') as running_turn_id, (select h.name" + CHARACTER + ") as name_now,"
            + " (select case when h.avatar in ('card', 'own') then h.avatar_version end" + CHARACTER
            + ") as avatar_now";

    private final ObjectMapper json;

    Conversations(ObjectMapper json) {
        this.json = json;
    }

    Optional<Conversation> find(Handle tx, AccountId owner, ConversationId id) {
        return tx.createQuery("select " + COLUMNS + " from conversation c"
                        + " where c.account_id = :owner and c.id = :id and c.deleted_at is null")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne();
    }

    /**
     * Conversations that have been used, most recently used first.
     *
     * @param words what title or messages must contain; empty for all
     * @param beforeTime where the last page ended, with {@code beforeId}
     */
    List<Conversation> newest(
            Handle tx,
            AccountId owner,
            String words,
            @Nullable Instant beforeTime,
            @Nullable UUID beforeId,
            int limit) {
        var like = "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return tx.createQuery("select " + COLUMNS + " from conversation c where c.account_id = :owner"
                        + " and c.deleted_at is null and c.hidden_until_used = 0"
                        + " and (:time is null or c.updated_at < :time or (c.updated_at = :time and c.id < :id))"
                        + " and (:words = '' or lower(c.title) like lower(:like) escape '!' or exists (select 1 from"
                        + " message m where m.conversation_id = c.id and m.deleted_at is null"
                        + " and lower(m.text) like lower(:like) escape '!'))"
                        + " order by c.updated_at desc, c.id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("time", beforeTime == null ? null : Long.valueOf(beforeTime.toEpochMilli()))
                .bind("id", beforeId == null ? "" : beforeId.toString())
                .bind("words", words)
                .bind("like", like)
                .bind("limit", limit)
                .map(row -> read(row))
                .list();
    }

    void insert(Handle tx, AccountId owner, Conversation made, boolean hiddenUntilUsed) {
        tx.createUpdate("insert into conversation (id, account_id, title, system, model, parameters, context_policy,"
                        + " persona_id, preset_id, pinned, archived, folder, tags, lore_placement, leaf_id, hidden_until_used,"
                        + " version, created_at, updated_at) values (:id, :owner, :title, :system, :model, :parameters, :policy, :persona,"
                        + " :preset, :pinned, :archived, :folder, :tags, :placement, :leaf, :hidden, :version, :created,"
                        + " :updated)")
                .bind("owner", owner.toString())
                .bind("leaf", text(made.leafId()))
                .bind("hidden", hiddenUntilUsed ? 1 : 0)
                .bind("created", made.createdAt().toEpochMilli())
                .bindMap(fields(made))
                .execute();
    }

    /** Writes what may change, if it is still at the version before; false when it moved on. */
    boolean update(Handle tx, AccountId owner, Conversation changed) {
        return tx.createUpdate("update conversation set title = :title, system = :system, model = :model,"
                                + " parameters = :parameters, context_policy = :policy, persona_id = :persona, preset_id = :preset,"
                                + " pinned = :pinned, archived = :archived, folder = :folder, tags = :tags,"
                                + " lore_placement = :placement, version = :version, updated_at = :updated"
                                + " where account_id = :owner and id = :id and version = :version - 1"
                                + " and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bindMap(fields(changed))
                        .execute()
                == 1;
    }

    private java.util.Map<String, Object> fields(Conversation made) {
        var fields = new java.util.HashMap<String, Object>();
        fields.put("id", made.id().toString());
        fields.put("title", made.title());
        fields.put("system", made.system());
        fields.put("model", made.model());
        fields.put("parameters", made.parameters().toString());
        fields.put("policy", made.contextPolicy().toString());
        fields.put("persona", text(made.personaId()));
        fields.put("preset", text(made.presetId()));
        fields.put("pinned", made.pinned() ? 1 : 0);
        fields.put("archived", made.archived() ? 1 : 0);
        fields.put("folder", made.folder());
        fields.put("tags", json.valueToTree(made.tags()).toString());
        fields.put("placement", made.lorePlacement());
        fields.put("version", made.version());
        fields.put("updated", made.updatedAt().toEpochMilli());
        return fields;
    }

    /** Says who speaks in it, and from what its draws come. */
    void cast(Handle tx, AccountId owner, ConversationId id, Conversation.Speaker speaker, long seed) {
        tx.createUpdate("update conversation set character_id = :character, character_name = :name, seed = :seed"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("character", speaker.id().toString())
                .bind("name", speaker.name())
                .bind("seed", seed)
                .execute();
    }

    /** From what its draws come. */
    long seed(Handle tx, AccountId owner, ConversationId id) {
        return tx.createQuery("select seed from conversation where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** The one that is gone on with where only the character is named. */
    Optional<ConversationId> standing(Handle tx, AccountId owner, CharacterId character) {
        return tx.createQuery("select id from conversation where account_id = :owner and character_id = :character"
                        + " and standing = 1 and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("character", character.toString())
                .mapTo(String.class)
                .findOne()
                .map(id -> new ConversationId(UUID.fromString(id)));
    }

    /** Makes it that one; false when there is another. */
    boolean claim(Handle tx, AccountId owner, ConversationId id, CharacterId character) {
        // two who claim at once do so one after the other
        tx.createUpdate("update account set version = version where id = :owner")
                .bind("owner", owner.toString())
                .execute();
        if (standing(tx, owner, character).isPresent()) {
            return false;
        }
        // one that was deleted comes back as any other
        tx.createUpdate("update conversation set standing = 0 where account_id = :owner and character_id = :character"
                        + " and standing = 1")
                .bind("owner", owner.toString())
                .bind("character", character.toString())
                .execute();
        tx.createUpdate("update conversation set standing = 1 where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
        return true;
    }

    /** Keeps it out of all lists, also when it is spoken in. */
    void conceal(Handle tx, AccountId owner, ConversationId id) {
        tx.createUpdate("update conversation set hidden_until_used = 2 where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    /** Moves the end of the current path; a conversation that is spoken in comes out of hiding and to the top. */
    void moveTo(Handle tx, AccountId owner, ConversationId id, @Nullable UUID leaf, Instant now) {
        tx.createUpdate("update conversation set leaf_id = :leaf, updated_at = :now,"
                        + " hidden_until_used = case hidden_until_used when 2 then 2 else 0 end"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("leaf", text(leaf))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Names a conversation that has no title yet. */
    void name(Handle tx, AccountId owner, ConversationId id, String title) {
        tx.createUpdate("update conversation set title = :title where account_id = :owner and id = :id and title = ''")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("title", title)
                .execute();
    }

    /** Says which preset it began with, and with what model and parameters it goes on. */
    void beginWith(Handle tx, AccountId owner, ConversationId id, Preset preset) {
        tx.createUpdate("update conversation set preset_id = :preset, model = coalesce(model, :model),"
                        + " parameters = case when parameters = '{}' then :parameters else parameters end"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("preset", preset.id().toString())
                .bind("model", preset.model())
                .bind("parameters", preset.parameters().toString())
                .execute();
        name(tx, owner, id, preset.title());
    }

    /** The one that was used last; nothing when none was. */
    Optional<ConversationId> latest(Handle tx, AccountId owner) {
        return tx.createQuery("select id from conversation where account_id = :owner and deleted_at is null"
                        + " and hidden_until_used = 0 order by updated_at desc, id desc limit 1")
                .bind("owner", owner.toString())
                .mapTo(String.class)
                .findOne()
                .map(id -> new ConversationId(UUID.fromString(id)));
    }

    /** Hides all of an account's but one, and those that no list shows. */
    void deleteOthers(Handle tx, AccountId owner, @Nullable ConversationId kept, Instant now) {
        tx.createUpdate(
                        "update conversation set deleted_at = :now"
                                + " where account_id = :owner and id <> :kept and deleted_at is null and hidden_until_used <> 2")
                .bind("owner", owner.toString())
                .bind("kept", kept == null ? "" : kept.toString())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Those of these that are there. */
    List<ConversationId> standing(Handle tx, AccountId owner, List<ConversationId> wanted) {
        return wanted.isEmpty()
                ? List.of()
                : tx.createQuery("select id from conversation where account_id = :owner and id in (<ids>)"
                                + " and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bindList(
                                "ids",
                                wanted.stream().map(ConversationId::toString).toList())
                        .mapTo(String.class)
                        .map(id -> new ConversationId(UUID.fromString(id)))
                        .list();
    }

    /** Hides it; false when it is not there. */
    boolean delete(Handle tx, AccountId owner, ConversationId id, Instant now) {
        return tx.createUpdate("update conversation set deleted_at = :now"
                                + " where account_id = :owner and id = :id and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** Brings one back that was deleted after a time; false when there is none. */
    boolean restore(Handle tx, AccountId owner, ConversationId id, Instant deletedAfter) {
        return tx.createUpdate("update conversation set deleted_at = null"
                                + " where account_id = :owner and id = :id and deleted_at > :after")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("after", deletedAfter.toEpochMilli())
                        .execute()
                == 1;
    }

    /** One to erase. */
    record Doomed(AccountId owner, ConversationId id) {}

    /** Conversations of every account that were deleted before a time. */
    List<Doomed> deletedBefore(Handle tx, Instant time) {
        return tx.createQuery("select account_id, id from conversation where deleted_at <= :time")
                .bind("time", time.toEpochMilli())
                .map(row ->
                        new Doomed(new AccountId(Rows.id(row, "account_id")), new ConversationId(Rows.id(row, "id"))))
                .list();
    }

    /** All of an account's, deleted ones included. */
    List<ConversationId> all(Handle tx, AccountId owner) {
        return tx.createQuery("select id from conversation where account_id = :owner")
                .bind("owner", owner.toString())
                .map(row -> new ConversationId(Rows.id(row, "id")))
                .list();
    }

    void erase(Handle tx, AccountId owner, ConversationId id) {
        tx.createUpdate("delete from conversation where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    private Conversation read(RowView row) {
        return new Conversation(
                Rows.id(row, "id"),
                Rows.text(row, "title"),
                Rows.text(row, "system"),
                Rows.optionalText(row, "model"),
                tree(Rows.text(row, "parameters")),
                tree(Rows.text(row, "context_policy")),
                Rows.optionalId(row, "persona_id"),
                Rows.optionalId(row, "preset_id"),
                Rows.flag(row, "pinned"),
                Rows.flag(row, "archived"),
                Rows.optionalText(row, "folder"),
                List.of(json.convertValue(tree(Rows.text(row, "tags")), String[].class)),
                Rows.optionalId(row, "leaf_id"),
                Rows.optionalId(row, "running_turn_id"),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"),
                Rows.time(row, "updated_at"),
                speaker(row),
                Rows.text(row, "lore_placement"));
    }

    private static Conversation.@Nullable Speaker speaker(RowView row) {
        var id = Rows.optionalId(row, "character_id");
        if (id == null) {
            return null;
        }
        var now = Rows.optionalText(row, "name_now");
        var avatar = Rows.optionalNumber(row, "avatar_now");
        return new Conversation.Speaker(
                id,
                now == null ? Rows.text(row, "character_name") : now,
                avatar == null ? null : "/api/characters/" + id + "/avatar?v=" + avatar);
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("stored JSON cannot be read", broken);
        }
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
