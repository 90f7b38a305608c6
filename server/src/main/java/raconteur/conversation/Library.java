package raconteur.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.acting.Placement;
import raconteur.conversation.ConversationListener.Change;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;
import raconteur.protocol.Conversation;
import raconteur.protocol.ConversationDraft;
import raconteur.protocol.Page;
import raconteur.turn.Turns;

/** An account's conversations: made, listed, changed, deleted and brought back. */
@Singleton
public final class Library {
    private static final ConversationDraft NOTHING =
            new ConversationDraft(null, null, null, null, null, null, null, null, null, null, null, null, null);

    private static final Logger LOG = Logger.getLogger(Library.class);

    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final Personas personas;
    private final Presets presets;
    private final Erasure erasure;
    private final Turns turns;
    private final Changes changes;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;
    private final boolean fresh;
    private final boolean discards;

    Library(
            Database database,
            Conversations conversations,
            Messages messages,
            Personas personas,
            Presets presets,
            Erasure erasure,
            Turns turns,
            Changes changes,
            ObjectMapper json,
            Ids ids,
            InstantSource time,
            Settings settings) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.personas = personas;
        this.presets = presets;
        this.erasure = erasure;
        this.turns = turns;
        this.changes = changes;
        this.json = json;
        this.ids = ids;
        this.time = time;
        this.fresh = settings.flag(Setting.SESSION_FRESH_ON_LOGIN);
        this.discards = settings.text(Setting.SESSION_HISTORY).equals("discard");
    }

    /** Makes a conversation as the draft has it. */
    public Conversation make(AccountId owner, ConversationDraft draft) {
        var made = database.transact(tx -> {
            var merged = merge(tx, owner, blank(), draft);
            conversations.insert(tx, owner, merged, false);
            return merged;
        });
        return changes.tell(owner, made, Change.MADE);
    }

    /**
     * The conversation that a sign-in begins with: as the settings have it a fresh one, or the one that was used last;
     * and older ones may go.
     */
    UUID open(Handle tx, AccountId owner) {
        var last = fresh ? Optional.<ConversationId>empty() : conversations.latest(tx, owner);
        if (discards) {
            conversations.deleteOthers(tx, owner, last.orElse(null), time.instant());
        }
        return last.map(ConversationId::value)
                .orElseGet(() -> insert(tx, owner, draw(tx, owner, NOTHING)).id());
    }

    /** A conversation as the draft has it, which is not kept yet. */
    public Conversation draw(Handle tx, AccountId owner, ConversationDraft draft) {
        return merge(tx, owner, blank(), draft);
    }

    /** Keeps what was drawn; it shows in lists once something was said in it. */
    public Conversation insert(Handle tx, AccountId owner, Conversation drawn) {
        conversations.insert(tx, owner, drawn, true);
        return drawn;
    }

    /** Those of these conversations that the account has. */
    public List<ConversationId> standing(Handle tx, AccountId owner, List<ConversationId> wanted) {
        return conversations.standing(tx, owner, wanted);
    }

    /** The one with this character that is gone on with where only the character is named. */
    public Optional<ConversationId> standing(AccountId owner, CharacterId character) {
        return database.read(tx -> conversations.standing(tx, owner, character));
    }

    private Conversation blank() {
        var now = time.instant();
        var policy = json.createObjectNode().put("kind", "tokens").putNull("budget");
        return new Conversation(
                ids.next(),
                "",
                "",
                null,
                json.createObjectNode(),
                policy,
                null,
                null,
                false,
                false,
                null,
                List.of(),
                null,
                null,
                0,
                now,
                now,
                null,
                Placement.AT_POSITION.word());
    }

    public Conversation get(AccountId owner, ConversationId id) {
        return database.read(tx -> conversations.find(tx, owner, id)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** Newest first; a cursor is the time and id where the page before ended. */
    public Page<Conversation> list(AccountId owner, String words, @Nullable String cursor, int limit) {
        var from = cursor == null ? null : Cursor.parse(cursor);
        var found = database.read(tx -> conversations.newest(
                tx, owner, words, from == null ? null : from.time(), from == null ? null : from.id(), limit + 1));
        var items = found.size() > limit ? found.subList(0, limit) : found;
        var last = items.isEmpty() ? null : items.getLast();
        var next = found.size() > limit && last != null ? new Cursor(last.updatedAt(), last.id()).toString() : null;
        return new Page<>(items, next);
    }

    /** Changes what the draft names; {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public Conversation change(AccountId owner, ConversationId id, ConversationDraft draft, @Nullable Integer version) {
        var as = database.transact(tx -> {
            var now = conversations.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            if (version != null && version != now.version()) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", now.version());
            }
            var changed = merge(tx, owner, now, draft);
            if (!conversations.update(tx, owner, changed)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", now.version());
            }
            return changed;
        });
        return changes.tell(owner, as, Change.CHANGED);
    }

    private Conversation merge(Handle tx, AccountId owner, Conversation old, ConversationDraft draft) {
        var persona = draft.personaId();
        if (persona != null && personas.find(tx, owner, persona).isEmpty()) {
            throw Refusal.invalid("persona_id", "there is no such persona", "没有该人设");
        }
        var preset = draft.presetId() == null
                ? null
                : presets.find(tx, owner, draft.presetId())
                        .orElseThrow(() -> Refusal.invalid("preset_id", "there is no such preset", "没有该预设"));
        var begun = preset == null ? null : preset.model();
        var model = draft.model() == null ? begun : draft.model();
        var usual = preset == null || preset.parameters().isEmpty() ? old.parameters() : preset.parameters();
        return new Conversation(
                old.id(),
                draft.title() == null && preset != null && old.title().isEmpty()
                        ? preset.title()
                        : or(draft.title(), old.title()),
                or(draft.system(), old.system()),
                model == null ? old.model() : model.isEmpty() ? null : model,
                tree(draft.parameters(), usual),
                tree(draft.contextPolicy(), old.contextPolicy()),
                persona == null ? old.personaId() : persona,
                preset == null ? old.presetId() : preset.id(),
                or(draft.pinned(), old.pinned()),
                or(draft.archived(), old.archived()),
                draft.folder() == null ? old.folder() : draft.folder().isEmpty() ? null : draft.folder(),
                or(draft.tags(), old.tags()),
                old.leafId(),
                old.runningTurnId(),
                old.version() + 1,
                old.createdAt(),
                old.updatedAt(),
                old.character(),
                or(draft.lorePlacement(), old.lorePlacement()));
    }

    private static <T> T or(@Nullable T wish, T old) {
        return wish == null ? old : wish;
    }

    private JsonNode tree(@Nullable Object wish, JsonNode old) {
        return wish == null ? old : json.valueToTree(wish);
    }

    /**
     * Hides it at once; it can be restored for a while, unless it is to be erased now. What is being written in it is
     * stopped first.
     */
    public void delete(Caller caller, ConversationId id, boolean purge) {
        var owner = caller.account();
        for (var running : database.read(tx -> messages.running(tx, owner, id))) {
            turns.stop(caller, running);
        }
        database.transact(tx -> {
            if (!conversations.delete(tx, owner, id, time.instant())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            if (purge) {
                erasure.erase(tx, owner, id);
            }
            return id;
        });
        changes.tell(owner, id.value(), Change.DELETED);
        LOG.infof("Deleted: conversation=%s purged=%s", id, purge);
    }

    public Conversation restore(AccountId owner, ConversationId id) {
        var restored = database.transact(tx -> {
            if (!conversations.restore(tx, owner, id, erasure.limit())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return conversations.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        });
        return changes.tell(owner, restored, Change.RESTORED);
    }
}
