package raconteur.conversation.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.db.Database;
import raconteur.task.Progress;
import raconteur.task.Task;

/**
 * One run of a task. What it makes is kept with a mark, both or nothing, and only while the task is this run's; what
 * earlier runs made is found by its mark. For one thread.
 */
final class Run {
    private static final int FIRST = 1;
    private static final int LAST = 95;

    private final Database database;
    private final Marks marks;
    private final Progress progress;
    private final int files;
    private final Map<Mark.Source, Mark> made = new HashMap<>();
    private final Map<Mark.Source, Integer> seen = new HashMap<>();
    private int done;
    private int told = -1;

    /** @param files that there are, those that nobody reads among them */
    Run(Database database, Marks marks, Progress progress, int files) {
        this.database = database;
        this.marks = marks;
        this.progress = progress;
        this.files = Math.max(1, files);
        database.read(tx -> marks.all(tx, owner(), task().id())).forEach(one -> made.put(one.source(), one));
    }

    Task task() {
        return progress.task();
    }

    Caller caller() {
        return task().caller();
    }

    AccountId owner() {
        return caller().account();
    }

    /** The next file of this name; archives are read in the same order every time. */
    Mark.Source source(Mark.Kind kind, String file) {
        var plain = new Mark.Source(kind, file);
        var nth = seen.merge(plain, 1, Integer::sum);
        return nth == 1 ? plain : new Mark.Source(kind, file + " (" + nth + ")");
    }

    /** What an earlier run made of it. */
    @Nullable
    Mark made(Mark.Source source) {
        return made.get(source);
    }

    /** Says how far it has come: another file is being looked at. */
    void next(String step) {
        if (Thread.interrupted()) {
            throw new Stopped(null);
        }
        var percent = FIRST + (LAST - FIRST) * Math.min(done++, files) / files;
        if (percent == told) {
            return;
        }
        told = percent;
        try {
            progress.tell(now -> now.at(percent, step));
        } catch (InterruptedException _) {
            throw new Stopped(null);
        }
    }

    /** Changes something in a transaction that does not happen if the task was lost or cancelled meanwhile. */
    void change(Consumer<Handle> change) {
        var isMine = database.transact(tx -> {
            var held = progress.isMine(tx);
            if (held) {
                change.accept(tx);
            }
            return held;
        });
        if (!isMine) {
            throw new Stopped(null);
        }
    }

    /** Makes something, and its mark. */
    Mark keep(Function<Handle, Mark> making) {
        var kept = new Mark[1];
        change(tx -> {
            kept[0] = making.apply(tx);
            marks.add(tx, owner(), task().id(), kept[0]);
        });
        return kept[0];
    }

    /** What was still being written is whole. */
    void complete(Handle tx, Mark.Source source) {
        marks.complete(tx, owner(), task().id(), source);
    }

    /** Nothing was made of it after all. */
    void unmark(Handle tx, Mark.Source source) {
        marks.remove(tx, owner(), task().id(), source);
    }
}
