package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.memory.Talks.ADA;
import static raconteur.character.memory.Talks.texts;
import static raconteur.character.memory.Village.SOON;
import static raconteur.character.memory.Village.says;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.MessageId;

/** What is done after an answer: by a model, without one, through kills, once. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class DigestionTest {
    private static final String[] SIX = {"我怕猫。", "我住桥边。", "三", "四", "五", "六"};
    private static final String LINES = """
            {"lines": [{"subject": "阿达", "action": "怕", "object": "猫", "messages": [1]}]}
            """;

    private final Village village;
    private final Caller ada;
    private final UUID talk;
    private final List<Village> more = new ArrayList<>();

    DigestionTest(EveryDatabase kind, @TempDir Path folder) {
        village = new Village(kind, folder);
        ada = village.member("ada", 50, 1000, 1000);
        talk = village.conversation(ada, Talks.LIN);
    }

    @AfterEach
    void end() {
        more.forEach(Village::closeAlone);
        village.close();
    }

    /** Six exchanges of which the first two have to go. */
    private MessageId leaf() {
        return village.exchanges(ada, talk, null, "我怕猫。" + "真的很怕。".repeat(4), SIX[1], SIX[2], SIX[3], SIX[4], SIX[5]);
    }

    private static Behaviour lines() {
        return says(Talks.json(LINES));
    }

    @Test
    void whatIsTooMuchBecomesLinesAndIsBilledAsOneTurn() {
        village.upstream.next(lines());
        var leaf = leaf();

        var ended = village.digest(ada, talk, leaf);

        assertThat(ended).contains("done");
        var memory = village.remembered(ada, talk, leaf);
        assertThat(texts(memory.shortTerm())).containsExactly("阿达 | 怕 | 猫");
        assertThat(memory.shortTerm().getFirst().about()).isEqualTo(ADA);
        assertThat(memory.compressed())
                .containsExactlyElementsOf(village.path(ada, talk, leaf).subList(0, 2));
        assertThat(village.settled(ada, 1).nano()).isPositive();
        assertThat(village.upstream.completions()).hasSize(1);
    }

    @Test
    void whatIsWithinItsBudgetsCostsNothingAndLeavesNoTask() {
        var leaf = village.exchanges(ada, talk, null, "一", "二");

        assertThat(village.digest(ada, talk, leaf)).isEmpty();
        assertThat(village.workshops.all(ada)).isEmpty();
        village.settled(ada, 0);
    }

    @Test
    void itIsDoneOnceHoweverOftenItIsOrdered() {
        village.upstream.next(lines().with("~first:300ms"));
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON);

        assertThat(village.memory.order(ada, new Errand(talk, leaf, false))).isEmpty();
        assertThat(village.digestion.isBusy(talk)).isTrue();
        village.workshops.ended(ada, task);

        assertThat(village.memory.order(ada, new Errand(talk, leaf, false))).isEmpty();
        assertThat(village.digestion.isBusy(talk)).isFalse();
        assertThat(village.along(ada, talk, leaf)).hasSize(1);
        village.settled(ada, 1);
    }

    @Test
    void theAnswerDoesNotWaitForIt() {
        village.upstream.next(lines().with("~first:2s"));
        var leaf = leaf();
        var begun = System.nanoTime();

        village.memory.after(ada, talk, leaf);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        village.upstream.awaitCompletion(1, SOON).awaitEnd(SOON);
    }

    @Test
    void leavesOfOneConversationAreSeenToOneAfterAnother() {
        village.upstream.when(_ -> true, lines().with("~first:200ms"));
        var first = leaf();
        var task = village.order(ada, talk, first);
        village.upstream.awaitCompletion(1, SOON);
        var second = village.exchanges(ada, talk, first, "七");
        var next = village.memory.order(ada, new Errand(talk, second, false));

        village.workshops.ended(ada, task);
        next.ifPresent(id -> village.workshops.ended(ada, id));

        var memory = village.remembered(ada, talk, second);
        assertThat(memory.compressed()).doesNotHaveDuplicates();
        assertThat(memory.shortTerm().stream().flatMap(line -> line.messages().stream()))
                .doesNotHaveDuplicates();
        village.settled(ada, village.upstream.completions().size());
    }

    @Test
    void aModelThatIsDownLosesNothing() {
        village.upstream.refuse();
        var leaf = leaf();

        var ended = village.digest(ada, talk, leaf);

        assertThat(ended).contains("done");
        assertThat(texts(village.remembered(ada, talk, leaf).shortTerm()))
                .containsExactly("Ada | 说 | 我怕猫。真的很怕。真的很怕。真的很怕。真的很怕。", "Lin | 说 | 我怕猫。真的很怕。真的很怕。真的很怕。真的很怕。");
        assertThat(village.settled(ada, 1).nano()).isZero();
        village.upstream.listen();
    }

    @Test
    void aModelThatIsTwiceMalformedLosesNothing() {
        village.upstream.next(says(Talks.json("{\"lines\": []}"))).next(says(Talks.json("{\"no\": 1}")));
        var leaf = leaf();

        assertThat(village.digest(ada, talk, leaf)).contains("done");

        assertThat(village.remembered(ada, talk, leaf).shortTerm()).hasSize(2);
        assertThat(village.upstream.completions()).hasSize(2);
        assertThat(village.settled(ada, 1).nano()).isPositive();
    }

    @Test
    void whoHasNoMoneyIsStillRemembered() {
        var poor = village.member("poor", 50, 1000, 1000);
        village.world
                .database()
                .transact(tx -> tx.createUpdate("update wallet set balance = 0 where account_id = :id")
                        .bind("id", poor.account().toString())
                        .execute());
        var conversation = village.conversation(poor, Talks.LIN);
        var leaf = village.exchanges(poor, conversation, null, "我怕猫。".repeat(9), "二", "三", "四", "五");

        assertThat(village.digest(poor, conversation, leaf)).contains("done");

        assertThat(village.remembered(poor, conversation, leaf).shortTerm()).hasSize(2);
        assertThat(village.upstream.completions()).isEmpty();
    }

    @Test
    void theShortTermGoesOverToTheLongTermWithItsImportance() {
        var bea = village.member("bea", 50, 50, 1000);
        var conversation = village.conversation(bea, Talks.LIN);
        village.upstream
                .next(says(Talks.json("""
                {"lines": [{"subject": "阿达", "action": "怕", "object": "%s", "messages": [1]},
                           {"subject": "阿达", "action": "住在", "object": "%s", "messages": [2]}]}
                """.formatted("猫".repeat(40), "桥".repeat(30)))))
                .next(says(Talks.json("""
                {"memories": [{"text": "阿达怕猫。", "lines": [1], "relevance": 3, "novelty": 3, "impact": 2}]}
                """)));
        var leaf = village.exchanges(bea, conversation, null, "我怕猫。".repeat(20), "二", "三", "四", "五");

        village.digest(bea, conversation, leaf);

        var memory = village.remembered(bea, conversation, leaf);
        assertThat(texts(memory.longTerm())).containsExactly("阿达怕猫。");
        assertThat(memory.longTerm().getFirst().importance()).isEqualTo(8);
        assertThat(memory.shortTerm()).hasSize(1);
        village.settled(bea, 2);
    }

    @Test
    void aKillInMidCallPaysAndAddsNothingTwice() throws Exception {
        if (!village.world.database().dialect().equals("sqlite")) {
            return; // what a kill leaves is a file here
        }
        village.upstream.next(lines().with("~every:150ms")).next(lines());
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON).awaitDelivered(2, SOON);
        var next = village.killed("killed");
        more.add(next);

        next.workshops.workshop.look();

        assertThat(next.workshops.ended(ada, task).status()).isEqualTo("done");
        assertThat(next.along(ada, talk, leaf)).hasSize(1);
        assertThat(texts(next.remembered(ada, talk, leaf).shortTerm())).containsExactly("阿达 | 怕 | 猫");
        next.settled(ada, 2);
        assertThat(next.memory.order(ada, new Errand(talk, leaf, false))).isEmpty();
        village.workshops.ended(ada, task);
    }

    @Test
    void aServerThatGoesDownLeavesItToTheNext() throws InterruptedException {
        village.upstream.next(lines().with("~first:30s")).next(lines());
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON);

        village.workshops.drain(Duration.ofMillis(50));

        assertThat(village.workshops.status(ada, task).status()).isEqualTo("running");
        assertThat(village.along(ada, talk, leaf)).isEmpty();
        var next = new raconteur.task.Workshops(
                village.world.database(), java.time.InstantSource.system(), village.digestion);
        next.workshop.look();
        assertThat(next.ended(ada, task).status()).isEqualTo("done");
        assertThat(village.along(ada, talk, leaf)).hasSize(1);
        village.settled(ada, 2);
    }

    @Test
    void whatMovedOnMeanwhileIsNotWrittenOver() {
        village.upstream.next(lines().with("~first:500ms")).next(lines());
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON);
        village.set(village.path(ada, talk, leaf).getFirst(), "hidden = 1");

        village.workshops.ended(ada, task);

        var materials =
                village.upstream.completions().stream().map(Village::material).toList();
        assertThat(materials.getFirst().toString()).contains("真的");
        var lines = village.remembered(ada, talk, leaf).shortTerm();
        assertThat(lines.stream().flatMap(line -> line.messages().stream()))
                .doesNotContain(village.path(ada, talk, leaf).getFirst());
    }

    @Test
    void aLeafThatIsPurgedMeanwhileIsPaidForAndForgotten() {
        village.upstream.next(lines().with("~first:500ms"));
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON);
        village.purge(leaf);

        assertThat(village.workshops.ended(ada, task).status()).isEqualTo("done");
        village.settled(ada, 1);
    }

    @Test
    void nothingIsPutBeforeWhatAPersonHasWrittenSince() {
        village.upstream.next(lines().with("~first:500ms"));
        var leaf = leaf();
        var task = village.order(ada, talk, leaf);
        village.upstream.awaitCompletion(1, SOON);
        var later = village.exchanges(ada, talk, leaf, "七");
        var own = Talks.line("own", null, null);
        village.world
                .database()
                .transact(tx -> village.events.append(
                        tx,
                        ada.account(),
                        Talks.LIN,
                        talk,
                        later,
                        new MemoryEvent.Revised(List.of(), List.of(), List.of(own), List.of())));

        village.workshops.ended(ada, task);

        assertThat(village.along(ada, talk, leaf)).isEmpty();
        assertThat(texts(village.remembered(ada, talk, later).shortTerm())).containsExactly("own");
    }
}
