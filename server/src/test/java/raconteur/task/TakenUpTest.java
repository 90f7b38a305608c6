package raconteur.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;

/** What becomes of tasks when servers die, stop, or are several. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class TakenUpTest {
    private final Yard yard;
    private final Errand dead = new Errand();
    private final Workshop dying;

    TakenUpTest(EveryDatabase kind, @TempDir Path folder) {
        yard = new Yard(kind, folder);
        dying = yard.workshop(Yard.DYING, dead);
    }

    @AfterEach
    void end() {
        yard.close();
    }

    /** A task of which one part was done when its server fell silent. */
    private Progress cutOff() throws InterruptedException {
        var task = dying.start(yard.order(yard.ada, "go", null), (_, _) -> {}).task();
        var run = dead.next();
        dead.leave.release(1);
        Yard.await(() -> yard.marks() == 1);
        assertThat(run.task().id()).isEqualTo(task.id());
        return run;
    }

    @Test
    void afterAKillItGoesOnWhereItWasAndItsNumbersTooAndTheDeadChangeNothing() throws InterruptedException {
        var before = cutOff();
        var told = yard.views.await(yard.ada, before.task().id(), 0);

        yard.workshop.look();
        var after = yard.errand.next();

        assertThat(after.task().id()).isEqualTo(before.task().id());
        assertThat(after.task().standing().isDone(Errand.FIRST)).isTrue();
        assertThat(after.task().standing().isDone(Errand.SECOND)).isFalse();
        assertThatThrownBy(() -> Errand.mark(before, Errand.SECOND)).isInstanceOf(InterruptedException.class);
        yard.errand.leave.release(1);
        assertThat(yard.ended(yard.ada, before.task()).status()).isEqualTo("done");
        assertThat(yard.marks()).isEqualTo(2);
        dead.leave.release(2);
        var all = yard.views.await(yard.ada, before.task().id(), 0);
        assertThat(all.subList(0, told.size())).isEqualTo(told);
        assertThat(all)
                .extracting(TaskViews.Told::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all).filteredOn(TaskViews.Told::isLast).hasSize(1);
    }

    @Test
    void ofSeveralServersOneDoesEach() throws Exception {
        var errands = List.of(yard.errand, new Errand(), new Errand());
        var servers = List.of(
                yard.workshop, yard.workshop(Yard.CONFIG, errands.get(1)), yard.workshop(Yard.CONFIG, errands.get(2)));
        errands.forEach(errand -> errand.leave.release(100));
        var ordered = new ArrayList<Task>();
        for (var n = 0; n < 3; n++) {
            ordered.add(yard.database
                    .transact(tx -> yard.workshop.order(tx, yard.order(yard.ada, "go", null)))
                    .task());
            ordered.add(yard.database
                    .transact(tx -> yard.workshop.order(tx, yard.order(yard.eve, "go", null)))
                    .task());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var looks = new ArrayList<CompletableFuture<Void>>();
            for (var n = 0; n < 9; n++) {
                var server = servers.get(n % 3);
                looks.add(CompletableFuture.runAsync(server::look, threads));
            }
            for (var look : looks) {
                look.get();
            }
        }
        for (var task : ordered) {
            var owner = task.caller().account().equals(yard.ada.account()) ? yard.ada : yard.eve;
            assertThat(yard.ended(owner, task).status()).isEqualTo("done");
        }

        assertThat(errands.stream().flatMap(errand -> errand.runs.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        ordered.stream().map(Task::id).toList());
        assertThat(yard.marks()).isEqualTo(12);
    }

    @Test
    void whatIsRenewedIsNobodyElses() throws InterruptedException {
        var task = yard.start(yard.ada, "go");
        yard.errand.next();
        var other = new Errand();

        yard.workshop.renew();
        yard.workshop(Yard.CONFIG, other).look();

        assertThat(other.runs).isEmpty();
        yard.errand.leave.release(2);
        assertThat(yard.ended(yard.ada, task).status()).isEqualTo("done");
    }

    @Test
    void aServerThatStopsLetsItFinishOrLeavesItInGoodOrder() throws InterruptedException {
        var finishes = yard.start(yard.ada, "go");
        yard.errand.next();
        yard.errand.leave.release(2);
        yard.ended(yard.ada, finishes);
        var waits = yard.start(yard.ada, "go");
        yard.errand.next();

        yard.workshop.drain(Duration.ofMillis(20));

        assertThat(yard.seen(yard.ada, waits).status()).isEqualTo("running");
        assertThatThrownBy(() -> yard.start(yard.ada, "go")).isInstanceOf(Refusal.class);
        var next = new Errand();
        next.leave.release(2);
        yard.workshop(Yard.CONFIG, next).look();
        next.next();
        Yard.await(() -> yard.seen(yard.ada, waits).status().equals("done"));
        assertThat(next.runs).containsExactly(waits.id());
    }

    @Test
    void whatCannotBeTakenUpAgainEndsInAnErrorAndLeavesNothing() throws InterruptedException {
        var once = new Errand("errand", false, true);
        var run = cutOff();

        yard.workshop(Yard.CONFIG, once).look();
        var ended = yard.ended(yard.ada, run.task());

        assertThat(once.runs).isEmpty();
        assertThat(ended.status()).isEqualTo("error");
        assertThat(String.valueOf(ended.error())).contains("INTERRUPTED");
        assertThat(yard.marks()).isZero();
    }

    @Test
    void whatKillsEveryServerIsNotTriedForEver() throws InterruptedException {
        var run = cutOff();
        for (var n = 0; n < 5; n++) {
            yard.workshop(Yard.DYING, dead).look();
            dead.next();
        }

        yard.workshop.look();

        assertThat(yard.ended(yard.ada, run.task()).status()).isEqualTo("error");
        assertThat(yard.errand.runs).isEmpty();
        assertThat(yard.marks()).isZero();
    }

    @Test
    void whatNobodyHereCanDoIsLeftToOthers() throws InterruptedException {
        var run = cutOff();

        yard.workshop(Yard.CONFIG, new Errand("other", true, true)).look();

        assertThat(yard.seen(yard.ada, run.task()).status()).isEqualTo("running");
    }
}
