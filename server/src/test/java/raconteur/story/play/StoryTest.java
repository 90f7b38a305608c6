package raconteur.story.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.story.payload.EventType;

/** What may happen when, and what comes of it. */
class StoryTest {
    private static final Tick SOON = new Tick(5000, 0);

    private static Refusal refused(Story story, EventType type, @Nullable Integer option, @Nullable String text) {
        try {
            story.decide(new StoryCommand.Act(type, Tales.ADA, option, text, "x"), SOON);
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("it was allowed: " + type);
    }

    private static Move decided(Story story, EventType type, @Nullable Integer option, @Nullable String text) {
        var decision = story.decide(new StoryCommand.Act(type, Tales.ADA, option, text, "x"), SOON);
        return ((Story.Decision.Asks) decision).move();
    }

    @Test
    void beforeItBeginsNothingElseCanHappen() {
        assertThat(Story.UNBEGUN.allowed(SOON)).containsExactly(EventType.INIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECISION", "COMBAT", "PUZZLE"})
    void afterwardsWhatIsRoutedOrAFreeActionOrTheEndMayCome(String next) {
        assertThat(Tales.begun(next).allowed(SOON))
                .containsExactly(EventType.valueOf(next), EventType.ACTION, EventType.RESOLUTION);
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        var refusal = refused(Tales.begun("COMBAT"), EventType.DECISION, 1, null);

        assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
        assertThat(refusal.more()).containsEntry("allowed", List.of("COMBAT", "ACTION", "RESOLUTION"));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"DECISION", "COMBAT", "PUZZLE"})
    void onlyWhatWasOfferedCanBeChosen(EventType type) {
        var story = Tales.begun(type.name());

        for (var option : List.of(0, 4, -1, Integer.MAX_VALUE)) {
            var refusal = refused(story, type, option, null);
            assertThat(refusal.code()).isEqualTo(Code.INVALID_REQUEST);
            assertThat(refusal.fields().getFirst().field()).isEqualTo("payload.selected_option_id");
        }
        assertThat(refused(story, type, null, null).code()).isEqualTo(Code.INVALID_REQUEST);
        assertThat(decided(story, type, 2, null).text()).isEqualTo("Call out");
        assertThat(decided(story, type, null, "I sing").text()).isEqualTo("I sing");
    }

    @Test
    void anActionSaysWhatIsDone() {
        var story = Tales.begun("DECISION");

        assertThat(refused(story, EventType.ACTION, null, "  ")
                        .fields()
                        .getFirst()
                        .field())
                .isEqualTo("payload.text");
        assertThat(decided(story, EventType.ACTION, null, "I sing").text()).isEqualTo("I sing");
    }

    @Test
    void afterItsTimeOnlyTheEndIsAllowed() {
        var story = Tales.begun("DECISION");

        assertThat(story.allowed(new Tick(299_999, 0))).contains(EventType.DECISION);
        assertThat(story.allowed(new Tick(300_000, 0))).containsExactly(EventType.RESOLUTION);
    }

    @Test
    void afterTheEndOnlyTheNovelIsAllowed() {
        var story = Tales.play(
                Tales.begun("DECISION"), EventType.RESOLUTION, null, null, Tales.proposal(EventType.RESOLUTION, "", 0));

        assertThat(story.isOver()).isTrue();
        assertThat(story.next()).isEqualTo("END");
        assertThat(story.allowed(SOON)).containsExactly(EventType.NOVEL);
        var novel = Tales.play(story, EventType.NOVEL, null, "Ada", Tales.proposal(EventType.NOVEL, "", 0));
        assertThat(novel.next()).isEqualTo("END");
        assertThat(novel.allowed(SOON)).containsExactly(EventType.NOVEL);
    }

    @Test
    void whatIsPausedCannotBePlayedAndItsTimeStandsStill() {
        var story = Tales.begun("DECISION");
        var at = story.at(10_000);
        var paused = story.after(new StoryEvent.Paused(at));

        assertThat(paused.allowed(SOON)).isEmpty();
        assertThat(paused.at(99_000).elapsedMs()).isEqualTo(at.elapsedMs());
        assertThatThrownBy(() -> paused.decide(new StoryCommand.Act(EventType.DECISION, Tales.ADA, 1, null, "x"), SOON))
                .isInstanceOf(Refusal.class);
        var resumed = paused.after(new StoryEvent.Resumed(paused.at(99_000)));
        assertThat(resumed.at(100_000).elapsedMs()).isEqualTo(at.elapsedMs() + 1000);
    }

    @Test
    void aStoryThatWasBegunIsNotBegunAgain() {
        var begin = new StoryCommand.Begin(Tales.setup(), Tales.ADA, "x");

        assertThat(Story.UNBEGUN.decide(begin, SOON)).isInstanceOf(Story.Decision.Asks.class);
        assertThatThrownBy(() -> Tales.begun("DECISION").decide(begin, SOON))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.CONFLICT));
    }

