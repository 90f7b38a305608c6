package raconteur.story.scenario;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.Page;
import raconteur.protocol.Scenario;
import raconteur.protocol.ScenarioCard;
import raconteur.protocol.ScenarioState;

/** What stories can begin from: scenarios of an account's own, those that operators share, and the server's library. */
@Singleton
public final class Authoring {
    private static final int MOST = 200;

    private final Database database;
    private final Scenarios scenarios;
    private final Erasing erasing;
    private final Ids ids;
    private final InstantSource time;

    Authoring(Database database, Scenarios scenarios, Erasing erasing, Ids ids, InstantSource time) {
        this.database = database;
        this.scenarios = scenarios;
        this.erasing = erasing;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Newest first, the library last.
     *
     * @param language only those of this language, whatever its region or script; null for all
     * @param origin own, shared or library; null for all
     */
    public Page<ScenarioCard> list(
            AccountId owner, @Nullable String language, @Nullable String origin, @Nullable String cursor, int limit) {
        var before = cursor == null ? null : Kept.cursor(cursor);
        // an account has few of them: what does not fit the wish is left out here
        var made = database.read(tx -> scenarios.newest(tx, owner, before, 2 * MOST));
        var found = Stream.concat(made.stream(), Library.all().stream())
                .filter(one -> one.isBefore(before))
                .filter(one -> origin == null || one.origin().word().equals(origin))
                .filter(one -> language == null || isIn(language, one.plan().language()))
                .limit(limit + 1L)
                .toList();
        var items = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                items.stream().map(Kept::card).toList(),
                found.size() > limit ? items.getLast().id().toString() : null);
    }

    private static boolean isIn(String wanted, String language) {
        return Locale.forLanguageTag(wanted)
                .getLanguage()
                .equals(Locale.forLanguageTag(language).getLanguage());
    }

    /** One that an account may use; {@link Code#NOT_FOUND} when there is none. */
    public ScenarioState get(AccountId owner, UUID id) {
        return database.read(tx -> seen(tx, owner, id)).state(null);
    }

    /** What a story begins with that begins from it; {@link Code#NOT_FOUND} when the account may not use it. */
    public Start start(AccountId owner, UUID id) {
        var kept = database.read(tx -> seen(tx, owner, id));
        return Start.of(kept.id(), kept.version(), kept.plan());
    }

    /** As YAML. */
    public String yaml(AccountId owner, UUID id) {
        return SheetWriter.write(Documents.file(get(owner, id).scenario()));
    }

    /** Keeps one; {@link Code#FORBIDDEN} when a shared one is wanted by who is no operator. */
    public ScenarioState make(Caller caller, Scenario plan, boolean shared) {
        return keep(caller, Proof.of(plan).require("scenario"), shared, null);
    }

    /** The same from a text that was read. */
    public ScenarioState make(Caller caller, Proof.Verdict read, boolean shared) {
        return keep(caller, read.require(""), shared, null);
    }

    /** Makes one of the caller's own of any that the caller may use. */
    public ScenarioState copy(Caller caller, UUID id) {
        return keep(caller, get(caller.account(), id).scenario(), false, id);
    }

    private ScenarioState keep(Caller caller, Scenario plan, boolean shared, @Nullable UUID copiedFrom) {
        var owner = owner(caller, shared);
        return database.transact(tx -> {
            if (scenarios.count(tx, owner) >= MOST) {
                throw new Refusal(Code.CONFLICT, new Text("There are too many scenarios.", "剧本过多。"));
            }
            var now = time.instant();
            var made = new Kept(ids.next(), shared ? Kept.Origin.SHARED : Kept.Origin.OWN, plan, 1, now, now);
            scenarios.insert(tx, owner, made);
            return made.state(copiedFrom);
        });
    }

    /**
     * Puts another text in its place; of one of the library a copy with that text is made, and the library stays.
     *
     * @throws Refusal {@link Code#VERSION_CONFLICT} when it was changed meanwhile, {@link Code#FORBIDDEN} for a shared
     *     one by who is no operator
     */
    public ScenarioState change(Caller caller, UUID id, Scenario plan, @Nullable Integer version) {
        var old = database.read(tx -> seen(tx, caller.account(), id));
        var isShared = old.origin() == Kept.Origin.SHARED;
        var owner = owner(caller, isShared);
        var proven = Proof.of(plan).require("scenario");
        if (old.origin() == Kept.Origin.LIBRARY) {
            return keep(caller, proven, false, id);
        }
        return database.transact(tx -> {
            var next = (version == null ? old.version() : version) + 1;
            if (!scenarios.update(tx, owner, id, proven, next, time.instant())) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", old.version());
            }
            return seen(tx, caller.account(), id).state(null);
        });
    }

    /** Hides it at once; it can be restored for a while, unless it is to be erased now. */
    public void delete(Caller caller, UUID id, boolean purge) {
        database.transact(tx -> {
            var kept = seen(tx, caller.account(), id);
            if (kept.origin() == Kept.Origin.LIBRARY) {
                throw new Refusal(Code.FORBIDDEN, new Text("The library stays as it is.", "内置剧本不可删除。"));
            }
            var owner = owner(caller, kept.origin() == Kept.Origin.SHARED);
            var deleted = scenarios.delete(tx, owner, id, time.instant());
            if (purge) {
                scenarios.erase(tx, owner, id);
            }
            return deleted;
        });
    }

    public ScenarioState restore(Caller caller, UUID id) {
        return database.transact(tx -> {
            var isShared =
                    scenarios.deletedShared(tx, caller.account(), id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            if (!scenarios.restore(tx, owner(caller, isShared), id, erasing.limit())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return seen(tx, caller.account(), id).state(null);
        });
    }

    private Kept seen(Handle tx, AccountId owner, UUID id) {
        return Library.find(id).or(() -> scenarios.find(tx, owner, id)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** Who owns it: nobody owns a shared one, and operators alone may touch those. */
    private static @Nullable AccountId owner(Caller caller, boolean isShared) {
        if (isShared && !caller.may(Caller.OPERATOR) && !caller.may(Caller.ADMIN)) {
            throw new Refusal(
                    Code.FORBIDDEN, new Text("Only operators make and change shared scenarios.", "只有管理员可以创建和修改共享剧本。"));
        }
        return isShared ? null : caller.account();
    }
}
