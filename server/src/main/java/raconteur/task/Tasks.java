package raconteur.task;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Text;
import raconteur.platform.db.Rows;

/**
 * Every task there is, with its events. Who asks for one is named; only what a run does with the task it holds, and
 * what the server does by itself, names nobody. What changes one claims it first: on databases that would run changes
 * side by side they then happen one after another.
 */
@Singleton
final class Tasks {
    private static final String OPEN = " state in ('pending', 'running')";

    private final InstantSource time;

    Tasks(InstantSource time) {
        this.time = time;
    }

    /** How far a task had come at one of its events. */
    record Event(long number, TaskState state, Standing standing, Instant at) {}

    /** Lets one account order at a time, and says how many of these kinds it has not ended yet. */
    int open(Handle tx, AccountId owner, Collection<String> kinds) {
        tx.createUpdate("insert into task_gate (account_id, passed) values (:owner, 1)"
                        + " on conflict (account_id) do update set passed = task_gate.passed + 1")
                .bind("owner", owner.toString())
                .execute();
        return tx.createQuery("select count(*) from task where account_id = :owner and kind in (<kinds>) and" + OPEN)
                .bind("owner", owner.toString())
                .bindList("kinds", List.copyOf(kinds))
                .mapTo(Integer.class)
                .one();
    }

    /** A task that was ordered under this key. */
    Optional<Task> byKey(Handle tx, AccountId owner, String key, Instant since) {
        return tx.createQuery("select * from task where account_id = :owner and once_key = :key"
                        + " and created_at >= :since")
                .bind("owner", owner.toString())
                .bind("key", key)
                .bind("since", since.toEpochMilli())
                .map(Tasks::read)
                .findOne();
    }

