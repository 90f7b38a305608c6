package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.NewPreset;
import raconteur.protocol.Preset;
import raconteur.protocol.PresetChange;

/** What an account can begin with: presets of its own, and those that operators share with everybody. */
@Singleton
public final class Repertoire {
    private static final int MOST = 100;
    private final Database database;
    private final Presets presets;
    private final Erasure erasure;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;

    Repertoire(Database database, Presets presets, Erasure erasure, ObjectMapper json, Ids ids, InstantSource time) {
        this.database = database;
        this.presets = presets;
        this.erasure = erasure;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /** The account's own and the shared ones, newest first. */
    public List<Preset> all(AccountId owner) {
        return database.read(tx -> presets.all(tx, owner));
    }

    public Preset get(AccountId owner, UUID id) {
        return database.read(tx -> seen(tx, owner, id));
    }

    /** Makes one; {@link Code#FORBIDDEN} when a shared one is wanted by who is no operator. */
    public Preset make(Caller caller, NewPreset wish) {
        var isShared = Boolean.TRUE.equals(wish.shared());
        var owner = owner(caller, isShared);
        return database.transact(tx -> {
            if (presets.count(tx, owner) >= MOST) {
                throw new Refusal(Code.CONFLICT, new Text("There are too many presets.", "预设过多。"));
            }
            var model = wish.model();
            var made = new Preset(
                    ids.next(),
                    wish.title(),
                    wish.prompt(),
                    wish.autoSend() == null || wish.autoSend(),
                    isShared,
                    model == null || model.isEmpty() ? null : model,
                    wish.parameters() == null ? json.createObjectNode() : json.valueToTree(wish.parameters()),
                    1,
                    time.instant());
            presets.insert(tx, owner, made);
            return made;
        });
    }

    /**
     * Changes what is named.
     *
     * @throws Refusal {@link Code#VERSION_CONFLICT} when it was changed meanwhile, {@link Code#FORBIDDEN} for a shared
     *     one by who is no operator
     */
    public Preset change(Caller caller, UUID id, PresetChange change, @Nullable Integer version) {
        return database.transact(tx -> {
            var old = seen(tx, caller.account(), id);
            var owner = owner(caller, old.shared());
            var model = change.model();
            var changed = new Preset(
                    id,
                    change.title() == null ? old.title() : change.title(),
                    change.prompt() == null ? old.prompt() : change.prompt(),
                    change.autoSend() == null ? old.autoSend() : change.autoSend(),
                    old.shared(),
                    model == null ? old.model() : model.isEmpty() ? null : model,
                    change.parameters() == null ? old.parameters() : json.valueToTree(change.parameters()),
                    (version == null ? old.version() : version) + 1,
                    old.createdAt());
            if (!presets.update(tx, owner, changed)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", old.version());
            }
            return changed;
        });
    }

    /** Hides it at once; it can be restored for a while, unless it is to be erased now. */
    public void delete(Caller caller, UUID id, boolean purge) {
        database.transact(tx -> {
            var owner = owner(caller, seen(tx, caller.account(), id).shared());
            var deleted = presets.delete(tx, owner, id, time.instant());
            if (purge) {
                presets.erase(tx, owner, id);
            }
            return deleted;
        });
    }

    public Preset restore(Caller caller, UUID id) {
        return database.transact(tx -> {
            var isShared =
                    presets.deletedShared(tx, caller.account(), id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            if (!presets.restore(tx, owner(caller, isShared), id, erasure.limit())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return seen(tx, caller.account(), id);
        });
    }

    private Preset seen(Handle tx, AccountId owner, UUID id) {
        return presets.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** Who owns it: nobody owns a shared one, and operators alone may touch those. */
    private static @Nullable AccountId owner(Caller caller, boolean isShared) {
        if (isShared && !caller.may(Caller.OPERATOR) && !caller.may(Caller.ADMIN)) {
            throw new Refusal(
                    Code.FORBIDDEN, new Text("Only operators make and change shared presets.", "只有管理员可以创建和修改共享预设。"));
        }
        return isShared ? null : caller.account();
    }
}
