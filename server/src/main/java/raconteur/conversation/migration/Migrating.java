package raconteur.conversation.migration;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.character.CharacterId;
import raconteur.character.Characters;
import raconteur.character.Intake;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.character.tavern.Remark;
import raconteur.character.tavern.TavernFolder;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Transcripts;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;
import raconteur.platform.file.Zip;
import raconteur.task.Progress;
import raconteur.task.Task;
import raconteur.task.Work;

/** Takes in one folder. Of all that wait on a server it is one at a time, as each holds an archive in memory. */
@Singleton
final class Migrating implements Work {
    static final String KIND = "migration";

    private static final Logger LOG = Logger.getLogger(Migrating.class);

    private final Database database;
    private final Archives archives;
    private final Marks marks;
    private final Groups groups;
    private final Chats chats;
    private final Transcripts transcripts;
    private final Intake intake;
    private final Characters characters;
    private final Bookshelf bookshelf;
    private final Ids ids;
    private final InstantSource time;
    private final ZoneId zone;
    private final Semaphore place = new Semaphore(1, true);

    Migrating(
            Database database,
            Archives archives,
            Marks marks,
            Groups groups,
            Chats chats,
            Transcripts transcripts,
            Intake intake,
            Characters characters,
            Bookshelf bookshelf,
            Ids ids,
            InstantSource time,
            Settings settings) {
        this.database = database;
        this.archives = archives;
        this.marks = marks;
        this.groups = groups;
        this.chats = chats;
        this.transcripts = transcripts;
        this.intake = intake;
        this.characters = characters;
        this.bookshelf = bookshelf;
        this.ids = ids;
        this.time = time;
        this.zone = ZoneId.of(settings.text(Setting.TIMEZONE));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        if (progress.task().standing().result() != null) {
            return; // all was done, and the server stopped before it could say so
        }
        place.acquire();
        try {
            move(progress);
        } catch (Stopped stopped) {
            stopped.end();
        } finally {
            place.release();
        }
    }

    private void move(Progress progress) throws InterruptedException {
        var task = progress.task();
        var owner = task.caller().account();
        var archive = database.read(tx -> archives.find(tx, owner, task.id()));
        if (archive.isEmpty()) {
            throw new InterruptedException("the task was ended meanwhile");
        }
        var files = Zip.open(archive.get(), TavernFolder.MOST_FILES).entries().size();
        var run = new Run(database, marks, progress, files);
        var moving = new Moving(run, intake, bookshelf, chats, groups, ids);
        var remarks = TavernFolder.read(archive.get(), zone, moving);
        report(progress, run, remarks, moving.missing());
    }

    private void report(Progress progress, Run run, List<Remark> remarks, List<Report.Problem> missing)
            throws InterruptedException {
        var task = run.task();
        var made = database.read(tx -> marks.all(tx, run.owner(), task.id()));
        var report = Report.of(made, remarks, missing, run.caller().language());
        progress.keep(now -> now.at(99, "report").with(report), tx -> {
            chats.stand(tx, run, made);
            archives.forget(tx, run.owner(), task.id());
        });
        LOG.infof("A folder was taken in: task=%s %s", task.id(), report.path("counts"));
    }

    /** All of it goes: half a folder is nothing that anybody could go on with. */
    @Override
    public void abandoned(Handle tx, Task task) {
        var owner = task.caller().account();
        marks.all(tx, owner, task.id()).forEach(mark -> erase(tx, owner, mark));
        marks.forget(tx, owner, task.id());
        archives.forget(tx, owner, task.id());
    }

    private void erase(Handle tx, AccountId owner, Mark mark) {
        switch (mark.source().kind()) {
            case CHARACTER -> {
                var id = new CharacterId(mark.made());
                characters.delete(tx, owner, id, time.instant());
                characters.erase(tx, owner, id);
            }
            case LOREBOOK -> bookshelf.erase(tx, owner, mark.made());
            case CONVERSATION -> transcripts.erase(tx, owner, new ConversationId(mark.made()));
            case GROUP, GROUP_CHAT -> groups.erase(tx, owner, mark.made());
        }
    }
}
