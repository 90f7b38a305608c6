package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.story.party.Evening.refusal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Invoke;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryJoin;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.story.Hall;

/** Who gets in where several play, what each may do there, and what is left when somebody goes. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PartyDoorsTest {
    private static final StoryPartyRules RULES = new StoryPartyRules("act", 5, "Eve");

    private final Evening evening;

    PartyDoorsTest(EveryDatabase kind, @TempDir Path folder) throws InterruptedException {
        evening = new Evening(kind, folder);
    }

    @AfterEach
    void end() {
        evening.close();
    }

    private List<ThrowingCallable> everything(Caller who) {
        var server = evening.server;
        var story = evening.story;
        return List.of(
                () -> server.parties().open(who, story, RULES),
                () -> server.parties().close(who, story),
                () -> server.parties().look(who, story, 0, Duration.ZERO),
                () -> server.parties().tale(who.account(), story, 0),
                () -> server.seats().join(who, story, new StoryJoin("AAAAAAAA", "Eve")),
                () -> server.seats().join(who, null, new StoryJoin("AAAAAAAA", "Eve")),
                () -> server.seats().leave(who, story, evening.row().story().value()),
                () -> server.choosing().choose(who, story, new StoryChoice(2, 1, null)));
    }

    @Test
    void aStrangerFindsNothingOnAnyPathAndChangesNothing() {
        evening.gathered("vote");
        var before = evening.seen(evening.ada);

        assertThat(everything(evening.eve))
                .allSatisfy(call -> assertThat(refusal(call).code()).isEqualTo(Code.NOT_FOUND));
        var hers = evening.seen(evening.ada);
        assertThat(refusal(() -> evening.server
                                .seats()
                                .leave(
                                        evening.eve,
                                        evening.story,
                                        before.players().get(1).id()))
                        .code())
                .isEqualTo(Code.NOT_FOUND);

        assertThat(hers).isEqualTo(before);
        assertThat(evening.seen(evening.ada)).isEqualTo(before);
    }

    @Test
    void nobodySitsWhereNoPartyIsOpen() {
        assertThat(refusal(() -> evening.seen(evening.ada)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.choose(evening.ada, 2, 1)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.server.parties().close(evening.ada, evening.story))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(evening.server
                        .parties()
                        .tale(evening.ada.account(), evening.story, 0)
                        .items())
                .hasSize(1);
    }

    @Test
    void aPlayerMayNotDoWhatIsTheHostsAndSeesNothingBehindTheTale() {
        evening.gathered("vote");
        var server = evening.server;
        var story = evening.story;
        var seen = evening.seen(evening.bo);

        assertThat(refusal(() -> server.parties().open(evening.bo, story, RULES))
                        .code())
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(() -> server.parties().close(evening.bo, story)).code())
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(() -> evening.leave(evening.cy, evening.bo)).code()).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(() -> evening.leave(evening.ada, evening.bo)).code()).isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(() -> evening.leave(evening.ada, evening.ada)).code())
                .isEqualTo(Code.FORBIDDEN);
        assertThat(refusal(() -> evening.hall.views.get(evening.bo.account(), story))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.hall.views.journal(evening.bo.account(), story, 0, 9, Duration.ZERO))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.hall.views.delete(evening.bo.account(), story))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(seen.code()).isNull();
        assertThat(seen.host()).isFalse();
        assertThat(seen.toString() + server.parties().tale(evening.bo.account(), story, 0))
                .contains("opening")
                .doesNotContain("run_test_001", "trace_id", "world_seed", Hall.SESSION);
        assertThat(server.parties().tale(evening.ada.account(), story, 0).toString())
                .contains("trace_id");
    }

    @Test
    void aCodeIsReadAsPeopleTypeIt() {
        evening.open("vote", 60);
        var code = evening.code();
        assertThat(code).matches("[2-9A-HJKMNP-Z]{8}");

        var typed = " " + code.substring(0, 4).toLowerCase(java.util.Locale.ROOT) + " – " + code.substring(4) + "\t";
        var joined = evening.server.seats().join(evening.bo, null, new StoryJoin(typed, null));
        var again = evening.server.seats().join(evening.bo, evening.story, new StoryJoin(code, "Bo the Bold"));

        assertThat(joined.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(joined.party().players()).extracting(StoryParty.Player::name).containsExactly("Ada", "bo");
        assertThat(again.party().players()).extracting(StoryParty.Player::name).containsExactly("Ada", "Bo the Bold");
        assertThat(again.party().you()).isEqualTo(again.party().players().get(1).id());
        assertThat(evening.join(evening.cy, "ADA").players())
                .extracting(StoryParty.Player::name)
                .as("nobody speaks in another's name")
                .containsExactly("Ada", "Bo the Bold", "ADA 2");
    }

    @Test
    void whoTriesManyCodesIsStoppedForAMinuteWhateverComesNext() {
        evening.open("vote", 60);
        var code = evening.code();
        for (var n = 0; n < Guesses.MOST; n++) {
            assertThat(refusal(() -> evening.server.seats().join(evening.eve, null, new StoryJoin("22222222", null)))
                            .code())
                    .isEqualTo(Code.NOT_FOUND);
        }

        var stopped = refusal(() -> evening.server.seats().join(evening.eve, null, new StoryJoin(code, null)));
        assertThat(stopped.code()).isEqualTo(Code.TOO_MANY_REQUESTS);
        assertThat(stopped.retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(evening.join(evening.bo, null).players())
                .as("others are let in")
                .hasSize(2);
        evening.pass(Duration.ofMinutes(1));
        assertThat(evening.join(evening.eve, null).players()).hasSize(3);
    }

    @Test
    void aCodeOpensNoOtherStory() throws InterruptedException {
        evening.open("vote", 60);
        var other = evening.hall.invoke(evening.ada, Hall.request("INIT", "other", null, null), null);
        evening.server.parties().open(evening.ada, other.story(), RULES);

        assertThat(refusal(() -> evening.server
                                .seats()
                                .join(evening.bo, other.story(), new StoryJoin(evening.code(), null)))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(evening.seen(evening.ada).players()).hasSize(1);
    }

    @Test
    void whoGoesIsGoneAndWhoLooksLearnsIt() {
        evening.gathered("vote");
        evening.leave(evening.cy, evening.ada);
        evening.leave(evening.bo, null);

        assertThat(refusal(() -> evening.seen(evening.bo)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.choose(evening.cy, 2, 1)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(evening.seen(evening.ada).players()).hasSize(1);

        evening.join(evening.bo, "Bo");
        evening.choose(evening.bo, 2, 1);
        evening.server.parties().close(evening.ada, evening.story);
        assertThat(refusal(() -> evening.seen(evening.bo)).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refusal(() -> evening.server.parties().tale(evening.bo.account(), evening.story, 0))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(evening.rows("story_player") + evening.rows("story_party")).isZero();
    }

    @Test
    void whatIsDeletedTakesTablesSeatsAndChoicesWithIt() {
        evening.gathered("vote");
        evening.choose(evening.bo, 2, 1);

        evening.deleteAccount(evening.bo);
        assertThat(evening.seen(evening.ada).players())
                .extracting(StoryParty.Player::name)
                .containsExactly("Ada", "Cy");
        evening.server.rounds().look();
        assertThat(evening.seen(evening.ada).round().state())
                .as("nobody is left who chose")
                .isEqualTo("waiting");
        evening.hall.views.delete(evening.ada.account(), evening.story);
        assertThat(evening.rows("story_player") + evening.rows("story_party")).isZero();
        assertThat(refusal(() -> evening.seen(evening.cy)).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void anAccountThatGoesLeavesNoTable() {
        evening.gathered("vote");
        evening.deleteAccount(evening.ada);

        assertThat(evening.rows("story_player") + evening.rows("story_party") + evening.rows("story"))
                .isZero();
    }

    @Test
    void aBranchBeginsWithoutAParty() {
        evening.gathered("vote");
        var branch = evening.hall.branches.fork(evening.ada.account(), evening.story, 1, "branch");

        assertThat(refusal(() -> evening.server
                                .parties()
                                .look(evening.ada, new raconteur.story.StoryId(branch.id()), 0, Duration.ZERO))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
        assertThat(evening.rows("story_party")).isEqualTo(1);
    }

    @Test
    void whatIsOverIsOpenedToNobody() throws InterruptedException {
        evening.hall.act("RESOLUTION", null);

        assertThat(refusal(() -> evening.open("vote", 60)).code()).isEqualTo(Code.CONFLICT);
    }

    @Test
    void theHostPlaysWithTheOthersAndEndsTheStoryAlone() throws InterruptedException {
        evening.open("vote", 60);
        evening.hall.choose("DECISION", 1);
        evening.join(evening.bo, "Bo");

        for (var type : List.of("DECISION", "ACTION", "COMBAT", "PUZZLE")) {
            var payload = new Invoke.Payload(type.equals("ACTION") ? null : 1, "I go", null);
            assertThat(refusal(() ->
                            evening.hall.invoke(evening.ada, Hall.request(type, Hall.SESSION, null, payload), null)))
                    .extracting(Refusal::code, refusal -> refusal.detail().en())
                    .containsExactly(
                            Code.CONFLICT, "The story is played together: choose in its round, or close the party.");
        }
        assertThat(evening.hall
                        .invoke(
                                evening.ada,
                                Hall.request("DECISION", Hall.SESSION, 2, new Invoke.Payload(1, null, null)),
                                null)
                        .number())
                .as("what was told is answered again")
                .isEqualTo(2);
        evening.choose(evening.bo, 3, 1);
        evening.hall.act("RESOLUTION", null);
        var seen = evening.seen(evening.bo);
        assertThat(seen.state()).isEqualTo("over");
        assertThat(seen.round().state()).isEqualTo("waiting");
        assertThat(evening.hall.told(evening.story)).hasSize(3);
    }

    @Test
    void aPlayerOfNoSuchIdIsNobody() {
        evening.gathered("vote");

        assertThat(refusal(() -> evening.server.seats().leave(evening.ada, evening.story, UUID.randomUUID()))
                        .code())
                .isEqualTo(Code.NOT_FOUND);
    }
}
