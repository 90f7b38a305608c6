package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.knowledge.text.FileText;
import raconteur.knowledge.text.Piece;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.source.Page;

/**
 * Takes files and pages into collections, one at a time: what a file says is there whole, or as it was before.
 * Thread-safe.
 */
@Singleton
public final class Ingestion {
    /** Files of a collection at most. */
    static final int MOST_FILES = 20_000;

    /** Passages that are written at once: others want to write in between. */
    private static final int PIECE = 200;

    /** Files that are read at once: some take much memory. */
    private static final int AT_ONCE = 2;

    private static final Duration LEFT = Duration.ofHours(1);
    private static final int LONGEST_PAGE = 400_000;

    private final Database database;
    private final Collections collections;
    private final Register register;
    private final Passages passages;
    private final KnowledgeConfig config;
    private final Ids ids;
    private final InstantSource time;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    Ingestion(
            Database database,
            Collections collections,
            Register register,
            Passages passages,
            KnowledgeConfig config,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.collections = collections;
        this.register = register;
        this.passages = passages;
        this.config = config;
        this.ids = ids;
        this.time = time;
    }

    /** What became of something that was to be taken in. */
    enum Outcome {
        ADDED,
        CHANGED,
        UNCHANGED,
        FAILED,
        REMOVED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What became of one, and its line in the ledger. */
    record Taken(Outcome outcome, Register.Line line) {}

    /**
     * Takes in a file. One that cannot be read gets a line that says why.
     *
     * @throws Refusal {@link Code#NOT_FOUND}, {@link Code#INVALID_REQUEST} naming {@code name}, {@link Code#CONFLICT}
     *     where there is no room
     */
    Taken take(AccountId owner, UUID collection, String given, byte[] bytes) throws InterruptedException {
        requireThere(owner, collection);
        var name = FileName.of(given);
        var hash = hash(bytes);
        return take(
                owner, new Coming(collection, name, hash, bytes.length, null, null), () -> FileText.read(name, bytes));
    }

    /** Takes in a page of a wiki, whose revision stands for its bytes. */
    Taken take(AccountId owner, UUID collection, String given, String revision, Page page) throws InterruptedException {
        var name = FileName.of(given);
        var text = page.markdown(LONGEST_PAGE);
        var address = page.address();
        var licence = page.licence().name();
        var coming = new Coming(
                collection,
                name,
                "rev-" + revision,
                text.getBytes(StandardCharsets.UTF_8).length,
                address == null ? "" : address.toString(),
                licence.isEmpty() ? null : licence);
        return take(owner, coming, () -> FileText.markdown(text));
    }

    /** What is to be taken in. */
    private record Coming(
            UUID collection,
            String name,
            String hash,
            long bytes,
            @Nullable String url,
            @Nullable String licence) {}

    private Taken take(AccountId owner, Coming coming, Supplier<List<Piece>> reading) throws InterruptedException {
        var before = database.read(tx -> {
            require(collections.isThere(tx, owner, coming.collection()));
            return register.find(tx, owner, coming.collection(), coming.name());
        });
        if (before.isPresent() && before.get().hash().equals(coming.hash())) {
            return new Taken(Outcome.UNCHANGED, before.get());
        }
        Register.Problem problem = null;
        List<Piece> pieces = List.of();
        places.acquire();
        try {
            pieces = reading.get();
        } catch (Refusal refusal) {
            problem = new Register.Problem(refusal.code(), refusal.detail());
        } finally {
            places.release();
        }
        var line = line(coming, pieces, problem);
        write(owner, line, pieces);
        var kept = finish(owner, line, problem);
        return new Taken(problem != null ? Outcome.FAILED : kept ? Outcome.CHANGED : Outcome.ADDED, line);
    }

    private Register.Line line(Coming coming, List<Piece> pieces, Register.@Nullable Problem problem) {
        return new Register.Line(
                ids.next(),
                coming.collection(),
                coming.name(),
                coming.hash(),
                coming.bytes(),
                problem != null,
                pieces.size(),
                pieces.stream()
                        .mapToLong(piece -> piece.text().getBytes(StandardCharsets.UTF_8).length)
                        .sum(),
                problem,
                coming.url(),
                coming.licence(),
                time.instant());
    }

    /** Writes what nobody finds until it is whole. */
    private void write(AccountId owner, Register.Line line, List<Piece> pieces) {
        database.transact(tx -> {
            require(collections.claim(tx, owner, line.collection()));
            sweep(tx, owner, line.collection(), line.updatedAt());
            room(tx, owner, line);
            register.begin(tx, owner, line);
            return line;
        });
        for (var from = 0; from < pieces.size(); from += PIECE) {
            var drafts = new ArrayList<Passages.Draft>();
            for (var at = from; at < Math.min(pieces.size(), from + PIECE); at++) {
                drafts.add(new Passages.Draft(ids.next(), at, pieces.get(at)));
            }
            database.transact(tx -> {
                require(collections.claim(tx, owner, line.collection()));
                passages.add(tx, owner, line.collection(), line.id(), line.name(), drafts);
                return drafts;
            });
        }
    }

    /** What a server that died had begun. */
    private void sweep(Handle tx, AccountId owner, UUID collection, Instant now) {
        for (var id : register.left(tx, owner, collection, now.minus(LEFT))) {
            passages.remove(tx, owner, id);
            register.delete(tx, owner, id);
        }
    }

    private void room(Handle tx, AccountId owner, Register.Line line) {
        if (register.sizeOf(tx, owner, line.collection()).files() >= MOST_FILES) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            "The collection has %,d files, and no more fit.".formatted(MOST_FILES),
                            "该知识库的文件已达 " + MOST_FILES + " 个，无法再增加。"));
        }
        if (register.sizeOfAll(tx, owner, line.collection()).textBytes() + line.textBytes() > config.storage()) {
            throw new Refusal(
                    Code.CONFLICT,
                    new Text(
                            "Your collections have as much text as they may: take something out first.",
                            "您的知识库文本总量已达上限，请先移除一些内容。"));
        }
    }

    /** Puts it in the place of what was called so; whether there was any. */
    private boolean finish(AccountId owner, Register.Line line, Register.@Nullable Problem problem) {
        return database.transact(tx -> {
            require(collections.claim(tx, owner, line.collection()));
            var before = register.find(tx, owner, line.collection(), line.name());
            before.ifPresent(old -> drop(tx, owner, old));
            require(register.end(tx, owner, line.id(), problem));
            return before.isPresent();
        });
    }

    private void drop(Handle tx, AccountId owner, Register.Line line) {
        passages.remove(tx, owner, line.id());
        register.delete(tx, owner, line.id());
    }

    /** Takes a file out; false where there is none. */
    boolean remove(AccountId owner, UUID collection, String given) {
        requireThere(owner, collection);
        var name = FileName.of(given);
        return database.transact(tx -> {
            require(collections.claim(tx, owner, collection));
            var found = register.find(tx, owner, collection, name);
            found.ifPresent(line -> drop(tx, owner, line));
            return found.isPresent();
        });
    }

    /** Whoever has none of this id hears that before anything about what was sent. */
    private void requireThere(AccountId owner, UUID collection) {
        require(database.read(tx -> collections.isThere(tx, owner, collection)));
    }

    private static void require(boolean isThere) {
        if (!isThere) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
