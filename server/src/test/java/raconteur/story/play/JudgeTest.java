package raconteur.story.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.story.payload.EventType;
import raconteur.story.play.Judge.Judgement;
import raconteur.story.play.Ruling.Rule;

/** The model proposes, the server rules. */
class JudgeTest {
    private static final Tick SOON = new Tick(1000, 0);

    /** A story as it stands in the middle, without telling it. */
    private static Story story(int arc, Vitals vitals) {
        var plot = new Plot("w", "t", "q", "m", arc, "p", "r", "g", "s", "scene", "line");
        var options =
                List.of(new raconteur.story.payload.Option(1, "Climb"), new raconteur.story.payload.Option(2, "Call"));
        return new Story(
                Tales.setup(),
                3,
                EventType.DECISION,
                "DECISION",
                options,
                plot,
                vitals,
                List.of(),
                List.of(),
                false,
                Tick.ZERO,
                "",
                "");
    }

    private static Judgement judge(EventType type, ObjectNode proposal) {
        return judge(story(10, Vitals.FRESH), type, proposal, SOON);
    }

    private static Judgement judge(Story story, EventType type, ObjectNode proposal, Tick now) {
        var option = type == EventType.INIT || story.options().isEmpty() ? null : 1;
        return Judge.of(story, Tales.move(story, type, option, "go"), proposal, now);
    }

    private static List<Rule> rules(Judgement judgement) {
        return judgement.rulings().stream().map(Ruling::rule).toList();
    }

    private static ObjectNode at(ObjectNode said, String object, String field, String value) {
        said.withObject("/" + object).put(field, value);
        return said;
    }