    /** Whether it was ordered with this fingerprint. */
    boolean isSame(Handle tx, Task task, String fingerprint) {
        return tx.createQuery("select count(*) from task where account_id = :owner and id = :id"
                                + " and fingerprint = :fingerprint")
                        .bind("owner", task.caller().account().toString())
                        .bind("id", task.id().toString())
                        .bind("fingerprint", fingerprint)
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    /** Keeps a new one, with its first event. */
    void insert(Handle tx, Task task, Order.@Nullable Once once) {
        var standing = task.standing();
        if (once != null) {
            // one that is too old to be meant gives the key free
            tx.createUpdate("update task set once_key = null where account_id = :owner and once_key = :key")
                    .bind("owner", task.caller().account().toString())
                    .bind("key", once.key())
                    .execute();
        }
        tx.createUpdate("insert into task (id, account_id, caller, kind, subject, input, once_key, fingerprint, state,"
                        + " progress, step, parts, number, lease, tries, created_at) values (:id, :owner, :caller,"
                        + " :kind, :subject, :input, :key, :fingerprint, 'pending', :progress, :step, :parts, 0, 0, 0,"
                        + " :now)")
                .bind("id", task.id().toString())
                .bind("owner", task.caller().account().toString())
                .bind("caller", TaskJson.caller(task.caller()))
                .bind("kind", task.kind())
                .bind("subject", task.subject() == null ? null : task.subject().toString())
                .bind("input", TaskJson.write(task.input()))
                .bind("key", once == null ? null : once.key())
                .bind("fingerprint", once == null ? null : once.fingerprint())
                .bind("progress", standing.progress())
                .bind("step", standing.step())
                .bind("parts", TaskJson.write(standing.parts()))
                .bind("now", task.createdAt().toEpochMilli())
                .execute();
        tell(tx, task, standing);
    }

    Optional<Task> find(Handle tx, AccountId owner, TaskId id) {
        return tx.createQuery("select * from task where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(Tasks::read)
                .findOne();
    }

    List<Task> newest(Handle tx, AccountId owner, @Nullable Cursor before, int limit) {
        return tx.createQuery("select * from task where account_id = :owner and (:time < 0 or created_at < :time"
                        + " or (created_at = :time and id < :id)) order by created_at desc, id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("time", before == null ? -1L : before.time().toEpochMilli())
                .bind("id", before == null ? "" : before.id().toString())
                .bind("limit", limit)
                .map(Tasks::read)
                .list();
    }

    /** The newest of a kind about one subject. */
    Optional<Task> last(Handle tx, AccountId owner, String kind, UUID subject) {
        return tx.createQuery("select * from task where account_id = :owner and kind = :kind and subject = :subject"
                        + " order by created_at desc, id desc limit 1")
                .bind("owner", owner.toString())
                .bind("kind", kind)
                .bind("subject", subject.toString())
                .map(Tasks::read)
                .findOne();
    }

    /** What was told of a task after an event, oldest first. */
    List<Event> events(Handle tx, AccountId owner, TaskId id, long after) {
        return tx.createQuery("select e.* from task_event e join task t on t.id = e.task_id"
                        + " where t.account_id = :owner and t.id = :id and e.number > :after order by e.number")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("after", after)
                .map(row -> new Event(
                        Rows.number(row, "number"),
                        TaskState.of(Rows.text(row, "state")),
                        standing(row),
                        Rows.time(row, "at")))
                .list();
    }

    /** One of anybody's for its run, which is the only one to change it now; nothing if that lost it. */
    Optional<Task> claim(Handle tx, TaskId id, String runner) {
        return tx.createQuery("update task set number = number where id = :id and runner = :runner"
                        + " and state = 'running' returning *")
                .bind("id", id.toString())
                .bind("runner", runner)
                .map(Tasks::read)
                .findOne();
    }

    /** Whether it is still that run's. */
    boolean isHeld(Handle tx, TaskId id, String runner) {
        return claim(tx, id, runner).isPresent();
    }

    /** Keeps where a claimed task stands now, as its next event. */
    void tell(Handle tx, Task task, Standing standing) {
        var number = task.number() + 1;
        tx.createUpdate("update task set progress = :progress, step = :step, parts = :parts, result = :result,"
                        + " number = :number where id = :id")
                .bind("id", task.id().toString())
                .bind("progress", standing.progress())
                .bind("step", standing.step())
                .bind("parts", TaskJson.write(standing.parts()))
                .bind("result", standing.result() == null ? null : TaskJson.write(standing.result()))
                .bind("number", number)
                .execute();
        event(tx, task, number, task.state(), standing);
    }

    private void event(Handle tx, Task task, long number, TaskState state, Standing standing) {
        tx.createUpdate("insert into task_event (task_id, number, state, progress, step, parts, at)"
                        + " values (:id, :number, :state, :progress, :step, :parts, :now)")
                .bind("id", task.id().toString())
                .bind("number", number)
                .bind("state", state.word())
                .bind("progress", standing.progress())
                .bind("step", standing.step())
                .bind("parts", TaskJson.write(standing.parts()))
                .bind("now", time.millis())
                .execute();
    }

    /** Ends a claimed task. */
    Task end(Handle tx, Task task, TaskState state, Task.@Nullable Problem problem) {
        var standing = state == TaskState.DONE ? task.standing().at(100, "done") : task.standing();
        tell(tx, task, state, standing, problem);
        return new Task(
                task.id(),
                task.caller(),
                task.kind(),
                task.subject(),
                task.input(),
                state,
                standing,
                problem,
                task.number() + 1,
                task.createdAt(),
                time.instant());
    }

    private void tell(Handle tx, Task task, TaskState state, Standing standing, Task.@Nullable Problem problem) {
        tx.createUpdate("update task set state = :state, progress = :progress, step = :step, error_code = :code,"
                        + " error_en = :en, error_zh = :zh, number = :number, runner = null, ended_at = :now"
                        + " where id = :id")
                .bind("id", task.id().toString())
                .bind("state", state.word())
                .bind("progress", standing.progress())
                .bind("step", standing.step())
                .bind("code", problem == null ? null : problem.code().name())
                .bind("en", problem == null ? null : problem.message().en())
                .bind("zh", problem == null ? null : problem.message().zh())
                .bind("number", task.number() + 1)
                .bind("now", time.millis())
                .execute();
        event(tx, task, task.number() + 1, state, standing);
    }

    /** One that has not ended, to cancel it. */
    Optional<Task> stop(Handle tx, AccountId owner, TaskId id) {
        return tx.createQuery("update task set number = number where account_id = :owner and id = :id and" + OPEN
                        + " returning *")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(Tasks::read)
                .findOne();
    }

    /** Those of anybody that nobody does. */
    List<TaskId> left(Handle tx, Collection<String> kinds, long databaseNow, int most) {
        return tx.createQuery("select id from task where" + OPEN
                        + " and lease <= :now and kind in (<kinds>) order by id limit :most")
                .bind("now", databaseNow)
                .bindList("kinds", List.copyOf(kinds))
                .bind("most", most)
                .map(row -> new TaskId(Rows.id(row, "id")))
                .list();
    }

    /** One that was taken, and how often a run of it was found dead. */
    record Taken(Task task, int tries) {}

    /** Takes one of those; nothing when somebody else was quicker. */
    Optional<Taken> take(Handle tx, TaskId id, String runner, long databaseNow, long until) {
        return tx.createQuery("update task set state = 'running', lease = :until,"
                        + " tries = tries + case when runner is null then 0 else 1 end, runner = :runner,"
                        + " started_at = coalesce(started_at, :time) where id = :id and lease <= :now and" + OPEN
                        + " returning *")
                .bind("id", id.toString())
                .bind("runner", runner)
                .bind("time", time.millis())
                .bind("now", databaseNow)
                .bind("until", until)
                .map(row -> new Taken(read(row), (int) Rows.number(row, "tries")))
                .findOne();
    }

    /** Goes on doing it; false if it is no longer that run's. */
    boolean renew(Handle tx, TaskId id, String runner, long until) {
        return tx.createUpdate("update task set lease = :until where id = :id and runner = :runner"
                                + " and state = 'running'")
                        .bind("id", id.toString())
                        .bind("runner", runner)
                        .bind("until", until)
                        .execute()
                == 1;
    }

    /** Gives it back: who comes after this time may do it. */
    void release(Handle tx, TaskId id, String runner, long until) {
        tx.createUpdate("update task set runner = null, lease = :until where id = :id and runner = :runner"
                        + " and state = 'running'")
                .bind("id", id.toString())
                .bind("runner", runner)
                .bind("until", until)
                .execute();
    }

    /** Forgets those of all accounts that ended before a time. */
    int forget(Handle tx, Instant before) {
        return tx.createUpdate("delete from task where ended_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }

    private static Standing standing(RowView row) {
        return new Standing(
                (int) Rows.number(row, "progress"),
                Rows.text(row, "step"),
                TaskJson.parts(Rows.text(row, "parts")),
                null);
    }

    private static Task read(RowView row) {
        var id = new TaskId(Rows.id(row, "id"));
        var result = Rows.optionalText(row, "result");
        return new Task(
                id,
                TaskJson.caller(Rows.text(row, "caller"), new AccountId(Rows.id(row, "account_id")), id),
                Rows.text(row, "kind"),
                Rows.optionalId(row, "subject"),
                TaskJson.tree(Rows.text(row, "input")),
                TaskState.of(Rows.text(row, "state")),
                standing(row).with(result == null ? null : TaskJson.tree(result)),
                problem(row),
                Rows.number(row, "number"),
                Rows.time(row, "created_at"),
                Rows.optionalTime(row, "ended_at"));
    }

    private static Task.@Nullable Problem problem(RowView row) {
        var code = Rows.optionalText(row, "error_code");
        return code == null
                ? null
                : new Task.Problem(
                        Code.valueOf(code), new Text(Rows.text(row, "error_en"), Rows.text(row, "error_zh")));
    }
}
