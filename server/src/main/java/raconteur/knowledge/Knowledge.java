package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.KnowledgeChange;
import raconteur.protocol.KnowledgeCollection;
import raconteur.protocol.KnowledgeDraft;
import raconteur.protocol.KnowledgeFile;
import raconteur.protocol.KnowledgeFiles;
import raconteur.protocol.KnowledgeFindings;
import raconteur.protocol.KnowledgePassage;
import raconteur.protocol.KnowledgeQuery;
import raconteur.protocol.KnowledgeUses;
import raconteur.protocol.Page;

/** An account's collections: made, filled, listed, searched, and open where the account wants them. Thread-safe. */
@Singleton
public final class Knowledge {
    /** Of an account at most. */
    static final int MOST = 50;

    private static final int USUAL = 5;

    private final Database database;
    private final Collections collections;
    private final Register register;
    private final Passages passages;
    private final KnowledgeSearch search;
    private final Ingestion ingestion;
    private final Ids ids;
    private final InstantSource time;

    Knowledge(
            Database database,
            Collections collections,
            Register register,
            Passages passages,
            KnowledgeSearch search,
            Ingestion ingestion,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.collections = collections;
        this.register = register;
        this.passages = passages;
        this.search = search;
        this.ingestion = ingestion;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Which are listed.
     *
     * @param name only the one called so
     * @param kind only those open at a place of this kind
     * @param place id of that place; null for the account
     */
    public record Which(
            @Nullable String name,
            @Nullable String kind,
            @Nullable UUID place) {}

    /** Those that changed last first. */
    public Page<KnowledgeCollection> list(AccountId owner, Which which, @Nullable String cursor, int limit) {
        var kind = which.kind();
        var at = kind == null ? null : Place.of("place", kind, which.place());
        var before = cursor == null ? null : Cursor.parse(cursor);
        var found = database.read(tx -> collections.newest(tx, owner, which.name(), at, before, limit + 1));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(last.updatedAt(), last.id()).toString());
    }

    /** {@link Code#NOT_FOUND} when the account has none by this id. */
    public KnowledgeCollection get(AccountId owner, UUID id) {
        return database.read(tx -> found(tx, owner, id));
    }

