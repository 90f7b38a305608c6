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
