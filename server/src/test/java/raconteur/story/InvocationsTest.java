package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static raconteur.story.Hall.SESSION;
import static raconteur.story.Hall.request;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.ledger.Ledger;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Invoke;
import raconteur.story.payload.EventType;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.StoryEvent.Source;

/** Events over a real database and a real upstream: what is answered, kept, billed, and answered again. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class InvocationsTest {
    private final Hall hall;

    InvocationsTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private static Code refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var code = new ArrayList<Code>();
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, refusal -> code.add(refusal.code()));
        return code.getFirst();
    }

    @Test
    void aStrangerFindsNothingUnderAnothersSessionAndChangesNothing() throws InterruptedException {
        var begun = hall.init();
        var eve = hall.world.ada("10");

        assertThat(refused(() ->
                        hall.invoke(eve, request("DECISION", SESSION, null, new Invoke.Payload(1, null, null)), null)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.views.get(eve.account(), begun.story()))).isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.views.journal(eve.account(), begun.story(), 0, 10, Duration.ZERO)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.views.pause(eve.account(), begun.story())))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.views.rename(eve.account(), begun.story(), "hers", null)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.views.delete(eve.account(), begun.story())))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.branches.fork(eve.account(), begun.story(), 1, null)))
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.replays.again(eve, begun.story()))).isEqualTo(Code.NOT_FOUND);
        assertThat(refused(() -> hall.book.whole(eve.account(), begun.story()))).isEqualTo(Code.NOT_FOUND);
        assertThat(hall.views.list(eve.account(), null, null, 10).items()).isEmpty();

        var hers = hall.invoke(eve, request("INIT", SESSION, null, null), null);
        assertThat(hers.story()).isNotEqualTo(begun.story());
        assertThat(hall.stories
                        .current(hall.ada.account(), SESSION)
                        .orElseThrow()
                        .id())
                .isEqualTo(begun.story());
        assertThat(hall.told(begun.story())).hasSize(1);
    }

    @Test
    void aStoryIsPlayedFromItsBeginningToItsNovel() throws InterruptedException {
        var begun = hall.init();
        hall.choose("DECISION", 1);
        var fought = hall.choose("COMBAT", 2);
        hall.choose("PUZZLE", 1);
        hall.act("action", "I sing");
        hall.act("END", null);
        var novel = hall.act("NOVEL", null);

        assertThat(novel.number()).isEqualTo(7);
        assertThat(fought.payload().at("/status/player_hp").asInt()).isBetween(0, 100);
        assertThat(hall.told(begun.story()))
                .extracting(StoryEvent.Told::type)
                .containsExactly(
                        EventType.INIT,
                        EventType.DECISION,
                        EventType.COMBAT,
                        EventType.PUZZLE,
                        EventType.ACTION,
                        EventType.RESOLUTION,
                        EventType.NOVEL);
        assertThat(hall.told(begun.story())).extracting(StoryEvent.Told::source).containsOnly(Source.MODEL);
        hall.assertFolds(begun.story());
        assertThat(hall.upstream.completions()).hasSize(7);
        assertThat(hall.views.get(hall.ada.account(), begun.story()).state()).isEqualTo("over");
    }

    @Test
    void anEventIsOneTurnWithOneHoldAndOneSettlement() throws InterruptedException {
        hall.upstream
                .next(Behaviour.standard().saying("no story at all"))
                .next(Behaviour.standard().saying("{\"half\":"));
        var begun = hall.init();

        var entries = hall.world.the(Ledger.class).newest(hall.ada.account(), Optional.empty(), 100);
        assertThat(entries)
                .filteredOn(entry -> entry.kind() == Ledger.Kind.HOLD)
                .hasSize(1);
        assertThat(entries)
                .filteredOn(entry -> entry.kind() == Ledger.Kind.SETTLE)
                .hasSize(1);
        assertThat(hall.world.the(Ledger.class).balance(hall.ada.account()).held())
                .isEqualTo(Money.ZERO);
        assertThat(hall.upstream.completions()).as("two repairs").hasSize(3);
        assertThat(hall.told(begun.story()).getFirst().source()).isEqualTo(Source.MODEL);
        assertThat(hall.told(begun.story()).getFirst().turn()).isEqualTo(begun.turn());
    }

    @Test
    void aModelThatNeverFindsTheFormIsReplacedBySafeWords() throws InterruptedException {
        hall.upstream.reset();
        hall.upstream.always(Behaviour.standard().saying("I would rather not."));

        var begun = hall.init();
        var on = hall.choose("DECISION", 1);

        assertThat(hall.upstream.completions()).hasSize(6);
        assertThat(hall.told(begun.story())).extracting(StoryEvent.Told::source).containsOnly(Source.TEMPLATE);
        assertThat(hall.told(begun.story())).extracting(StoryEvent.Told::fault).containsOnly("MALFORMED_ANSWER");
        assertThat(on.payload().at("/routing/next_event_type").asText()).isEqualTo("DECISION");
    }

    @Test
    void aProviderThatFailsLeavesNobodyStuck() throws InterruptedException {
        hall.upstream.refuse();

        var begun = hall.init();

        assertThat(hall.told(begun.story()).getFirst().source()).isEqualTo(Source.TEMPLATE);
        assertThat(hall.told(begun.story()).getFirst().fault()).isEqualTo("UPSTREAM_UNAVAILABLE");
        hall.upstream.listen();
        hall.choose("DECISION", 1);
        assertThat(hall.told(begun.story()).getLast().source()).isEqualTo(Source.MODEL);
    }

    @Test
    void whoCannotPayIsRefusedAndNothingIsKept() {
        var poor = hall.world.ada("0.0001");

        assertThat(refused(() -> hall.invoke(poor, request("INIT", SESSION, null, null), null)))
                .isEqualTo(Code.INSUFFICIENT_BALANCE);
        assertThat(hall.views.list(poor.account(), null, null, 10).items()).isEmpty();
        assertThat(hall.upstream.completions()).isEmpty();
    }

    @Test
    void theSameBeginningGetsTheSameAnswerAndAnotherOneANewRun() throws InterruptedException {
        var begun = hall.init();
        hall.choose("DECISION", 1);

        var again = hall.init();
        var other = hall.invoke(
                hall.ada,
                new Invoke(
                        new Invoke.Event("INIT", null),
                        new Invoke.Session(SESSION, 1, "HARD"),
                        null,
                        null,
                        new Invoke.Constraints("en", null, null, 40, null),
                        null,
                        null,
                        null),
                null);

        assertThat(again).isEqualTo(begun);
        assertThat(other.story()).isNotEqualTo(begun.story());
        assertThat(other.number()).isEqualTo(1);
        var runs = hall.views.list(hall.ada.account(), SESSION, null, 10).items();
        assertThat(runs).hasSize(2);
        assertThat(runs)
                .filteredOn(run -> run.current())
                .hasSize(1)
                .allMatch(run -> run.id().equals(other.story().value()));
        assertThat(hall.told(begun.story())).hasSize(2);
    }

    @Test
    void anEventIsRepeatedByItsNumberAndNothingElseUnderIt() throws InterruptedException {
        hall.init();
        var first = hall.invoke(hall.ada, request("DECISION", SESSION, 2, new Invoke.Payload(1, null, null)), null);
        var again = hall.invoke(hall.ada, request("DECISION", SESSION, 2, new Invoke.Payload(1, null, null)), null);
        hall.choose("COMBAT", 1);
        var later = hall.invoke(hall.ada, request("DECISION", SESSION, 2, new Invoke.Payload(1, null, null)), null);

        assertThat(again).isEqualTo(first).isEqualTo(later);
        assertThat(refused(() -> hall.invoke(
                        hall.ada, request("DECISION", SESSION, 2, new Invoke.Payload(2, null, null)), null)))
                .isEqualTo(Code.IDEMPOTENCY_MISMATCH);
        assertThat(refused(() ->
                        hall.invoke(hall.ada, request("PUZZLE", SESSION, 9, new Invoke.Payload(1, null, null)), null)))
                .isEqualTo(Code.CONFLICT);
        assertThat(hall.told(first.story())).hasSize(3);
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndNothingElse() throws InterruptedException {
        var wish = request("INIT", null, null, null);
        var first = hall.invoke(hall.ada, wish, "once");

        assertThat(hall.invoke(hall.ada, wish, "once")).isEqualTo(first);
        assertThat(refused(() -> hall.invoke(hall.ada, request("INIT", "other", null, null), "once")))
                .isEqualTo(Code.IDEMPOTENCY_MISMATCH);
        assertThat(hall.upstream.completions()).hasSize(1);
        var eve = hall.world.ada("10");
        assertThat(hall.invoke(eve, wish, "once").story()).isNotEqualTo(first.story());
        hall.time.pass(Duration.ofHours(25));
        assertThat(hall.invoke(hall.ada, wish, "once").story()).isNotEqualTo(first.story());
    }

    @Test
    void theSameSeedAndChoicesAndAnswersMakeTheSameJournal() throws InterruptedException {
        var first = hall.init();
        hall.choose("DECISION", 1);
        hall.choose("COMBAT", 2);
        hall.act("RESOLUTION", null);
        var kept = hall.bytes(first.story());
        hall.views.delete(hall.ada.account(), first.story());

        var second = hall.init();
        hall.choose("DECISION", 1);
        hall.choose("COMBAT", 2);
        hall.act("RESOLUTION", null);

        assertThat(second.story()).isNotEqualTo(first.story());
        assertThat(hall.bytes(second.story())).isEqualTo(kept);
    }

    @Test
    void afterItsLimitAStoryOnlyEnds() throws InterruptedException {
        hall.init();
        hall.time.pass(Duration.ofSeconds(301));

        assertThat(refused(() -> hall.choose("DECISION", 1))).isEqualTo(Code.CONFLICT);
        assertThat(hall.act("RESOLUTION", null)
                        .payload()
                        .at("/routing/next_event_type")
                        .asText())
                .isEqualTo("END");
    }

    @Test
    void aPausedStoryStandsStill() throws InterruptedException {
        var begun = hall.init();
        hall.time.pass(Duration.ofSeconds(100));
        assertThat(hall.views.pause(hall.ada.account(), begun.story()).state()).isEqualTo("paused");
        hall.time.pass(Duration.ofHours(5));

        assertThat(refused(() -> hall.choose("DECISION", 1))).isEqualTo(Code.CONFLICT);
        var state = hall.views.resume(hall.ada.account(), begun.story());
        assertThat(state.elapsedSeconds()).isEqualTo(100);
        assertThat(state.allowed()).contains("DECISION");
        hall.choose("DECISION", 1);
        hall.assertFolds(begun.story());
    }

    @Test
    void whileThereIsNoServerTheTimeOfStoriesStandsStill() throws InterruptedException {
        var begun = hall.init();
        hall.time.pass(Duration.ofSeconds(60));
        hall.views.get(hall.ada.account(), begun.story());
        hall.clock.beat();
        hall.time.pass(Duration.ofHours(8));

        var next = new StoryClock(hall.world.database(), hall.time);
        var row = hall.stories.get(hall.ada.account(), begun.story());
        assertThat(row.snapshot().at(next.millis()).elapsedMs()).isEqualTo(60_000);
        hall.time.pass(Duration.ofSeconds(10));
        assertThat(row.snapshot().at(next.millis()).elapsedMs()).isEqualTo(70_000);
    }
}