    private KnowledgeCollection found(Handle tx, AccountId owner, UUID id) {
        return collections.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** {@link Code#CONFLICT} where one is called so, or there are as many as there may be. */
    public KnowledgeCollection make(AccountId owner, KnowledgeDraft draft) {
        var name = named(draft.name());
        return database.transact(tx -> {
            if (collections.all(tx, owner).size() >= MOST) {
                throw new Refusal(
                        Code.CONFLICT,
                        new Text(
                                "You have " + MOST + " collections, and no more fit.", "您已有 " + MOST + " 个知识库，无法再增加。"));
            }
            var id = ids.next();
            var description = Objects.requireNonNullElse(draft.description(), "");
            if (!collections.insert(tx, owner, id, name, description, time.instant())) {
                throw taken();
            }
            return found(tx, owner, id);
        });
    }

    private static String named(String given) {
        var name = given.strip();
        if (name.isEmpty()) {
            throw Refusal.invalid("name", "give it a name", "请填写名称");
        }
        return name;
    }

    private static Refusal taken() {
        return new Refusal(Code.CONFLICT, new Text("A collection of yours is called so.", "您已有同名的知识库。"));
    }

    /** {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public KnowledgeCollection change(AccountId owner, UUID id, KnowledgeChange change, @Nullable Integer version) {
        return database.transact(tx -> {
            var old = found(tx, owner, id);
            var name = change.name() == null ? old.name() : named(change.name());
            if (collections.isTaken(tx, owner, id, name)) {
                throw taken();
            }
            var description = Objects.requireNonNullElse(change.description(), old.description());
            var seen = version == null ? old.version() : version;
            if (!collections.update(tx, owner, id, seen, name, description, time.instant())) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", old.version());
            }
            return found(tx, owner, id);
        });
    }

    /** It is gone with all that it knows. */
    public void delete(AccountId owner, UUID id) {
        database.transact(tx -> {
            passages.forget(tx, owner, id);
            if (!collections.delete(tx, owner, id)) {
                throw new Refusal(Code.NOT_FOUND);
            }
            return id;
        });
    }

    public KnowledgeUses uses(AccountId owner, UUID id) {
        return database.read(tx -> {
            found(tx, owner, id);
            return new KnowledgeUses(collections.uses(tx, owner, id).stream()
                    .map(place -> new KnowledgeUses.Use(place.kind().word(), place.id()))
                    .toList());
        });
    }

    /** Opens it at these places and at no others. A character that is another's is told nothing of it to others. */
    public KnowledgeUses use(AccountId owner, UUID id, KnowledgeUses wish) {
        var places = new ArrayList<Place>();
        var seen = new HashSet<Place>();
        for (var at = 0; at < wish.uses().size(); at++) {
            var use = wish.uses().get(at);
            var field = "uses[" + at + "].place";
            var place = Place.of(field, use.kind(), use.place());
            if (!seen.add(place)) {
                throw Refusal.invalid(field, "this place is named twice", "该处重复");
            }
            places.add(place);
        }
        database.transact(tx -> {
            found(tx, owner, id);
            collections.open(tx, owner, id, places);
            return id;
        });
        return uses(owner, id);
    }

    /**
     * The ledger, by name.
     *
     * @param state only lines that are {@code done} or {@code failed}; null for all
     */
    public Page<KnowledgeFile> files(
            Caller caller, UUID id, @Nullable String state, @Nullable String cursor, int limit) {
        var owner = caller.account();
        var after = cursor == null ? "" : text(cursor);
        var lines = database.read(tx -> {
            found(tx, owner, id);
            return register.page(tx, owner, id, state == null ? "" : state, after, limit + 1);
        });
        var shown = lines.stream().limit(limit).map(line -> shown(line, caller)).toList();
        var next = lines.size() > limit ? cursor(shown.getLast().name()) : null;
        return new Page<>(shown, next);
    }

    private static String cursor(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Refusal.invalid("cursor", "this is no cursor of ours", "游标无效");
        }
    }

    private static KnowledgeFile shown(Register.Line line, Caller caller) {
        var problem = line.problem();
        return new KnowledgeFile(
                line.id(),
                line.name(),
                line.hash(),
                line.bytes(),
                line.failed() ? "failed" : "done",
                line.passages(),
                problem == null
                        ? null
                        : new KnowledgeFile.Problem(
                                problem.code().name(), problem.message().in(caller.language())),
                line.url(),
                line.licence(),
                line.updatedAt());
    }

    /** Takes in a file; see {@link KnowledgeFiles.Taken}. */
    public KnowledgeFiles.Taken put(Caller caller, UUID id, String name, byte[] bytes) throws InterruptedException {
        var taken = ingestion.take(caller.account(), id, name, bytes);
        return new KnowledgeFiles.Taken(taken.outcome().word(), shown(taken.line(), caller));
    }

    /** Takes a file out; {@link Code#NOT_FOUND} where there is none. */
    public void remove(AccountId owner, UUID id, String name) {
        if (!ingestion.remove(owner, id, name)) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    /** What a file says, in its order. */
    public Page<KnowledgePassage> passages(AccountId owner, UUID id, String name, @Nullable String cursor, int limit) {
        var after = cursor == null ? -1 : position(cursor);
        var found = database.read(tx -> {
            found(tx, owner, id);
            var line = register.find(tx, owner, id, FileName.of(name)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            return passages.of(tx, owner, line.id(), after, limit + 1);
        });
        var isLast = found.size() <= limit;
        return new Page<>(
                found.stream().limit(limit).toList(), isLast ? null : cursor(Integer.toString(after + limit)));
    }

    private static int position(String cursor) {
        try {
            return Integer.parseInt(text(cursor));
        } catch (NumberFormatException _) {
            throw Refusal.invalid("cursor", "this is no cursor of ours", "游标无效");
        }
    }

    /** {@link Code#NOT_FOUND} where a collection that is named is not the caller's. */
    public KnowledgeFindings search(AccountId owner, KnowledgeQuery query) {
        var most = Objects.requireNonNullElse(query.limit(), USUAL);
        return database.read(
                tx -> new KnowledgeFindings(search.find(tx, owner, where(tx, owner, query), query.query(), most)));
    }

    private List<UUID> where(Handle tx, AccountId owner, KnowledgeQuery query) {
        var named = query.collections();
        if (named != null) {
            named.forEach(id -> found(tx, owner, id));
            return named.stream().distinct().toList();
        }
        var character = query.character();
        return character == null ? collections.all(tx, owner) : collections.openAt(tx, owner, character);
    }
}
