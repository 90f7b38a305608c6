package raconteur.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.protocol.TaskStatus;
import raconteur.turn.World;

/** A workshop over the database of a world, for tests of works; several are several servers. */
public final class Shop {
    private static final Duration NEVER = Duration.ofDays(1);

    public final Workshop workshop;
    public final TaskViews views;
    private final List<TaskViews.Told> told = new ArrayList<>();

    private Shop(World world, Duration lease, int most, Work... works) {
        var time = world.the(java.time.InstantSource.class);
        var news = new TaskNews();
        var tasks = new Tasks(time);
        views = new TaskViews(world.database(), tasks, news, time);
        workshop = new Workshop(
                world.database(),
                tasks,
                List.of(works),
                news,
                new TaskConfig(most, NEVER, lease, NEVER),
                new Ids(time),
                time);
    }

    public static Shop open(World world, Work... works) {
        return new Shop(world, NEVER, 12, works);
    }

    /** One whose tasks count as left as soon as they are taken: as after a kill. */
    public static Shop dying(World world, Work... works) {
        return new Shop(world, Duration.ZERO, 12, works);
    }

    /** Takes up what others left. */
    public void look() {
        workshop.look();
    }

    /** Learns which of its tasks are no longer its own, and stops those. */
    public void renew() {
        workshop.renew();
    }

    /** Returns when nothing runs here any more; nothing new is begun then. */
    public void settle() throws InterruptedException {
        workshop.drain(Duration.ofSeconds(20));
    }

    /** What was told of a task until it ended. */
    public List<TaskViews.Told> followed(Caller owner, TaskId task) throws InterruptedException {
        told.clear();
        var seen = 0L;
        while (true) {
            var more = views.await(owner, task, seen);
            told.addAll(more);
            if (more.isEmpty() || more.getLast().isLast()) {
                return List.copyOf(told);
            }
            seen = more.getLast().number();
        }
    }

    /** The task when it has ended. */
    public TaskStatus ended(Caller owner, TaskId task) throws InterruptedException {
        followed(owner, task);
        return views.get(owner, task);
    }
}
