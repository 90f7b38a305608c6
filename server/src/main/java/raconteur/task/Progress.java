package raconteur.task;

import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import raconteur.platform.db.Database;

/**
 * The run of one task: what it knows, and how it says how far it has come. Everything said is an event for those who
 * follow. A run that lost its task (to a cancel, or to another server after a long silence) changes nothing more.
 * Thread-safe.
 */
public final class Progress {
    private final Database database;
    private final Tasks tasks;
    private final Task task;
    private final String runner;
    private final Runnable told;

    Progress(Database database, Tasks tasks, Task task, String runner, Runnable told) {
        this.database = database;
        this.tasks = tasks;
        this.task = task;
        this.runner = runner;
        this.told = told;
    }

    /** The task as it was when this run began, with what earlier runs had done. */
    public Task task() {
        return task;
    }

    /**
     * How far it has come by now.
     *
     * @throws InterruptedException if the task is no longer this run's
     */
    public Standing standing() throws InterruptedException {
        return database.transact(tx -> tasks.claim(tx, task.id(), runner))
                .map(Task::standing)
                .orElseThrow(() -> new InterruptedException("the task is no longer this run's"));
    }

    /**
     * Says how far it has come.
     *
     * @throws InterruptedException if the task is no longer this run's
     */
    public void tell(UnaryOperator<Standing> change) throws InterruptedException {
        keep(change, _ -> {});
    }

    /** What is kept together with the news of it. */
    @FunctionalInterface
    public interface Keeping {
        void keep(Handle tx);
    }

    /** Says how far it has come, and keeps what was made in the same transaction: both or nothing. */
    public void keep(UnaryOperator<Standing> change, Keeping what) throws InterruptedException {
        var isMine = database.transact(tx -> keep(tx, change, what));
        told.run();
        if (!isMine) {
            throw new InterruptedException("the task is no longer this run's");
        }
    }

    /**
     * The same within a transaction of the caller's, such as the one that settles a turn.
     *
     * @return false, and nothing is kept, if the task is no longer this run's
     */
    public boolean keep(Handle tx, UnaryOperator<Standing> change, Keeping what) {
        var now = tasks.claim(tx, task.id(), runner);
        if (now.isEmpty()) {
            return false;
        }
        what.keep(tx);
        tasks.tell(tx, now.get(), change.apply(now.get().standing()));
        return true;
    }

    /** Whoever follows is told now; call it after a transaction in which something was kept. */
    public void told() {
        told.run();
    }

    /** Whether the task is still this run's; in a transaction that must not happen otherwise. */
    public boolean isMine(Handle tx) {
        return tasks.isHeld(tx, task.id(), runner);
    }
}
