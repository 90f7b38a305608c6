package raconteur.character.bookshelf;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.LoreFile;
import raconteur.character.lore.Lorebook;
import raconteur.character.lore.Shelf;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.LorebookCard;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookReport;
import raconteur.protocol.LorebookState;
import raconteur.protocol.LorebookTrial;
import raconteur.protocol.LorebookUses;
import raconteur.protocol.Page;

/** An account's lorebooks: made, listed, changed, deleted and brought back, and open where the account wants them. */
@Singleton
public final class Bookshelf {
    private static final int MOST = 200;

    private final Database database;
    private final Lorebooks lorebooks;
    private final Erasing erasing;
    private final Ids ids;
    private final InstantSource time;

    Bookshelf(Database database, Lorebooks lorebooks, Erasing erasing, Ids ids, InstantSource time) {
        this.database = database;
        this.lorebooks = lorebooks;
        this.erasing = erasing;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Those that changed last first.
     *
     * @param kind only those open at a place of this kind; null for all
     * @param place id of that place; null for the account
     */
    public Page<LorebookCard> list(
            AccountId owner, @Nullable String kind, @Nullable UUID place, @Nullable String cursor, int limit) {
        var at = kind == null ? null : Place.of("place", kind, place);
        var before = cursor == null ? null : Cursor.parse(cursor);
        var found = database.read(tx -> lorebooks.newest(tx, owner, at, before, limit + 1));
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), new Cursor(last.updatedAt(), last.id()).toString());
    }

    /** {@link Code#NOT_FOUND} when the account has none by this id. */
    public LorebookState get(Caller caller, UUID id) {
        return Manuscript.state(database.read(tx -> kept(tx, caller.account(), id)), caller.language());
    }

    public LorebookState make(Caller caller, LorebookDraft draft) {
        return keep(caller, Manuscript.book(draft, null));
    }

    /**
     * Keeps the book in a file.
     *
     * @param name of the book where the file names none; empty for a name of ours
     */
    public LorebookState take(Caller caller, byte[] file, String name) {
        var fallback = new Text("Lorebook", "世界书").in(caller.language());
        return keep(caller, Manuscript.book(file, name.isBlank() ? fallback : name.strip()));
    }

    private LorebookState keep(Caller caller, LoreFile.Read read) {
        var made = database.transact(tx -> insert(tx, caller.account(), read));
        return Manuscript.state(made, caller.language());
    }

    /** A book that was read and only needs to be kept. */
    public record Ready(LoreFile.Read read) {
        public String name() {
            return read.book().name();
        }

        /** What of it is not taken as it stands. */
        public List<Text> remarks() {
            return read.remarks().stream()
                    .map(one -> new Text(
                            one.path() + " " + one.message().en(),
                            one.path() + "：" + one.message().zh()))
                    .toList();
        }
    }

    /**
     * Reads the book in a file, as {@link #take} does.
     *
     * @param name of the book where the file names none
     */
    public Ready ready(byte[] file, String name) {
        return new Ready(Manuscript.book(file, name));
    }

    /** Keeps it; {@link Code#CONFLICT} where there are as many as there may be. */
    public UUID keep(Handle tx, AccountId owner, Ready ready) {
        return insert(tx, owner, ready.read()).id();
    }

    /** Opens a book at one more place. */
    public void open(Handle tx, AccountId owner, UUID id, Place place) {
        lorebooks.openAlso(tx, owner, id, new Lorebooks.Use(place, 0));
    }

    /** Takes one away for good. */
    public void erase(Handle tx, AccountId owner, UUID id) {
        lorebooks.delete(tx, owner, id, time.instant());
        lorebooks.erase(tx, owner, id);
    }

    private KeptBook insert(Handle tx, AccountId owner, LoreFile.Read read) {
        if (lorebooks.count(tx, owner) >= MOST) {
            throw full();
        }
        var now = time.instant();
        var one = new KeptBook(ids.next(), read.book(), read.remarks(), 1, now, now);
        lorebooks.insert(tx, owner, one);
        return one;
    }

    private static Refusal full() {
        return new Refusal(
                Code.CONFLICT,
                new Text("You have " + MOST + " lorebooks, and no more fit.", "您已有 " + MOST + " 本世界书，无法再增加。"));
    }

    /** Puts another text in its place; {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public LorebookState put(Caller caller, UUID id, LorebookDraft draft, @Nullable Integer version) {
        return change(caller, id, version, old -> Manuscript.book(draft, old));
    }

    /** Changes what is named; {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public LorebookState change(Caller caller, UUID id, LorebookChange change, @Nullable Integer version) {
        return change(caller, id, version, old -> Manuscript.book(change, old));
    }

    private LorebookState change(
            Caller caller, UUID id, @Nullable Integer version, Function<Lorebook, LoreFile.Read> edit) {
        var owner = caller.account();
        var old = database.read(tx -> kept(tx, owner, id));
        if (version != null && version != old.version()) {
            throw new Refusal(Code.VERSION_CONFLICT).with("version", old.version());
        }
        // books are large: they are read and written anew outside of the transaction, which looks at the version again
        var read = edit.apply(old.book());
        var changed = new KeptBook(id, read.book(), read.remarks(), old.version() + 1, old.createdAt(), time.instant());
        database.transact(tx -> {
            if (!lorebooks.update(tx, owner, changed)) {
                var now = lorebooks.version(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
                throw new Refusal(Code.VERSION_CONFLICT).with("version", now);
            }
            return id;
        });
        return Manuscript.state(changed, caller.language());
    }

    /** Hides it at once; it can be restored for a while, unless it is to be erased now. */
    public void delete(AccountId owner, UUID id, boolean purge) {
        database.transact(tx -> {
            if (!lorebooks.delete(tx, owner, id, time.instant())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            if (purge) {
                lorebooks.erase(tx, owner, id);
            }
            return id;
        });
    }

    public LorebookState restore(Caller caller, UUID id) {
        var owner = caller.account();
        var restored = database.transact(tx -> {
            // one that is not there is not found, even where there is no room
            if (!lorebooks.restore(tx, owner, id, erasing.limit())) {
                throw new Refusal(Code.NOT_FOUND);
            }
            if (lorebooks.count(tx, owner) > MOST) {
                throw full();
            }
            return kept(tx, owner, id);
        });
        return Manuscript.state(restored, caller.language());
    }

    /** The book as a file of this form. */
    public byte[] file(AccountId owner, UUID id, LoreFile.Form form) {
        return LoreFile.write(book(owner, id), form);
    }

    /** The book itself; {@link Code#NOT_FOUND} when the account has none by this id. */
    public Lorebook book(AccountId owner, UUID id) {
        return database.read(tx -> kept(tx, owner, id)).book();
    }

    /** Which of its entries fire for a text, and why. */
    public LorebookReport report(Caller caller, UUID id, LorebookTrial trial) {
        return TestBench.report(book(caller.account(), id), trial, caller.language());
    }

    private KeptBook kept(Handle tx, AccountId owner, UUID id) {
        return lorebooks.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** Where a book is open. */
    public LorebookUses uses(AccountId owner, UUID id) {
        return database.read(tx -> {
            require(tx, owner, id);
            return new LorebookUses(lorebooks.uses(tx, owner, id).stream()
                    .map(use -> new LorebookUses.Use(
                            use.place().kind().word(), use.place().id(), use.position()))
                    .toList());
        });
    }

    /** Opens a book at these places and at no others. */
    public LorebookUses use(AccountId owner, UUID id, LorebookUses wish) {
        database.transact(tx -> {
            require(tx, owner, id);
            lorebooks.open(tx, owner, id, uses(wish));
            return id;
        });
        return uses(owner, id);
    }

    private void require(Handle tx, AccountId owner, UUID id) {
        if (lorebooks.version(tx, owner, id).isEmpty()) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    private static List<Lorebooks.Use> uses(LorebookUses wish) {
        var uses = new ArrayList<Lorebooks.Use>();
        var seen = new HashSet<Place>();
        for (var at = 0; at < wish.uses().size(); at++) {
            var use = wish.uses().get(at);
            var field = "uses[" + at + "].place";
            var place = Place.of(field, use.kind(), use.place());
            if (!seen.add(place)) {
                throw Refusal.invalid(field, "this place is named twice", "该处重复");
            }
            uses.add(new Lorebooks.Use(place, Objects.requireNonNullElse(use.position(), 0)));
        }
        return uses;
    }

    /**
     * The books that are open at any of these places, ready to be searched: those of a conversation first, then of the
     * persona, the character, the account. A place that is another account's opens nothing of theirs.
     */
    public List<Shelf> open(Handle tx, AccountId owner, List<Place> places) {
        return found(tx, owner, places).stream()
                .map(one -> new Shelf(
                        one.id().toString(),
                        one.kind().owner(),
                        kept(tx, owner, one.id()).book()))
                .toList();
    }

    /** Differs whenever {@link #open} would answer otherwise, and is had without reading a book. */
    public String stamp(Handle tx, AccountId owner, List<Place> places) {
        return found(tx, owner, places).stream()
                .map(one -> one.kind().word() + ":" + one.id() + ":" + one.version())
                .collect(Collectors.joining(","));
    }

    private List<Lorebooks.Open> found(Handle tx, AccountId owner, List<Place> places) {
        var seen = new HashSet<UUID>();
        return places.stream()
                .distinct()
                .sorted(Comparator.comparing(Place::kind))
                .flatMap(place -> lorebooks.openAt(tx, owner, place).stream())
                .filter(one -> seen.add(one.id()))
                .toList();
    }
}
