package raconteur.task;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Page;
import raconteur.protocol.TaskStatus;

/** Tasks as their owner sees them. What is another's is not there. Thread-safe. */
@Singleton
public final class TaskViews {
    /**
     * One thing that was told.
     *
     * @param number from 1 without gaps, also over restarts
     * @param isLast whether nothing comes after it
     */
    public record Told(long number, TaskStatus status, boolean isLast) {}

    private final Database database;
    private final Tasks tasks;
    private final TaskNews news;
    private final InstantSource time;

    TaskViews(Database database, Tasks tasks, TaskNews news, InstantSource time) {
        this.database = database;
        this.tasks = tasks;
        this.news = news;
        this.time = time;
    }

    /** The task now; {@link Code#NOT_FOUND} when it is not the caller's. */
    public TaskStatus get(Caller caller, TaskId id) {
        return view(caller, find(caller, id));
    }

    /** The newest first. */
    public Page<TaskStatus> list(Caller caller, @Nullable String cursor, int limit) {
        var before = cursor == null || cursor.isEmpty() ? null : Cursor.parse(cursor);
        var found = database.read(tx -> tasks.newest(tx, caller.account(), before, limit + 1));
        var shown = found.stream().limit(limit).toList();
        var last = found.size() > limit ? shown.getLast() : null;
        return new Page<>(
                shown.stream().map(task -> view(caller, task)).toList(),
                last == null ? null : new Cursor(last.createdAt(), last.id().value()).toString());
    }

    /** Whether there is anything to tell after an event: not when the last one was told. */
    public boolean hasMore(Caller caller, TaskId id, long after) {
        var task = find(caller, id);
        return !task.state().hasEnded() || after < task.number();
    }

    /**
     * Waits for what was told after an event.
     *
     * @throws Refusal when the task is gone, or the server stops
     */
    public List<Told> await(Caller caller, TaskId id, long after) throws InterruptedException {
        while (true) {
            var heard = news.rings();
            // read in this order: what a task says before it ends is there when it has ended
            var task = find(caller, id);
            var events = database.read(tx -> tasks.events(tx, caller.account(), id, after));
            if (!events.isEmpty() || task.state().hasEnded()) {
                return events.stream().map(event -> told(caller, task, event)).toList();
            }
            news.await(heard);
        }
    }

    private Told told(Caller caller, Task task, Tasks.Event event) {
        var now = event.state().hasEnded() ? find(caller, task.id()) : task;
        return new Told(
                event.number(),
                view(caller, now, event.state(), event.standing(), event.at()),
                event.state().hasEnded());
    }

    private Task find(Caller caller, TaskId id) {
        return database.read(tx -> tasks.find(tx, caller.account(), id)).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    private TaskStatus view(Caller caller, Task task) {
        var ended = task.endedAt();
        return view(caller, task, task.state(), task.standing(), ended == null ? time.instant() : ended);
    }

    private static TaskStatus view(Caller caller, Task task, TaskState state, Standing standing, Instant at) {
        var problem = state.hasEnded() ? task.problem() : null;
        return new TaskStatus(
                task.id().value(),
                task.kind(),
                state.word(),
                standing.progress(),
                standing.step(),
                words(standing.parts()),
                Math.max(0, Duration.between(task.createdAt(), at).toMillis()),
                task.subject(),
                state.hasEnded() ? task.standing().result() : standing.result(),
                problem == null
                        ? null
                        : new TaskStatus.Problem(
                                problem.code().name(), problem.message().in(caller.language())),
                task.createdAt());
    }

    private static Map<String, String> words(Map<String, PartState> parts) {
        var words = new LinkedHashMap<String, String>();
        parts.forEach((name, state) -> words.put(name, state.word()));
        return words;
    }
}
