package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.story.party.Evening.PRESENCE;
import static raconteur.story.party.Evening.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.story.Hall;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tales;

/** Rounds: when they are decided, by whom, how often they are told, and who pays. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PartyRoundsTest {
    private final Evening evening;

    PartyRoundsTest(EveryDatabase kind, @TempDir Path folder) throws InterruptedException {
        evening = new Evening(kind, folder);
    }

    @AfterEach
    void end() {
        evening.close();
    }

    private String offered(int option) {
        return evening.seen(evening.ada).options().stream()
                .filter(one -> one.id() == option)
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void theOptionThatMostWantHappensOnceAllWhoAreHereHaveChosen() {
        evening.gathered("vote");
        var two = offered(2);
        var waiting = evening.seen(evening.ada).round();
        evening.choose(evening.ada, 2, 1);
        var open = evening.choose(evening.bo, 2, 2).round();

        assertThat(waiting).isEqualTo(new StoryParty.Round(2, "waiting", null, 0, 3, null, null));
        assertThat(open)
                .isEqualTo(new StoryParty.Round(2, "open", 60_000L, 2, 3, new StoryParty.Chosen(2, null), null));
        evening.choose(evening.cy, 2, 2);

        var told = evening.told(2);
        assertThat(told.told()).isNotNull();
        assertThat(told.told().chosen()).isEqualTo(two);
        assertThat(told.told().type()).isEqualTo("decision");
        assertThat(told.round()).isEqualTo(new StoryParty.Round(3, "waiting", null, 0, 3, null, null));
        assertThat(told.players()).extracting(StoryParty.Player::events).containsExactly(1, 1, 1);
        evening.hall.assertFolds(evening.story);
    }

    @Test
    void aTieIsDrawnFromTheSeedWhoeverChoseFirst() {
        evening.gathered("vote");
        evening.leave(evening.cy, null);
        evening.choose(evening.bo, 2, 2);
        evening.choose(evening.ada, 2, 1);
        var first = evening.told(2).told();
        var branch = evening.hall.branches.fork(evening.ada.account(), evening.story, 1, "branch");
        var other = new raconteur.story.StoryId(branch.id());
        var parties = evening.server.parties();
        var code = String.valueOf(parties.open(evening.ada, other, new StoryPartyRules("vote", 60, "Ada"))
                .code());
        evening.server.seats().join(evening.bo, other, new raconteur.protocol.StoryJoin(code, "Bo"));
        evening.server.choosing().choose(evening.ada, other, new StoryChoice(2, 1, null));
        evening.server.choosing().choose(evening.bo, other, new StoryChoice(2, 2, null));

        evening.hall.upstream.await(
                () -> parties.tale(evening.ada.account(), other, 1).items().size() == 1, Hall.SOON, "not told");
        assertThat(parties.tale(evening.ada.account(), other, 1)
                        .items()
                        .getFirst()
                        .chosen())
                .isEqualTo(String.valueOf(first == null ? "" : first.chosen()));
    }

    @Test
    void whatSeveralDoHappensTogether() {
        evening.gathered("act");
        evening.say(evening.ada, 2, "I light the lamp.");
        evening.say(evening.bo, 2, "I hold  the\ndoor");
        evening.choose(evening.cy, 2, 1);

        var one = offered(1);
        var told = evening.told(2).told();
        assertThat(told).isNotNull();
        assertThat(told.type()).isEqualTo("action");
        assertThat(told.chosen()).startsWith("Ada: I light the lamp. Bo: I hold the door. Cy: ");
        assertThat(one).isNotBlank();
    }

    @Test
    void whatOneDoesAloneIsWhatHappens() {
        evening.open("act", 60);
        evening.say(evening.ada, 2, "I light the lamp");
        assertThat(String.valueOf(evening.told(2).told())).contains("chosen=I light the lamp,");
        evening.choose(evening.ada, 3, 2);
        assertThat(String.valueOf(evening.told(3).told())).contains("type=decision");
    }

    @Test
    void whoIsAwayIsNotWaitedFor() {
        evening.gathered("vote");
        evening.pass(PRESENCE);
        evening.seen(evening.ada);
        evening.choose(evening.bo, 2, 2);
        assertThat(evening.seen(evening.ada).players())
                .extracting(StoryParty.Player::here)
                .containsExactly(true, true, false);
        assertThat(evening.seen(evening.ada).round().due()).isEqualTo(2);

        evening.choose(evening.ada, 2, 2);

        assertThat(evening.told(2).players())
                .extracting(StoryParty.Player::events)
                .containsExactly(1, 1, 0);
    }

    @Test
    void whenTheLastOneWhoHasNotChosenGoesAwayItIsDecided() {
        evening.gathered("vote");
        evening.choose(evening.ada, 2, 1);
        evening.choose(evening.bo, 2, 1);
        evening.server.rounds().look();
        assertThat(evening.row().round().isOpen()).as("Cy is here").isTrue();

        evening.pass(PRESENCE);
        evening.server.rounds().look();

        assertThat(evening.told(2).eventNumber()).isEqualTo(2);
    }

    @Test
    void whenItsTimeIsOverItIsDecidedWithoutTheOthers() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 2);
        for (var n = 0; n < 5; n++) {
            evening.pass(Duration.ofSeconds(10));
            evening.seen(evening.ada);
            evening.seen(evening.cy);
            evening.server.rounds().look();
        }
        assertThat(evening.seen(evening.ada).round().remainingMs()).isEqualTo(10_000);
        evening.pass(Duration.ofSeconds(10));
        evening.seen(evening.ada);
        evening.seen(evening.cy);
        evening.server.rounds().look();

        var told = evening.told(2);
        assertThat(told.players()).extracting(StoryParty.Player::events).containsExactly(0, 1, 0);
        assertThat(told.players().getFirst().cost()).isEqualTo("0.000000000");
    }

    @Test
    void nobodysMoneyIsSpentByAnEmptyTable() {
        evening.gathered("vote");
        evening.pass(Duration.ofMinutes(3));
        evening.server.rounds().look();

        assertThat(evening.seen(evening.ada).round().state()).isEqualTo("waiting");
        assertThat(evening.hall.told(evening.story)).hasSize(1);
    }

    @Test
    void thereIsATimeToChooseForEachEvent() {
        evening.gathered("vote");
        for (var event : List.of(1, 3, 99)) {
            var refused = refusal(() -> evening.choose(evening.bo, event, 1));
            assertThat(refused.code()).isEqualTo(Code.CONFLICT);
            assertThat(refused.more()).containsEntry("event_number", 1);
        }
        evening.hall.upstream.next(
                Hall.says(Tales.proposal(EventType.DECISION, "COMBAT", 20)).with("~first:300ms"));
        evening.choose(evening.ada, 2, 1);
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        evening.hall.upstream.awaitCompletion(2, Hall.SOON);
        assertThat(evening.seen(evening.cy).round().state()).isEqualTo("telling");
        assertThat(refusal(() -> evening.choose(evening.cy, 2, 2)).code()).isEqualTo(Code.CONFLICT);
        evening.told(2);
        assertThat(refusal(() -> evening.choose(evening.cy, 2, 2)).more()).containsEntry("event_number", 2);
    }

    @Test
    void aLaterChoiceReplacesTheEarlierOne() {
        evening.gathered("vote");
        evening.leave(evening.cy, null);
        evening.choose(evening.bo, 2, 1);
        assertThat(evening.choose(evening.bo, 2, 2).round().chosen()).isEqualTo(1);
        var two = offered(2);
        evening.choose(evening.ada, 2, 2);

        assertThat(String.valueOf(evening.told(2).told())).contains("chosen=" + two);
    }

    @Test
    void whatIsNotOfferedIsNamed() {
        evening.gathered("vote");
        assertThat(refusal(() -> evening.choose(evening.bo, 2, 9)).fields())
                .extracting(Refusal.Field::field)
                .containsExactly("selected_option_id");
        assertThat(refusal(() -> evening.say(evening.bo, 2, "I wait")).fields())
                .extracting(Refusal.Field::field)
                .containsExactly("text");
        evening.open("act", 60);
        for (var wrong : List.of(
                new StoryChoice(2, null, " \n "), new StoryChoice(2, 1, "both"), new StoryChoice(2, null, null))) {
            assertThat(refusal(() -> evening.server.choosing().choose(evening.bo, evening.story, wrong))
                            .code())
                    .isEqualTo(Code.INVALID_REQUEST);
        }
        assertThat(evening.seen(evening.ada).round().state()).isEqualTo("waiting");
    }

    @Test
    void aRoundThatIsOpenKeepsItsRules() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);
        evening.open("act", 5);

        assertThat(refusal(() -> evening.say(evening.cy, 2, "I wait")).code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(evening.seen(evening.ada).round().remainingMs()).isEqualTo(60_000);
        evening.choose(evening.ada, 2, 1);
        evening.choose(evening.cy, 2, 1);
        assertThat(evening.told(2))
                .extracting(StoryParty::rounds, StoryParty::roundSeconds)
                .containsExactly("act", 5);
    }

    @Test
    void whatALeaverChoseDoesNotCount() {
        evening.gathered("vote");
        var one = offered(1);
        evening.choose(evening.bo, 2, 2);
        evening.leave(evening.bo, null);
        assertThat(evening.seen(evening.ada).round().state())
                .as("nobody has chosen")
                .isEqualTo("waiting");
        evening.choose(evening.ada, 2, 1);
        evening.leave(evening.cy, evening.ada);

        var told = evening.told(2);
        assertThat(String.valueOf(told.told())).contains("chosen=" + one);
        assertThat(told.players()).hasSize(1);
    }

    @Test
    void aPauseStopsTheTimeOfARound() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);
        evening.pass(Duration.ofSeconds(15));
        evening.hall.views.pause(evening.ada.account(), evening.story);
        evening.pass(Duration.ofHours(1));
        evening.server.rounds().look();

        var paused = evening.seen(evening.ada);
        assertThat(paused.state()).isEqualTo("paused");
        assertThat(paused.round().remainingMs()).isEqualTo(45_000);
        assertThat(refusal(() -> evening.choose(evening.ada, 2, 1)).code()).isEqualTo(Code.CONFLICT);
        evening.hall.views.resume(evening.ada.account(), evening.story);
        evening.seen(evening.cy);
        evening.server.rounds().look();
        assertThat(evening.seen(evening.ada).round().remainingMs()).isEqualTo(45_000);
        evening.pass(Duration.ofSeconds(10));
        evening.seen(evening.cy);
        evening.server.rounds().look();
        assertThat(evening.seen(evening.ada).round().state()).isEqualTo("open");
        evening.pass(Duration.ofSeconds(35));
        evening.server.rounds().look();
        evening.told(2);
    }

    @Test
    void whatCannotBeToldIsOpenAgainWithItsChoicesUntilItCan() {
        evening.gathered("vote");
        evening.pay("-"
                + evening.hall
                        .world
                        .the(raconteur.ledger.Ledger.class)
                        .balance(evening.ada.account())
                        .balance());
        evening.choose(evening.ada, 2, 2);
        evening.choose(evening.bo, 2, 2);
        evening.choose(evening.cy, 2, 2);

        var refused = evening.until(party -> party.round().problem() != null);
        assertThat(refused.round().state()).isEqualTo("open");
        assertThat(refused.round().chosen()).isEqualTo(3);
        assertThat(refused.round().remainingMs()).isEqualTo(60_000);
        assertThat(String.valueOf(refused.round().problem())).contains("INSUFFICIENT_BALANCE");
        assertThat(evening.hall.told(evening.story)).hasSize(1);
        evening.server.rounds().look();
        assertThat(evening.row().round().tries()).as("not before its time").isEqualTo(1);
        for (var tries = 2; tries <= 4; tries++) {
            evening.pass(Duration.ofSeconds(60));
            evening.server.rounds().look();
            var wanted = tries;
            evening.until(
                    _ -> evening.row().round().isOpen() && evening.row().round().tries() == wanted);
        }
        evening.pass(Duration.ofHours(1));
        evening.pay("10");
        evening.server.rounds().look();
        var waits = evening.seen(evening.ada);
        assertThat(waits.round().remainingMs()).as("it waits for a choice").isNull();
        assertThat(waits.round().state()).isEqualTo("open");
    }

    @Test
    void whoChoosesAgainHasItTriedAgain() {
        evening.gathered("vote");
        var balance = evening.hall
                .world
                .the(raconteur.ledger.Ledger.class)
                .balance(evening.ada.account())
                .balance();
        evening.pay("-" + balance);
        evening.choose(evening.ada, 2, 2);
        evening.choose(evening.bo, 2, 2);
        evening.choose(evening.cy, 2, 2);
        evening.until(party -> party.round().problem() != null);
        evening.pay("10");

        evening.choose(evening.bo, 2, 2);

        assertThat(evening.told(2).round().problem()).isNull();
        assertThat(evening.hall.told(evening.story)).hasSize(2);
    }

    @Test
    void ofFiftyWhoChooseAndTimersOnTwoServersOneDecidesAndItIsToldOnce() throws Exception {
        evening.open("vote", 60);
        var servers = List.of(evening.server, evening.server(Evening.CONFIG));
        evening.join(evening.bo, "Bo");
        evening.choose(evening.bo, 2, 2);
        evening.pass(Duration.ofSeconds(60));
        evening.seen(evening.ada);
        var start = new CountDownLatch(1);
        var done = new ArrayList<CompletableFuture<Boolean>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 50; n++) {
                var server = servers.get(n % 2);
                var isTimer = n % 5 == 0;
                done.add(CompletableFuture.supplyAsync(() -> once(start, server, isTimer), threads));
            }
            start.countDown();
            for (var one : done) {
                one.get();
            }
        }
        evening.told(2);
        servers.forEach(server -> server.rounds().look());

        assertThat(evening.hall.told(evening.story)).hasSize(2);
        assertThat(evening.hall.upstream.completions()).hasSize(2);
        evening.hall.assertFolds(evening.story);
    }

    private boolean once(CountDownLatch start, Evening.Server server, boolean isTimer) {
        try {
            start.await();
            if (isTimer) {
                server.rounds().look();
            } else {
                server.choosing().choose(evening.ada, evening.story, new StoryChoice(2, 1, null));
            }
            return true;
        } catch (Refusal late) {
            assertThat(late.code()).isEqualTo(Code.CONFLICT);
            return false;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Decided and then killed: what the server that decided would have told by itself is never begun. */
    private void decideAndDie(PartyConfig config) {
        var dying = evening.server(config);
        var now = evening.hall.recital.now();
        var database = evening.hall.world.database();
        var decided = database.transact(tx -> {
            var party = dying.rows().claim(tx, evening.story).orElseThrow();
            var scene = evening.hall
                    .recital
                    .scene(tx, evening.ada.account(), evening.story)
                    .orElseThrow();
            dying.players().choose(tx, evening.ada.account(), evening.story, new Player.Choice(2, 1, null));
            return dying.table().settle(tx, party, scene, now);
        });
        assertThat(decided).isTrue();
    }

    @Test
    void whatWasDecidedWhenTheServerDiedIsToldAfterwardsAndOnce() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        decideAndDie(Evening.IMPATIENT);
        assertThat(evening.row().round().isBeingTold()).isTrue();

        evening.server(Evening.CONFIG).rounds().look();

        var told = evening.told(2);
        assertThat(told.players()).extracting(StoryParty.Player::events).containsExactly(1, 1, 1);
        evening.server.rounds().look();
        assertThat(evening.hall.told(evening.story)).hasSize(2);
    }

    @Test
    void whatAnotherServerTellsIsLeftToIt() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        decideAndDie(Evening.CONFIG);

        evening.server(Evening.CONFIG).rounds().look();

        assertThat(evening.row().round().isBeingTold()).isTrue();
        assertThat(evening.hall.upstream.completions()).hasSize(1);
    }

    @Test
    void anotherRunUnderTheSameNameIsNotPlayedByThem() throws InterruptedException {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        decideAndDie(Evening.IMPATIENT);
        evening.hall.upstream.awaitCompletion(1, Hall.SOON);
        var other = evening.hall.invoke(
                evening.ada,
                new raconteur.protocol.Invoke(
                        new raconteur.protocol.Invoke.Event("INIT", null),
                        new raconteur.protocol.Invoke.Session(Hall.SESSION, 1, "HARD"),
                        null,
                        null,
                        new raconteur.protocol.Invoke.Constraints("en", null, null, 40, null),
                        null,
                        null,
                        null),
                null);
        evening.server(Evening.CONFIG).rounds().look();

        var seen = evening.until(party -> party.round().state().equals("waiting"));
        assertThat(seen.state()).isEqualTo("over");
        assertThat(evening.hall.told(other.story())).hasSize(1);
        assertThat(evening.hall.told(evening.story)).hasSize(1);
        assertThat(refusal(() -> evening.choose(evening.bo, 2, 1)).code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void whatItCostIsSharedByWhoTookPartAndSumsUp() throws InterruptedException {
        evening.gathered("vote");
        evening.choose(evening.ada, 2, 1);
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        var first = evening.told(2);
        evening.leave(evening.cy, null);
        evening.choose(evening.bo, 3, 1);
        evening.choose(evening.ada, 3, 1);
        evening.told(3);
        evening.hall.act("RESOLUTION", null);

        var seen = evening.seen(evening.ada);
        var share = Money.parse(first.players().get(1).cost());
        assertThat(first.players().get(2).cost()).isEqualTo(share.toString());
        assertThat(share.nano()).isEqualTo(Money.parse(first.cost()).nano() / 3).isPositive();
        assertThat(seen.cost()).isEqualTo(evening.settled().toString());
        assertThat(seen.players().stream()
                        .map(player -> Money.parse(player.cost()))
                        .reduce(Money.ZERO, Money::plus))
                .isEqualTo(evening.settled());
        assertThat(seen.players()).extracting(StoryParty.Player::events).containsExactly(3, 2);
    }

    @Test
    void theJournalIsThatOfAStoryPlayedAlone() throws InterruptedException {
        evening.gathered("vote");
        evening.choose(evening.ada, 2, 1);
        evening.choose(evening.bo, 2, 1);
        evening.choose(evening.cy, 2, 1);
        evening.told(2);
        var together = evening.hall.bytes(evening.story);
        evening.hall.views.delete(evening.ada.account(), evening.story);

        var alone = evening.hall.init();
        evening.hall.choose("DECISION", 1);

        assertThat(evening.hall.bytes(alone.story())).isEqualTo(together);
    }

    @Test
    void whoWaitsHearsOfAChoiceAtOnce() throws Exception {
        evening.gathered("vote");
        var revision = evening.seen(evening.cy).revision();
        var heard = CompletableFuture.supplyAsync(() -> evening.look(evening.cy, revision, Duration.ofSeconds(20)));
        evening.choose(evening.bo, 2, 1);

        assertThat(heard.get().revision()).isGreaterThan(revision);
        assertThat(heard.get().round().chosen()).isEqualTo(1);
        assertThat(evening.look(evening.cy, evening.seen(evening.cy).revision(), Duration.ofMillis(1))
                        .round()
                        .chosen())
                .as("or when the time to wait is over")
                .isEqualTo(1);
    }
}
