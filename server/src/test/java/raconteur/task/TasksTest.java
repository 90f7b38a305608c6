package raconteur.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.TaskStatus;

/** Ordering tasks, following them, cancelling them. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class TasksTest {
    private final Yard yard;

    TasksTest(EveryDatabase kind, @TempDir Path folder) {
        yard = new Yard(kind, folder);
    }

    @AfterEach
    void end() {
        yard.close();
    }

    private static Code refused(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call).code();
    }

    private static Order.Once once(String key, String fingerprint) {
        return new Order.Once(key, fingerprint);
    }

    @Test
    void aStrangerFindsNothingOnAnyPathAndChangesNothing() throws InterruptedException {
        var task = yard.start(yard.ada, "go");
        var run = yard.errand.next();
        var id = task.id();

        assertThat(List.<ThrowingCallable>of(
                        () -> yard.views.get(yard.eve, id),
                        () -> yard.views.hasMore(yard.eve, id, 0),
                        () -> yard.views.await(yard.eve, id, 0),
                        () -> yard.workshop.cancel(yard.eve, id)))
                .allSatisfy(call -> assertThat(refused(call)).isEqualTo(Code.NOT_FOUND));
        assertThat(yard.views.list(yard.eve, null, 50).items()).isEmpty();
        assertThat(yard.seen(yard.ada, task).status()).isEqualTo("running");
        assertThat(run.task().caller().account()).isEqualTo(yard.ada.account());
        yard.errand.leave.release(2);
        assertThat(yard.ended(yard.ada, task).status()).isEqualTo("done");
    }

    @Test
    void itTellsHowItGoesOnAndWhoComesBackHearsWhatItMissed() throws InterruptedException {
        var task = yard.start(yard.ada, "go");
        yard.errand.leave.release(2);
        var whole = yard.ended(yard.ada, task);

        var all = yard.views.await(yard.ada, task.id(), 0);
        assertThat(all)
                .extracting(TaskViews.Told::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all).extracting(told -> told.status().progress()).isSorted().endsWith(40, 80, 90, 100);
        assertThat(all.getFirst().status().status()).isEqualTo("pending");
        assertThat(all).filteredOn(TaskViews.Told::isLast).containsExactly(all.getLast());
        assertThat(all.getLast().status()).isEqualTo(whole);
        assertThat(whole.categories())
                .containsExactly(java.util.Map.entry("first", "done"), java.util.Map.entry("second", "done"));
        assertThat(whole.result()).isEqualTo(Errand.result("there and back"));
        assertThat(whole.characterId()).isEqualTo(yard.ada.account().value());
        var missed = yard.views.await(yard.ada, task.id(), 3);
        assertThat(missed).isEqualTo(all.subList(3, all.size()));
        assertThat(yard.views.hasMore(yard.ada, task.id(), all.size() - 1)).isTrue();
        assertThat(yard.views.hasMore(yard.ada, task.id(), all.size())).isFalse();
        assertThat(yard.views.await(yard.ada, task.id(), all.size())).isEmpty();
    }

    @Test
    void whoWaitsIsToldAtOnce() throws Exception {
        var task = yard.start(yard.ada, "go");
        yard.errand.next();
        var seen = yard.views.await(yard.ada, task.id(), 0).getLast().number();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> yard.views.await(yard.ada, task.id(), seen));
            yard.errand.leave.release(1);

            assertThat(waiting.get().getFirst().status().categories()).containsEntry("first", "done");
        }
        yard.errand.leave.release(1);
        assertThat(yard.ended(yard.ada, task).progress()).isEqualTo(100);
    }

    @Test
    void theWorkKnowsWhoOrderedItAndWhatTheCredentialCouldDo() throws InterruptedException {
        yard.start(yard.eve, "go");

        var caller = yard.errand.next().task().caller();

        assertThat(caller.account()).isEqualTo(yard.eve.account());
        assertThat(caller.roles()).isEqualTo(yard.eve.roles());
        assertThat(caller.bounds()).isEqualTo(yard.eve.bounds());
        assertThat(caller.language()).isEqualTo(yard.eve.language());
        assertThat(caller.credential()).isNotEqualTo(yard.eve.credential());
        yard.errand.leave.release(2);
    }

    @Test
    void aCancelLeavesNothingHalfMadeAndWhatTheRunKeepsAfterThatIsDropped() throws InterruptedException {
        var task = yard.start(yard.ada, "go");
        var run = yard.errand.next();
        yard.errand.leave.release(1);
        Yard.await(() -> yard.marks() == 1);

        yard.workshop.cancel(yard.ada, task.id());

        assertThat(yard.marks()).isZero();
        var seen = yard.seen(yard.ada, task);
        assertThat(seen.status()).isEqualTo("cancelled");
        assertThat(seen.error()).isNull();
        assertThatThrownBy(() -> Errand.mark(run, "late")).isInstanceOf(InterruptedException.class);
        assertThat(yard.database.transact(run::isMine)).isFalse();
        assertThat(yard.marks()).isZero();
        assertThat(yard.seen(yard.ada, task)).isEqualTo(seen);
        yard.workshop.cancel(yard.ada, task.id());
        assertThat(yard.seen(yard.ada, task)).isEqualTo(seen);
    }

    @Test
    void aCancelStopsTheRunAlsoOnAnotherServer() throws InterruptedException {
        var elsewhere = yard.workshop(Yard.CONFIG, yard.errand);
        var task = yard.start(yard.ada, "go");
        var other = yard.start(yard.ada, "go");
        yard.errand.next();
        yard.errand.next();

        yard.workshop.cancel(yard.ada, task.id());
        elsewhere.cancel(yard.ada, other.id());
        yard.workshop.renew();

        Yard.await(() -> !yard.errand.leave.hasQueuedThreads());
        assertThat(yard.seen(yard.ada, other).status()).isEqualTo("cancelled");
    }

    @Test
    void anErrorIsToldInTheReadersLanguageAndLeavesNothing() throws InterruptedException {
        yard.errand.leave.release(2);
        var ended = yard.ended(yard.eve, yard.start(yard.eve, "refuse"));

        assertThat(ended.status()).isEqualTo("error");
        assertThat(ended.error())
                .isEqualTo(new TaskStatus.Problem(
                        "CONTENT_FILTERED", Code.CONTENT_FILTERED.sentence().zh()));
        assertThat(yard.marks()).isZero();
    }

    @Test
    void aBugTellsNothingOfTheInside() throws InterruptedException {
        yard.errand.leave.release(2);
        var ended = yard.ended(yard.ada, yard.start(yard.ada, "fail"));

        assertThat(ended.error())
                .isEqualTo(new TaskStatus.Problem(
                        "INTERNAL", Code.INTERNAL.sentence().en()));
        assertThat(yard.marks()).isZero();
    }

    @Test
    void soManyAtOnceAndThenNoMoreUntilOneHasEnded() throws Exception {
        var helps = new Errand("help", true, false);
        var workshop = yard.workshop(Yard.CONFIG, yard.errand, helps);
        var wanted = new ArrayList<CompletableFuture<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 12; n++) {
                wanted.add(CompletableFuture.supplyAsync(() -> isTaken(workshop), threads));
            }
            for (var one : wanted) {
                one.get();
            }
        }

        assertThat(wanted).filteredOn(CompletableFuture::join).hasSize(3);
        assertThat(refused(() -> workshop.start(yard.order(yard.ada, "go", null), (_, _) -> {})))
                .isEqualTo(Code.TOO_MANY_TASKS);
        var help = new Order(
                yard.ada, "help", null, yard.order(yard.ada, "go", null).input(), List.of(), null);
        assertThat(workshop.start(help, (_, _) -> {}).fresh())
                .as("what nobody ordered")
                .isTrue();
        assertThat(workshop.start(yard.order(yard.eve, "go", null), (_, _) -> {})
                        .fresh())
                .as("another's")
                .isTrue();
        yard.workshop.cancel(yard.ada, yard.errand.next().task().id());
        yard.errand.leave.release(20);
        helps.leave.release(2);
        var last = yard.views.list(yard.ada, null, 50).items();
        assertThat(last).hasSize(4);
        Yard.await(() -> isTaken(workshop));
    }

    private boolean isTaken(Workshop workshop) {
        try {
            return workshop.start(yard.order(yard.ada, "go", null), (_, _) -> {})
                    .fresh();
        } catch (Refusal refusal) {
            assertThat(refusal.code()).isEqualTo(Code.TOO_MANY_TASKS);
            return false;
        }
    }

    @Test
    void whatIsNotTakenKeepsNothing() {
        assertThatThrownBy(() -> yard.workshop.start(yard.order(yard.ada, "go", null), (_, _) -> {
                    throw new Refusal(Code.CONFLICT);
                }))
                .isInstanceOf(Refusal.class);

        assertThat(yard.views.list(yard.ada, null, 50).items()).isEmpty();
        assertThat(yard.errand.runs).isEmpty();
    }

    @Test
    void aRequestThatComesAgainIsTheSameTaskForADay() throws InterruptedException {
        yard.errand.leave.release(20);
        var first = yard.workshop.start(yard.order(yard.ada, "go", once("k", "a")), (_, _) -> {});
        yard.ended(yard.ada, first.task());
        var again = yard.workshop.start(yard.order(yard.ada, "go", once("k", "a")), (_, _) -> {
            throw new AssertionError("twice");
        });

        assertThat(again.fresh()).isFalse();
        assertThat(again.task().id()).isEqualTo(first.task().id());
        assertThat(refused(() -> yard.workshop.start(yard.order(yard.ada, "go", once("k", "b")), (_, _) -> {})))
                .isEqualTo(Code.IDEMPOTENCY_MISMATCH);
        assertThat(yard.workshop
                        .start(yard.order(yard.eve, "go", once("k", "b")), (_, _) -> {})
                        .fresh())
                .isTrue();
        yard.time.pass(Duration.ofHours(25));
        assertThat(yard.workshop
                        .start(yard.order(yard.ada, "go", once("k", "b")), (_, _) -> {})
                        .fresh())
                .isTrue();
        assertThat(yard.errand.runs).doesNotHaveDuplicates();
    }

    @Test
    void theListShowsTheNewestFirstPageByPage() throws InterruptedException {
        yard.errand.leave.release(20);
        var ids = new ArrayList<java.util.UUID>();
        for (var n = 0; n < 5; n++) {
            var task = yard.start(yard.ada, "go");
            yard.ended(yard.ada, task);
            ids.addFirst(task.id().value());
            yard.time.pass(Duration.ofSeconds(n % 2));
        }
        var found = new ArrayList<java.util.UUID>();
        String cursor = null;
        do {
            var page = yard.views.list(yard.ada, cursor, 2);
            page.items().forEach(task -> found.add(task.id()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(found).isEqualTo(ids);
    }

    @Test
    void whatEndedLongAgoIsForgottenAndWhatRunsIsNot() throws InterruptedException {
        yard.errand.leave.release(2);
        var old = yard.start(yard.ada, "go");
        yard.ended(yard.ada, old);
        var running = yard.start(yard.ada, "go");
        yard.time.pass(Duration.ofDays(6));
        yard.workshop.forget();
        assertThat(yard.seen(yard.ada, old).status()).isEqualTo("done");

        yard.time.pass(Duration.ofDays(2));
        yard.workshop.forget();

        assertThat(refused(() -> yard.seen(yard.ada, old))).isEqualTo(Code.NOT_FOUND);
        assertThat(yard.seen(yard.ada, running).status()).isEqualTo("running");
        assertThat(yard.database.<Integer>read(
                        tx -> tx.createQuery("select count(*) from task_event where task_id = :id")
                                .bind("id", old.id().toString())
                                .mapTo(Integer.class)
                                .one()))
                .isZero();
        yard.workshop.cancel(yard.ada, running.id());
    }

    @Test
    void withTheAccountGoItsTasksAndTheirRuns() throws InterruptedException {
        yard.start(yard.ada, "go");
        var run = yard.errand.next();

        yard.database.transact(tx -> tx.createUpdate("delete from account where id = :id")
                .bind("id", yard.ada.account().toString())
                .execute());
        yard.workshop.renew();

        Yard.await(() -> !yard.errand.leave.hasQueuedThreads());
        assertThatThrownBy(() -> Errand.mark(run, "late")).isInstanceOf(InterruptedException.class);
        assertThat(yard.marks()).isZero();
    }
}
