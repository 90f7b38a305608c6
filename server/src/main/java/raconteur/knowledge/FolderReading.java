package raconteur.knowledge;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.knowledge.text.FileText;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.platform.file.Zip;
import raconteur.task.Progress;
import raconteur.task.Task;
import raconteur.task.Work;

/**
 * Takes in one folder, file by file. What is unchanged is passed over, so a run that was cut off is simply begun again.
 * One at a time, as each holds an archive in memory.
 */
@Singleton
final class FolderReading implements Work {
    static final String KIND = "knowledge_folder";

    private static final Logger LOG = Logger.getLogger(FolderReading.class);
    private static final int READ = 95;
    private static final long MOST_UNPACKED = 512L << 20;

    private final Database database;
    private final Archives archives;
    private final Register register;
    private final Ingestion ingestion;
    private final Semaphore place = new Semaphore(1, true);

    FolderReading(Database database, Archives archives, Register register, Ingestion ingestion) {
        this.database = database;
        this.archives = archives;
        this.register = register;
        this.ingestion = ingestion;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        place.acquire();
        try {
            read(progress);
        } finally {
            place.release();
        }
    }

    private void read(Progress progress) throws InterruptedException {
        var task = progress.task();
        var owner = task.caller().account();
        var archive = database.read(tx -> archives.find(tx, owner, task.id()));
        if (archive.isEmpty()) {
            return; // all was done, and the server stopped before it could say so
        }
        var collection = UUID.fromString(task.input().path("collection").asText());
        var tally = new Tally(collection, task.caller().language());
        var zip = Zip.open(archive.get(), Ingestion.MOST_FILES);
        if (zip.size() > MOST_UNPACKED) {
            throw new Refusal(Code.BODY_TOO_LARGE);
        }
        var seen = files(progress, zip, collection, tally);
        if (task.input().path("sync").asBoolean()) {
            remove(progress, owner, collection, seen, tally);
        }
        progress.keep(now -> now.at(99, "removing").with(tally.json()), tx -> archives.forget(tx, owner, task.id()));
        LOG.infof(
                "A folder was read: task=%s files=%d", task.id(), zip.entries().size());
    }

    /** The names of all that is in the folder, read or not. */
    private Set<String> files(Progress progress, Zip zip, UUID collection, Tally tally) throws InterruptedException {
        var owner = progress.task().caller().account();
        var seen = new HashSet<String>();
        var done = 0;
        for (var entry : zip.entries()) {
            if (!isRubbish(entry.name())) {
                take(owner, zip, entry, collection, tally, seen);
            }
            var percent = 1 + READ * ++done / zip.entries().size();
            progress.tell(now -> now.at(percent, "reading").with(tally.json()));
        }
        return seen;
    }

    private void take(AccountId owner, Zip zip, Zip.Entry entry, UUID collection, Tally tally, Set<String> seen)
            throws InterruptedException {
        try {
            seen.add(FileName.of(entry.name()));
            tally.add(ingestion.take(owner, collection, entry.name(), zip.content(entry, FileText.MOST)));
        } catch (Refusal refusal) {
            switch (refusal.code()) {
                case MALFORMED, BODY_TOO_LARGE, INVALID_REQUEST -> tally.add(Zip.shown(entry.name()), refusal);
                default -> throw refusal;
            }
        }
    }

    /** What systems and editors leave in folders. */
    private static boolean isRubbish(String name) {
        return name.startsWith("__MACOSX/")
                || name.matches("(?:.*/)?(?:\\.[^/.][^/]*|Thumbs\\.db|desktop\\.ini)(?:/.*)?");
    }

    private void remove(Progress progress, AccountId owner, UUID collection, Set<String> seen, Tally tally)
            throws InterruptedException {
        for (var name : database.read(tx -> register.hashes(tx, owner, collection, false))
                .keySet()) {
            if (!seen.contains(name) && ingestion.remove(owner, collection, name)) {
                tally.add(Ingestion.Outcome.REMOVED);
                progress.tell(now -> now.at(READ + 2, "removing").with(tally.json()));
            }
        }
    }

    /** What was read stays. */
    @Override
    public void abandoned(Handle tx, Task task) {
        archives.forget(tx, task.caller().account(), task.id());
    }
}
