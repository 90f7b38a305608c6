package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThat;
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
import raconteur.story.Hall;

/** What was decided: told once or not at all, by one server, in the one story, and paid for. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PartyTellingTest {
    private final Evening evening;

    PartyTellingTest(EveryDatabase kind, @TempDir Path folder) throws InterruptedException {
        evening = new Evening(kind, folder);
    }

    @AfterEach
    void end() {
        evening.close();
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
        assertThat(evening.row().round().isOpen()).as("not before its time").isTrue();
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
        var lease = evening.lease();

        evening.server(Evening.CONFIG).rounds().look();

        assertThat(evening.lease()).as("nobody else took it").isEqualTo(lease);
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
}