    @Test
    void whatIsAllowedIsFollowedWithoutARuling() {
        for (var next : List.of("DECISION", "COMBAT", "PUZZLE", "RESOLUTION")) {
            var judged = judge(EventType.DECISION, Tales.proposal(EventType.DECISION, next, 20));

            assertThat(judged.next()).isEqualTo(next);
            assertThat(judged.ends()).isEqualTo(next.equals("RESOLUTION"));
            assertThat(judged.rulings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INIT", "NOVEL", "ACTION", "DANCE", ""})
    void aRouteThatIsNotAllowedIsReplaced(String next) {
        var judged = judge(EventType.DECISION, Tales.proposal(EventType.DECISION, next, 20));

        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(rules(judged)).containsExactly(Rule.NOT_ALLOWED);
        assertThat(judged.rulings().getFirst().proposed().asText()).isEqualTo(next);
        assertThat(judged.rulings().getFirst().ruled().asText()).isEqualTo("DECISION");
    }

    @Test
    void aStoryDoesNotEndWhereItBegins() {
        var story = Story.UNBEGUN.after(new StoryEvent.Begun(Tales.setup()));
        var judged = judge(story, EventType.INIT, Tales.proposal(EventType.INIT, "RESOLUTION", 90), SOON);

        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(judged.arc()).isZero();
        assertThat(rules(judged)).contains(Rule.NOT_ALLOWED, Rule.BEGINS_AT_ZERO, Rule.ENDS_WITH_ITS_ROUTING);
    }

    @Test
    void endingAndItsRoutingImplyEachOther() {
        var said = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        said.withObject("/routing").put("should_end", true);
        var ends = judge(EventType.DECISION, said);
        var other = Tales.proposal(EventType.DECISION, "RESOLUTION", 20);
        other.withObject("/routing").put("should_end", false);

        assertThat(ends.next()).isEqualTo("RESOLUTION");
        assertThat(rules(ends)).containsExactly(Rule.ENDS_WITH_ITS_ROUTING);
        assertThat(judge(EventType.DECISION, other).ends()).isTrue();
        assertThat(rules(judge(EventType.DECISION, other))).containsExactly(Rule.ENDS_WITH_ITS_ROUTING);
    }

    @Test
    void whatIsDeadlyEndsTheStoryAndNoEnemyComesAfter() {
        var said = at(Tales.proposal(EventType.PUZZLE, "PUZZLE", 20), "result", "failure_level", "deadly");
        said.withObject("/result").put("enemy_triggered", true);

        var judged = judge(EventType.PUZZLE, said);

        assertThat(judged.next()).isEqualTo("RESOLUTION");
        assertThat(judged.enemyTriggered()).isFalse();
        assertThat(judged.vitals().playerHp()).isZero();
        assertThat(rules(judged)).contains(Rule.DEADLY, Rule.NEVER_BOTH);
    }

    @Test
    void anEnemyThatIsTriggeredIsFought() {
        var said = Tales.proposal(EventType.PUZZLE, "DECISION", 20);
        said.withObject("/result").put("enemy_triggered", true);

        assertThat(judge(EventType.PUZZLE, said).next()).isEqualTo("COMBAT");
        assertThat(rules(judge(EventType.PUZZLE, said))).containsExactly(Rule.ENEMY_TRIGGERED);
    }

    @Test
    void aRightAnswerDoesNoHarm() {
        var said = at(Tales.proposal(EventType.PUZZLE, "DECISION", 20), "result", "failure_level", "deadly");
        said.withObject("/attempt").put("is_correct", true);

        var judged = judge(EventType.PUZZLE, said);

        assertThat(judged.failure()).isEqualTo("none");
        assertThat(judged.vitals().playerHp()).isEqualTo(Vitals.PLAYER);
        assertThat(rules(judged)).containsExactly(Rule.RIGHT_IS_HARMLESS);
    }

    @Test
    void whenTheTimeIsUsedUpOnlyTheEndIsLeft() {
        var judged = judge(
                story(10, Vitals.FRESH),
                EventType.DECISION,
                Tales.proposal(EventType.DECISION, "COMBAT", 20),
                new Tick(300_000, 0));

        assertThat(judged.next()).isEqualTo("RESOLUTION");
        assertThat(rules(judged)).contains(Rule.TIME_IS_UP);
    }

    @ParameterizedTest
    @CsvSource({"79, COMBAT", "80, RESOLUTION", "100, RESOLUTION"})
    void anArcOfEightyIsComplete(int arc, String next) {
        assertThat(judge(EventType.DECISION, Tales.proposal(EventType.DECISION, "COMBAT", arc))
                        .next())
                .isEqualTo(next);
    }

    @Test
    void aGoalThatIsReachedEndsTheStory() {
        var said = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        said.withObject("/ai_state").put("primary_goal_reached", true);

        assertThat(judge(EventType.DECISION, said).next()).isEqualTo("RESOLUTION");
        assertThat(rules(judge(EventType.DECISION, said))).contains(Rule.GOAL_REACHED);
    }

    @ParameterizedTest
    @CsvSource({"5, 10", "-3, 10", "10, 10", "11, 11", "120, 100"})
    void theArcNeverFallsAndStaysBelowAHundred(int proposed, int ruled) {
        assertThat(judge(EventType.DECISION, Tales.proposal(EventType.DECISION, "COMBAT", proposed))
                        .arc())
                .isEqualTo(ruled);
    }

    @Test
    void theArcKeepsPaceWithTheTime() {
        var late = judge(
                story(10, Vitals.FRESH),
                EventType.DECISION,
                Tales.proposal(EventType.DECISION, "COMBAT", 12),
                new Tick(150_000, 0));

        assertThat(late.arc()).isEqualTo(40);
        assertThat(rules(late)).containsExactly(Rule.KEEPS_PACE);
    }

    @Test
    void hitPointsAreTheServersWhateverTheModelSays() {
        var said = Tales.proposal(EventType.COMBAT, "COMBAT", 20);
        said.withObject("/result").put("damage_to_enemy", 9999).put("damage_to_player", 0);
        said.withObject("/status").put("player_hp", 12345);
        var story = story(10, new Vitals(50, 40));

        var judged = judge(story, EventType.COMBAT, said, SOON);
        var draw = Tales.move(story, EventType.COMBAT, 1, null).draw();

        assertThat(judged.damageToEnemy()).isEqualTo(Math.min(40, draw.damageToEnemy()));
        assertThat(judged.vitals()).isEqualTo(new Vitals(50 - judged.damageToPlayer(), 40 - judged.damageToEnemy()));
        assertThat(judged).isEqualTo(judge(story, EventType.COMBAT, said, SOON));
    }

    /** The story at the first number where fate draws so. */
    private static Story drawing(Vitals vitals, Predicate<Draw> wished) {
        var story = story(10, vitals);
        while (!wished.test(Tales.move(story, EventType.COMBAT, 1, null).draw())) {
            story = new Story(
                    story.setup(),
                    story.number() + 1,
                    story.last(),
                    story.next(),
                    story.options(),
                    story.plot(),
                    story.vitals(),
                    story.deeds(),
                    story.scenes(),
                    false,
                    story.clock(),
                    "",
                    "");
        }
        return story;
    }

    private static Judgement fight(Story story) {
        return judge(story, EventType.COMBAT, Tales.proposal(EventType.COMBAT, "COMBAT", 20), SOON);
    }

    @Test
    void whoIsBeatenIsNotFoughtAgainAndDoesNotStrikeBack() {
        var judged = fight(drawing(new Vitals(50, 1), draw -> draw.damageToEnemy() > 1 && draw.damageToPlayer() > 0));

        assertThat(judged.vitals()).isEqualTo(new Vitals(50, 0));
        assertThat(judged.damageToEnemy()).as("no more than there was").isEqualTo(1);
        assertThat(judged.damageToPlayer()).isZero();
        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(rules(judged)).containsExactly(Rule.ENEMY_BEATEN);
    }

    @Test
    void aBlowTakesNoMoreThanThereIsAndTheDeadDoNotGoOn() {
        var judged = fight(drawing(new Vitals(1, 60), draw -> draw.damageToPlayer() > 1));

        assertThat(judged.damageToPlayer()).isEqualTo(1);
        assertThat(judged.vitals().playerHp()).isZero();
        assertThat(judged.next()).isEqualTo("RESOLUTION");
        assertThat(rules(judged)).contains(Rule.DEADLY);
    }

    @Test
    void aFightBeginsWithAFreshEnemyAndGoesOnWithTheSame() {
        var begun = fight(drawing(Vitals.FRESH, draw -> draw.damageToEnemy() > 0));
        var goesOn = fight(drawing(new Vitals(50, 45), draw -> draw.damageToEnemy() > 0));

        assertThat(begun.vitals().enemyHp()).isEqualTo(Vitals.ENEMY - begun.damageToEnemy());
        assertThat(begun.next()).isEqualTo("COMBAT");
        assertThat(goesOn.vitals().enemyHp()).isEqualTo(45 - goesOn.damageToEnemy());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"DECISION", "ACTION", "PUZZLE"})
    void nobodyIsHurtByBlowsOutsideOfAFight(EventType type) {
        var story = drawing(new Vitals(50, 40), draw -> draw.damageToEnemy() > 0 && draw.damageToPlayer() > 0);

        var judged = judge(story, type, Tales.proposal(type, "DECISION", 20), SOON);

        assertThat(judged.vitals()).isEqualTo(new Vitals(50, 40));
        assertThat(judged.damageToEnemy() + judged.damageToPlayer()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"none, 100", "minor, 95", "major, 75", "Deadly, 0", "gruesome, 100"})
    void aPuzzleThatGoesWrongHurtsAsMuchAsItsLevel(String level, int left) {
        var said = at(Tales.proposal(EventType.PUZZLE, "PUZZLE", 20), "result", "failure_level", level);

        assertThat(judge(EventType.PUZZLE, said).vitals().playerHp()).isEqualTo(left);
    }

    @Test
    void onlyAPuzzleFailsOrCallsAnEnemy() {
        var said = at(Tales.proposal(EventType.DECISION, "DECISION", 20), "result", "failure_level", "deadly");
        said.withObject("/result").put("enemy_triggered", true);

        var judged = judge(EventType.DECISION, said);

        assertThat(judged.failure()).isEqualTo("none");
        assertThat(judged.enemyTriggered()).isFalse();
        assertThat(judged.vitals()).isEqualTo(Vitals.FRESH);
        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(judged.rulings()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = EventType.class,
            names = {"RESOLUTION", "NOVEL"})
    void afterTheEndNothingComesAndTheArcStandsStill(EventType type) {
        var said = Tales.proposal(type, "", 95);
        said.withObject("/routing").put("next_event_type", "COMBAT").put("should_end", true);
        var over = Tales.play(
                story(30, Vitals.FRESH),
                EventType.RESOLUTION,
                null,
                null,
                Tales.proposal(EventType.RESOLUTION, "", 30));

        var judged = judge(over, type, said, SOON);

        assertThat(judged.next()).isEqualTo("END");
        assertThat(judged.ends()).isTrue();
        assertThat(judged.arc()).isEqualTo(30);
        assertThat(rules(judged)).as("that it ends is nothing to overrule").isEmpty();
    }

    @Test
    void aModelOfTheOlderBackendReachesTheGoalInItsOwnWords() {
        var said = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        said.putObject("state_flags").put("primary_goal_completed", true);

        assertThat(judge(EventType.DECISION, said).next()).isEqualTo("RESOLUTION");
        assertThat(rules(judge(EventType.DECISION, said))).contains(Rule.GOAL_REACHED);
    }

    @ParameterizedTest
    @CsvSource({"150000, 5, 40", "150000, 39, 40", "150000, 41, 41", "900000, 5, 80", "900000, 90, 90"})
    void whatFallsBehindTheTimeIsBroughtUpToIt(long elapsed, int proposed, int arc) {
        var judged = judge(
                story(10, Vitals.FRESH),
                EventType.DECISION,
                Tales.proposal(EventType.DECISION, "COMBAT", proposed),
                new Tick(elapsed, 0));

        assertThat(judged.arc()).isEqualTo(arc);
        assertThat(rules(judged)).doesNotContain(Rule.NEVER_FALLS);
    }

    @ParameterizedTest
    @CsvSource({"DECISION PUZZLE COMBAT, DECISION", "PUZZLE COMBAT, PUZZLE", "COMBAT, COMBAT"})
    void whatIsNotAllowedGivesWayToTheGentlestThatTheScenarioHas(String allowed, String gentlest) {
        var story = new Story(
                Tales.scripted(
                        Stream.of(allowed.split(" ")).map(EventType::valueOf).toList()),
                3,
                EventType.DECISION,
                gentlest,
                List.of(new raconteur.story.payload.Option(1, "Climb")),
                Plot.BLANK,
                Vitals.FRESH,
                List.of(),
                List.of(),
                false,
                Tick.ZERO,
                "",
                "");

        var judged = judge(story, EventType.DECISION, Tales.proposal(EventType.DECISION, "DANCE", 20), SOON);

        assertThat(judged.next()).isEqualTo(gentlest);
        assertThat(rules(judged)).containsExactly(Rule.NOT_ALLOWED);
    }

    @Test
    void whereAModelSaidNothingTheStoryGoesOn() {
        var story = story(30, Vitals.FRESH);

        var judged = Judge.of(story, Tales.move(story, EventType.DECISION, 1, null), null, SOON);

        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(judged.arc()).isEqualTo(30);
        assertThat(judged.rulings()).isEmpty();
    }
}
