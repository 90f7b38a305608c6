package raconteur.task;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.db.Database;
import raconteur.protocol.TaskStatus;

/**
 * A workshop for the tests of those who have work done: looked after by hand, and whose tasks its successor may take.
 */
public final class Workshops {
    public final Workshop workshop;
    private final TaskViews views;

    public Workshops(Database database, InstantSource time, Work... works) {
        var news = new TaskNews();
        var tasks = new Tasks(time);
        var config = new TaskConfig(0, Duration.ofDays(7), Duration.ZERO, Duration.ofDays(1));
        workshop = new Workshop(database, tasks, List.of(works), news, config, new Ids(time), time);
        views = new TaskViews(database, tasks, news, time);
    }

    /** Waits until a task has ended; how it stands then. */
    public TaskStatus ended(Caller caller, TaskId task) {
        try {
            for (var seen = 0L; ; ) {
                var told = views.await(caller, task, seen);
                if (told.isEmpty() || told.getLast().isLast()) {
                    return views.get(caller, task);
                }
                seen = told.getLast().number();
            }
        } catch (InterruptedException failed) {
            Thread.currentThread().interrupt();
            throw new AssertionError(failed);
        }
    }

    /** How it stands. */
    public TaskStatus status(Caller caller, TaskId task) {
        return views.get(caller, task);
    }

    /** The tasks of somebody, newest first. */
    public List<TaskStatus> all(Caller caller) {
        return views.list(caller, null, 200).items();
    }

    /** The server stops. */
    public void drain(Duration limit) throws InterruptedException {
        workshop.drain(limit);
    }
}
