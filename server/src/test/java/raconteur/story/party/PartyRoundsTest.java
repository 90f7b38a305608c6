package raconteur.story.party;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.story.party.Evening.PRESENCE;
import static raconteur.story.party.Evening.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.story.Hall;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tales;

/** Rounds: when they are decided, and by whom. */
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
        var last = requireNonNull(told.told());
        assertThat(last.chosen()).isEqualTo(two);
        assertThat(last.type()).isEqualTo("decision");
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

        var again = evening.told(other, 2).told();
        assertThat(requireNonNull(again).chosen())
                .isEqualTo(requireNonNull(first).chosen());
    }

    @Test
    void whatSeveralDoHappensTogether() {
        evening.gathered("act");
        evening.say(evening.ada, 2, "I light the lamp.");
        evening.say(evening.bo, 2, "I hold  the\ndoor");
        evening.choose(evening.cy, 2, 1);

        var one = offered(1);
        var told = requireNonNull(evening.told(2).told());
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