    @Test
    void onlyWhatIsBeingPlayedIsPausedAndOnlyOnce() {
        var story = Tales.begun("DECISION");
        var paused = story.after(new StoryEvent.Paused(SOON));

        for (var other : List.of(Story.UNBEGUN, over(story))) {
            assertThatThrownBy(() -> other.decide(new StoryCommand.Pause(), SOON))
                    .isInstanceOfSatisfying(
                            Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.CONFLICT));
        }
        assertThat(story.decide(new StoryCommand.Pause(), SOON))
                .isEqualTo(new Story.Decision.Events(List.of(new StoryEvent.Paused(SOON))));
        assertThat(paused.decide(new StoryCommand.Pause(), SOON)).isEqualTo(new Story.Decision.Events(List.of()));
        assertThat(story.decide(new StoryCommand.Resume(), SOON)).isEqualTo(new Story.Decision.Events(List.of()));
    }

    private static Story over(Story story) {
        return Tales.play(story, EventType.RESOLUTION, null, null, Tales.proposal(EventType.RESOLUTION, "", 0));
    }

    @Test
    void whatIsRoutedToItsEndOnlyEnds() {
        var story = Tales.play(
                Tales.begun("DECISION"),
                EventType.DECISION,
                1,
                null,
                Tales.proposal(EventType.DECISION, "RESOLUTION", 20));

        assertThat(story.options()).isNotEmpty();
        assertThat(story.allowed(SOON)).containsExactly(EventType.RESOLUTION);
    }

    @Test
    void anOptionIsWhatItSaysWhateverIsSaidBesideItAndBlankWordsChooseNothing() {
        var story = Tales.begun("DECISION");

        assertThat(decided(story, EventType.DECISION, 2, "I win").text()).isEqualTo("Call out");
        assertThat(refused(story, EventType.DECISION, null, " \t").code()).isEqualTo(Code.INVALID_REQUEST);
    }

    @ParameterizedTest
    @EnumSource(Difficulty.class)
    void fateIsDrawnByTheSeedTheNumberAndTheDifficultyOfTheRun(Difficulty difficulty) {
        var story = Story.UNBEGUN.after(new StoryEvent.Begun(Tales.setup("seed", difficulty)));
        story = Tales.play(story, EventType.INIT, null, null, Tales.proposal(EventType.INIT, "DECISION", 0));

        for (var number = 2; number < 20; number++) {
            assertThat(decided(story, EventType.DECISION, 1, null).draw())
                    .isEqualTo(Draw.of("seed", number, difficulty));
            story = Tales.play(
                    story, EventType.DECISION, 1, null, Tales.proposal(EventType.DECISION, "DECISION", number));
        }
    }

    @Test
    void whatWasToldIsKeptWithItsTimeAndHitPointsAndTimeEndsWithTheStory() {
        var story = Tales.begun("PUZZLE");
        var wrong = Tales.proposal(EventType.PUZZLE, "DECISION", 5);
        wrong.withObject("/result").put("failure_level", "major");
        for (var event : Tales.events(story, EventType.PUZZLE, 1, null, wrong, new Tick(7000, 90_000))) {
            story = story.after(event);
        }

        assertThat(story.vitals()).isEqualTo(new Vitals(Vitals.PLAYER - 25, 0));
        assertThat(story.clock()).isEqualTo(new Tick(7000, 90_000));
        assertThat(story.at(95_000).elapsedMs()).isEqualTo(12_000);
        var over = over(story);
        assertThat(over.at(500_000).elapsedMs()).isEqualTo(over.clock().elapsedMs());
        assertThat(Story.UNBEGUN.at(500_000).elapsedMs()).isZero();
    }

    @Test
    void aBranchOfAPausedStoryGoesOnUnderItsOwnName() {
        var paused = Tales.begun("DECISION").after(new StoryEvent.Paused(SOON));

        var branch = paused.after(new StoryEvent.Branched("other", 1, "branch", new Tick(1000, 77)));

        assertThat(branch.begun().sessionId()).isEqualTo("branch");
        assertThat(branch.paused()).isFalse();
        assertThat(branch.clock()).isEqualTo(new Tick(1000, 77));
    }

    @Test
    void fortyDeedsAreKeptAndTheFiveThatWeighMostAreRememberedInTheirOrder() {
        var story = Tales.begun("DECISION");
        for (var n = 0; n < 45; n++) {
            // those that move the story weigh more than those that do not
            var arc = story.plot().arc() + (n % 9 == 4 ? 9 : 0);
            story = Tales.play(
                    story, EventType.ACTION, null, "deed " + n, Tales.proposal(EventType.ACTION, "DECISION", arc));
        }

        assertThat(story.deeds()).hasSize(40);
        assertThat(story.remembered(5).stream().map(Deed::text))
                .containsExactly("deed 4", "deed 13", "deed 22", "deed 31", "deed 40");
        assertThat(story.scenes()).hasSize(12);
    }

    @Test
    void aClockThatGoesBackTakesNothingBack() {
        var tick = new Tick(1000, 50_000);

        assertThat(tick.at(40_000).elapsedMs()).isEqualTo(1000);
        assertThat(tick.at(51_000).elapsedMs()).isEqualTo(2000);
    }

    @Test
    void theEndRemembersWhatWasDoneAndNothingElse() {
        var story = Tales.begun("DECISION");
        story = Tales.play(story, EventType.DECISION, 1, null, Tales.proposal(EventType.DECISION, "DECISION", 5));
        story = Tales.play(story, EventType.ACTION, null, "I sing", Tales.proposal(EventType.ACTION, "COMBAT", 30));

        var events = Tales.events(
                story, EventType.RESOLUTION, null, null, Tales.proposal(EventType.RESOLUTION, "", 0), SOON);

        var told = (StoryEvent.Told) events.getLast();
        assertThat(told.payload().findValuesAsText("choice_text")).containsExactly("Climb the stairs", "I sing");
        assertThat(told.payload().findValuesAsText("impact"))
                .containsExactly("You are at the top.", "You are at the top.");
        assertThat(events.stream()
                        .filter(StoryEvent.Ruled.class::isInstance)
                        .map(event -> ((StoryEvent.Ruled) event).ruling().rule()))
                .contains(Ruling.Rule.AS_RECORDED);
    }

    @Test
    void theTraceNamesEventSeedDayAndNumber() {
        var story = Tales.begun("DECISION");
        var events =
                Tales.events(story, EventType.DECISION, 1, null, Tales.proposal(EventType.DECISION, "COMBAT", 9), SOON);

        assertThat(((StoryEvent.Told) events.getLast())
                        .payload()
                        .at("/meta/trace_id")
                        .asText())
                .isEqualTo("decision_run_test_001_20250418_002");
    }
}
