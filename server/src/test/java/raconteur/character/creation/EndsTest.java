package raconteur.character.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static raconteur.character.creation.Nursery.pasted;
import static raconteur.character.creation.Nursery.says;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.character.CharacterId;
import raconteur.ledger.Ledger;
import raconteur.platform.Code;
import raconteur.platform.Eventually;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Completion.Role;
import raconteur.provider.Parameters;
import raconteur.task.Progress;
import raconteur.task.Shop;
import raconteur.task.TaskId;
import raconteur.task.Work;
import raconteur.turn.Prompt;
import raconteur.turn.Question;
import raconteur.turn.Turns;

/** Characters in the making whose task is cancelled, or whose server dies; and how many questions that is. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class EndsTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Set<String> SLOW = Set.of("tasks", "worldview", "system_params", "brief");

    private final Nursery nursery;

    EndsTest(EveryDatabase kind, @TempDir Path folder) {
        nursery = new Nursery(kind, folder);
    }

    @AfterEach
    void end() {
        nursery.close();
    }

    /** Five answer at once, four not for a minute. */
    private void hang() {
        nursery.always(facet -> SLOW.contains(facet.key())
                ? says(facet, Detail.CONCISE).with("~first:60s")
                : says(facet, Detail.CONCISE));
    }

    private void awaitFive(TaskId task) {
        nursery.upstream.awaitCompletion(9, SOON);
        Eventually.await(
                () -> nursery.shop.views.get(nursery.ada, task).categories().values().stream()
                                .filter("done"::equals)
                                .count()
                        == 5,
                "five parts were not kept");
    }

    @Test
    void aCancelInMidWayLeavesNothing() throws InterruptedException {
        hang();
        var begun = nursery.begin(pasted());
        var task = new TaskId(begun.taskId());
        awaitFive(task);
        assertThat(nursery.sheet(begun).profile().isEmpty())
                .as("it grows before their eyes")
                .isFalse();
        assertThat(nursery.rows("character where creating is not null")).isOne();

        nursery.shop.workshop.cancel(nursery.ada, task);

        assertThat(nursery.ended(begun).status()).isEqualTo("cancelled");
        for (var table : List.of("character", "character_source", "character_tag")) {
            assertThat(nursery.rows(table)).as(table).isZero();
        }
        for (var call : nursery.upstream.completions()) {
            if (SLOW.contains(Nursery.facet(call).orElseThrow().key())) {
                call.awaitClosedByClient(SOON);
            }
        }
        Eventually.await(() -> nursery.rows("turn where ended_at is null") == 0, "turns go on");
        nursery.assertSettled();
        assertThat(nursery.rows("character")).as("and nothing comes back").isZero();
    }

    @Test
    void afterAKillOnlyWhatWasNotPaidForIsAskedAgain() throws InterruptedException {
        hang();
        var dying = Shop.dying(nursery.world, nursery.making());
        var begun = nursery.creation(dying).begin(nursery.ada, pasted(), null);
        awaitFive(new TaskId(begun.taskId()));
        nursery.always(facet -> says(facet, Detail.CONCISE));

        nursery.shop.look();
        var ended = nursery.ended(begun);
        dying.renew();

        assertThat(ended.status()).isEqualTo("done");
        assertThat(nursery.asked())
                .allSatisfy((facet, times) -> assertThat(times).as(facet).isEqualTo(SLOW.contains(facet) ? 2 : 1));
        assertThat(nursery.sheet(begun).profile().said()).hasSize(raconteur.character.Trait.values().length);
        Eventually.await(() -> nursery.rows("turn where ended_at is null") == 0, "turns go on");
        assertThat(nursery.entries(Ledger.Kind.SETTLE)).hasSize(13);
        assertThat(nursery.entries(Ledger.Kind.SETTLE).stream()
                        .filter(entry -> entry.amount().nano() < 0))
                .as("what was cut off before a word was said costs nothing")
                .hasSize(9);
        nursery.assertSettled();
    }

    /** Work that begins when it is told to. */
    private record Held(Making making, CountDownLatch begun, CountDownLatch go) implements Work {
        @Override
        public String kind() {
            return making.kind();
        }

        @Override
        public void run(Progress progress) throws InterruptedException {
            begun.countDown();
            go.await();
            making.run(progress);
        }
    }

    @Test
    void whoLostItsTaskAsksAndPaysForNothingMore() throws InterruptedException {
        nursery.when("tasks", Behaviour.standard().saying("I would rather not."));
        var made = nursery.begin(pasted());
        nursery.ended(made);
        var paid = nursery.entries(Ledger.Kind.HOLD).size();
        nursery.anew();
        var held = new Held(nursery.making(), new CountDownLatch(1), new CountDownLatch(1));
        var other = Shop.open(nursery.world, held);
        var again = nursery.creation(other).again(nursery.ada, new CharacterId(made.characterId()), "tasks", null);
        held.begun().await();
        nursery.shop.workshop.cancel(nursery.ada, new TaskId(again.taskId()));

        held.go().countDown();
        other.settle();

        assertThat(nursery.upstream.completions()).isEmpty();
        assertThat(nursery.entries(Ledger.Kind.HOLD)).hasSize(paid);
        assertThat(nursery.sheet(made).profile().isEmpty()).isFalse();
    }

    @Test
    void aCancelBeforeAWordWasSaidCostsNothing() throws InterruptedException {
        nursery.always(facet -> says(facet, Detail.CONCISE).with("~first:60s"));
        var begun = nursery.begin(pasted());
        nursery.upstream.awaitCompletion(9, SOON);

        nursery.shop.workshop.cancel(nursery.ada, new TaskId(begun.taskId()));

        Eventually.await(() -> nursery.rows("turn where ended_at is null") == 0, "turns go on");
        assertThat(nursery.upstream.completions()).hasSize(9);
        assertThat(nursery.entries(Ledger.Kind.SETTLE))
                .allSatisfy(entry -> assertThat(entry.amount().nano()).isZero());
    }

    @Test
    void nineQuestionsAreOnePieceOfWorkAndThoseOfPeopleAreCountedWithoutThem() throws InterruptedException {
        nursery.always(facet -> says(facet, Detail.CONCISE).with("~first:60s"));
        nursery.upstream.always(Behaviour.standard().with("~first:60s"));
        var begun = nursery.begin(pasted());
        nursery.upstream.awaitCompletion(9, SOON);

        for (var n = 0; n < 4; n++) {
            ask();
        }

        assertThat(catchThrowableOfType(Refusal.class, this::ask).code()).isEqualTo(Code.TOO_MANY_TURNS);
        nursery.shop.workshop.cancel(nursery.ada, new TaskId(begun.taskId()));
    }

    private void ask() {
        var prompt =
                new Prompt(List.of(new Prompt.Part("question", "", Role.USER, "Hello?", null)), Prompt.Dropped.NOTHING);
        nursery.world
                .the(Turns.class)
                .take(
                        new Question(
                                nursery.ada,
                                People.SURFACE,
                                null,
                                null,
                                "fake/plain",
                                Parameters.NONE,
                                prompt,
                                "",
                                (_, _, _) -> Question.Opened.NOTHING,
                                "trace"),
                        null);
    }

    @Test
    void soManyAreMadeAtOnceAndNoMore() {
        nursery.always(facet -> says(facet, Detail.CONCISE).with("~first:60s"));
        for (var n = 0; n < 12; n++) {
            nursery.begin(pasted());
        }

        assertThat(catchThrowableOfType(Refusal.class, () -> nursery.begin(pasted()))
                        .code())
                .isEqualTo(Code.TOO_MANY_TASKS);
        assertThat(nursery.rows("character")).isEqualTo(12);
        for (var task : nursery.shop.views.list(nursery.ada, null, 50).items()) {
            nursery.shop.workshop.cancel(nursery.ada, new TaskId(task.id()));
        }
        assertThat(nursery.rows("character")).isZero();
    }
}
