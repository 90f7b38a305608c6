package raconteur.task;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Eventually;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.ManualTime;
import raconteur.platform.db.Database;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.TaskStatus;

/** Workshops over a real database, and those who order there. */
final class Yard implements AutoCloseable {
    static final TaskConfig CONFIG = new TaskConfig(3, Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofDays(1));
    /** Of one whose tasks count as left as soon as they are taken: as after a kill. */
    static final TaskConfig DYING = new TaskConfig(3, Duration.ofDays(7), Duration.ZERO, Duration.ofDays(1));

    final ManualTime time = new ManualTime();
    final Errand errand = new Errand();
    final TaskNews news = new TaskNews();
    final Database database;
    final Tasks tasks;
    final TaskViews views;
    final Workshop workshop;
    final Caller ada;
    final Caller eve;
    private final EveryDatabase.Own own;

    Yard(EveryDatabase kind, Path folder) {
        own = kind.open(folder, time);
        database = own.database();
        tasks = new Tasks(time);
        views = new TaskViews(database, tasks, news, time);
        workshop = workshop(CONFIG, errand);
        ada = member("ada", Language.EN);
        eve = member("eve", Language.ZH);
    }

    /** Another server on the same database. */
    Workshop workshop(TaskConfig config, Work... works) {
        return new Workshop(database, tasks, List.of(works), news, config, new Ids(time), time);
    }

    private Caller member(String name, Language language) {
        var account = new AccountId(UUID.randomUUID());
        database.transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                        + " created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 1, 1)")
                .bind("id", account.toString())
                .bind("name", name)
                .execute());
        return new Caller(
                account,
                name,
                UUID.randomUUID(),
                Set.of(Caller.CHAT),
                language,
                new Caller.Bounds(Set.of("fake/plain"), 7));
    }

    Order order(Caller caller, String what, Order.@Nullable Once once) {
        var input = JsonNodeFactory.instance.objectNode().put("do", what);
        return new Order(caller, "errand", caller.account().value(), input, List.of(Errand.FIRST, Errand.SECOND), once);
    }

    Task start(Caller caller, String what) {
        return workshop.start(order(caller, what, null), (_, _) -> {}).task();
    }

    TaskStatus seen(Caller caller, Task task) {
        return views.get(caller, task.id());
    }

    /** Marks that errands have left. */
    int marks() {
        return database.read(tx -> tx.createQuery("select count(*) from setting where value in ('first', 'second')")
                .mapTo(Integer.class)
                .one());
    }

    /** Waits until it has ended. */
    TaskStatus ended(Caller caller, Task task) {
        await(() -> !Set.of("pending", "running").contains(seen(caller, task).status()));
        return seen(caller, task);
    }

    static void await(BooleanSupplier condition) {
        Eventually.await(condition, "it never came about");
    }

    @Override
    public void close() {
        own.close();
    }
}
