package raconteur.task;

import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;

/**
 * Has tasks done, each on a virtual thread. A task is held under a lease by the database's clock: what a dead server
 * left is taken up by any other, or by itself after a restart, and of several that share a database one does it.
 * Thread-safe.
 */
@Singleton
public final class Workshop {
    /**
     * A task that was ordered.
     *
     * @param fresh false when this is the first answer to a repeated request
     */
    public record Taken(Task task, boolean fresh) {}

    private static final Logger LOG = Logger.getLogger(Workshop.class);
    private static final Duration KEY_LIFE = Duration.ofHours(24);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 5;
    private static final int AT_ONCE = 64;

    private final Database database;
    private final Tasks tasks;
    private final Map<String, Work> works;
    private final TaskNews news;
    private final TaskConfig config;
    private final Ids ids;
    private final InstantSource time;
    private final Map<TaskId, Bench> benches = new ConcurrentHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean closed;

    Workshop(
            Database database,
            Tasks tasks,
            @All List<Work> works,
            TaskNews news,
            TaskConfig config,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.tasks = tasks;
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(Work::kind, Function.identity()));
        this.news = news;
        this.config = config;
        this.ids = ids;
        this.time = time;
    }

    /** One run. */
    private record Bench(Task task, String runner, Thread thread) {}

    /**
     * Orders a task and begins it. When this returns it is on disk and will be done whatever happens.
     *
     * @param also what is kept in the same transaction; not called for a repeated request
     * @throws Refusal {@link Code#TOO_MANY_TASKS}, {@link Code#IDEMPOTENCY_MISMATCH}; nothing has happened then
     */
    public Taken start(Order order, BiConsumer<Handle, Task> also) {
        if (closed) {
            throw new Refusal(Code.STOPPING).retryAfter(AGAIN);
        }
        var taken = database.transact(tx -> {
            var ordered = order(tx, order);
            if (ordered.fresh()) {
                also.accept(tx, ordered.task());
            }
            return ordered;
        });
        if (taken.fresh()) {
            take(taken.task().id());
        }
        return taken;
    }

    /** Orders a task within a transaction of the caller's. It is begun within a second, or by {@link #look}. */
    public Taken order(Handle tx, Order order) {
        var owner = order.caller().account();
        var work = work(order.kind());
        var now = time.instant();
        var open = tasks.open(tx, owner, bounded());
        var once = order.once();
        if (once != null) {
            var earlier = tasks.byKey(tx, owner, once.key(), now.minus(KEY_LIFE));
            if (earlier.isPresent()) {
                if (!tasks.isSame(tx, earlier.get(), once.fingerprint())) {
                    throw new Refusal(Code.IDEMPOTENCY_MISMATCH);
                }
                return new Taken(earlier.get(), false);
            }
        }
        if (work.isBounded() && config.mostRunning() > 0 && open >= config.mostRunning()) {
            throw new Refusal(Code.TOO_MANY_TASKS).retryAfter(AGAIN);
        }
        var task = new Task(
                new TaskId(ids.next()),
                order.caller(),
                order.kind(),
                order.subject(),
                order.input(),
                TaskState.PENDING,
                Standing.BEGINNING.with(order.parts()),
                null,
                0,
                now,
                null);
        tasks.insert(tx, task, once);
        return new Taken(task, true);
    }

    /** The newest task of a kind that an account ordered about a subject, as long as it is kept. */
    public Optional<Task> last(AccountId owner, String kind, UUID subject) {
        return database.read(tx -> tasks.last(tx, owner, kind, subject));
    }

    /**
     * Cancels a task; one that has ended stays as it is. What was half made is gone when this returns, and its run has
     * been told to stop.
     *
     * @throws Refusal {@link Code#NOT_FOUND} when it is not the caller's
     */
    public void cancel(Caller caller, TaskId id) {
        var owner = caller.account();
        var stopped = database.transact(tx -> {
            var found = tasks.stop(tx, owner, id);
            found.ifPresent(task -> abandon(tx, task, TaskState.CANCELLED, null));
            return found.isPresent() || tasks.find(tx, owner, id).isPresent();
        });
        if (!stopped) {
            throw new Refusal(Code.NOT_FOUND);
        }
        LOG.infof("Cancelled: task=%s", id);
        stop(id);
        news.ring();
    }

    private void abandon(Handle tx, Task task, TaskState state, Task.@Nullable Problem problem) {
        var ended = tasks.end(tx, task, state, problem);
        var work = works.get(task.kind());
        if (work != null) {
            work.abandoned(tx, ended);
        }
    }

    private void stop(TaskId id) {
        var bench = benches.get(id);
        if (bench != null) {
            bench.thread().interrupt();
        }
    }

    void begin(Ticker ticker) {
        Thread.ofVirtual().name("tasks-left").start(this::tick);
        ticker.every("tasks", config.pace(), this::tick);
    }

    private void tick() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            renew();
            look();
        } catch (RuntimeException failure) {
            LOG.warnf("Tasks could not be looked after yet: %s", failure);
        } finally {
            looking.unlock();
        }
    }

    /** Says of each task that runs here that it does; one that was taken away is stopped. */
    void renew() {
        for (var bench : benches.values()) {
            var isMine = database.transact(tx -> tasks.renew(
                    tx,
                    bench.task().id(),
                    bench.runner(),
                    database.clock(tx) + config.lease().toMillis()));
            if (!isMine) {
                bench.thread().interrupt();
            }
        }
    }

    /** Begins what was ordered or left and nobody does. */
    public void look() {
        if (closed || works.isEmpty()) {
            return;
        }
        var left = database.read(tx -> tasks.left(tx, works.keySet(), database.clock(tx), AT_ONCE));
        left.stream().filter(id -> !benches.containsKey(id)).forEach(this::take);
    }

    private void take(TaskId id) {
        var runner = UUID.randomUUID().toString();
        database.transact(tx -> {
                    var now = database.clock(tx);
                    var taken =
                            tasks.take(tx, id, runner, now, now + config.lease().toMillis());
                    taken.ifPresent(one -> tasks.tell(tx, one.task(), one.task().standing()));
                    return taken;
                })
                .ifPresent(taken -> begin(taken, runner));
    }

    private void begin(Tasks.Taken taken, String runner) {
        var task = taken.task();
        var thread = Thread.ofVirtual().name("task-" + task.id()).unstarted(() -> {
            try {
                run(taken, runner);
            } finally {
                benches.remove(task.id());
                news.ring();
            }
        });
        benches.put(task.id(), new Bench(task, runner, thread));
        thread.start();
        news.ring();
    }

    private void run(Tasks.Taken taken, String runner) {
        var task = taken.task();
        var work = work(task.kind());
        try {
            if (taken.tries() > 0 && (!work.isTakenUpAgain() || taken.tries() > MOST_TRIES)) {
                throw new Refusal(Code.INTERRUPTED, cutOff());
            }
            work.run(new Progress(database, tasks, task, runner, news::ring));
            end(task, runner, TaskState.DONE, null);
        } catch (InterruptedException _) {
            later(task, runner, Duration.ZERO);
        } catch (Refusal refused) {
            refused(task, runner, refused);
        } catch (RuntimeException | Error bug) {
            LOG.errorf(bug, "A task could not be done: task=%s kind=%s", task.id(), task.kind());
            var code = Code.INTERNAL;
            end(task, runner, TaskState.ERROR, new Task.Problem(code, code.sentence()));
        }
    }

    private static Text cutOff() {
        return new Text("The server was restarted before this was done. Try again.", "服务器在任务完成前重启，请重试。");
    }

    private void refused(Task task, String runner, Refusal refused) {
        switch (refused.code()) {
            case STOPPING -> later(task, runner, Duration.ZERO);
            case STORAGE_UNAVAILABLE -> later(task, runner, AGAIN);
            default -> {
                LOG.infof("Not done: task=%s kind=%s: %s", task.id(), task.kind(), refused.getMessage());
                end(task, runner, TaskState.ERROR, new Task.Problem(refused.code(), refused.detail()));
            }
        }
    }

    /** What is no longer that run's stays as it is. */
    private void end(Task task, String runner, TaskState state, Task.@Nullable Problem problem) {
        database.transact(tx -> {
            tasks.claim(tx, task.id(), runner).ifPresent(now -> {
                if (state == TaskState.DONE) {
                    tasks.end(tx, now, state, problem);
                } else {
                    abandon(tx, now, state, problem);
                }
            });
            return true;
        });
    }

    /** It stays to be done, here or elsewhere, after a while. */
    private void later(Task task, String runner, Duration wait) {
        Thread.interrupted(); // what stopped the work does not stop this
        try {
            database.transact(tx -> {
                tasks.release(tx, task.id(), runner, database.clock(tx) + wait.toMillis());
                return true;
            });
        } catch (Refusal refused) {
            LOG.infof("Left until its lease is over: task=%s: %s", task.id(), refused.getMessage());
        }
    }

    /** Begins nothing more, lets what runs go on for so long, and leaves the rest to be taken up again. */
    void drain(Duration limit) throws InterruptedException {
        closed = true;
        var deadline = System.nanoTime() + limit.toNanos();
        for (var bench : benches.values()) {
            bench.thread().join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        for (var bench : benches.values()) {
            bench.thread().interrupt();
        }
        for (var bench : benches.values()) {
            bench.thread().join(AGAIN);
        }
        news.stop();
    }

    /** Forgets what ended long ago. */
    void forget() {
        if (!config.retention().isZero()) {
            database.transact(tx -> tasks.forget(tx, time.instant().minus(config.retention())));
        }
    }

    private List<String> bounded() {
        var kinds =
                works.values().stream().filter(Work::isBounded).map(Work::kind).toList();
        return kinds.isEmpty() ? List.of("") : kinds;
    }

    private Work work(String kind) {
        var work = works.get(kind);
        if (work == null) {
            throw new IllegalStateException("nobody does tasks of this kind: " + kind);
        }
        return work;
    }
}
