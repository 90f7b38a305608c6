package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Invoke;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.play.Difficulty;
import raconteur.story.play.Judge;
import raconteur.story.play.Ruling;
import raconteur.story.play.Setup;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Tales;
import raconteur.story.play.Tick;
import raconteur.story.scenario.Authoring;
import raconteur.story.scenario.Proof;

/** A story that begins from a scenario is told by it, ruled by it and held to it. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class ScenarioStoryTest {
    private static final String WELL = """
            title: The Well at Low Marsh
            language: en
            premise: The well at Low Marsh has begun to answer in your voice.
            player_role: The well-digger's youngest
            primary_goal: Climb down and find out who is speaking
            stakes: By morning it will have said everything you know
            tone: hushed
            slots: {tone_bias: [sly, tender, grim], theme_bias: [echoes], npc_bias: [a heron]}
            allowed_events: [DECISION, PUZZLE]
            constraints: {content_rating: PG, max_chars_scene: 120, max_chars_option: 30, forbidden_terms: [bucket]}
            cast:
              - {name: Old Marl, description: The last digger, voice: slow and damp, lines: ["Mind the third rung."]}
            lorebook:
              entries:
                - {constant: true, text: The well is ninety feet deep.}
                - {keys: [stairs], text: There never were stairs here.}
                - {keys: [tower], text: The tower fell into the marsh.}
            difficulty: EASY
            player_count: 2
            hard_limit_seconds: 77
            """;

    private final Hall hall;
    private final Authoring authoring;
    private final UUID well;

    ScenarioStoryTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
        authoring = hall.world.the(Authoring.class);
        well = authoring.make(hall.ada, Proof.yaml(WELL), false).id();
    }

    @AfterEach
    void close() {
        hall.close();
    }

    private static Invoke init(UUID scenario, Invoke.@Nullable Constraints constraints, Invoke.@Nullable Slots slots) {
        return new Invoke(
                new Invoke.Event("INIT", null),
                new Invoke.Session(Hall.SESSION, null, null),
                null,
                new Invoke.Seed("run_test_001"),
                constraints,
                slots,
                null,
                new Invoke.Payload(null, null, null, scenario));
    }

    private Answer begin() throws InterruptedException {
        return hall.invoke(hall.ada, init(well, null, null), null);
    }

    private Setup setup(Answer answer) {
        return hall.stories.get(hall.ada.account(), answer.story()).snapshot().begun();
    }

    private String asked() {
        return hall.upstream.completions().getLast().body().path("messages").toString();
    }

    @Test
    void theAuthorsWordsStandWhateverTheModelSays() throws InterruptedException {
        var payload = begin().payload();

        assertThat(payload.at("/mainline/premise").asText())
                .isEqualTo("The well at Low Marsh has begun to answer in your voice.");
        assertThat(payload.at("/mainline/player_role").asText()).isEqualTo("The well-digger's youngest");
        assertThat(payload.at("/mainline/primary_goal").asText()).isEqualTo("Climb down and find out who is speaking");
        assertThat(payload.at("/mainline/stakes").asText())
                .isEqualTo("By morning it will have said everything you know");
        assertThat(payload.at("/ai_state/title").asText()).isEqualTo("The Well at Low Marsh");
        assertThat(payload.at("/ai_state/tone").asText()).isEqualTo("hushed");
        assertThat(payload.at("/opening/scene").asText())
                .as("and the model's too")
                .isEqualTo("It is dark on the stairs.");
    }

    @Test
    void theModelIsToldWhatTheAuthorSetAndWhatMattersNow() throws InterruptedException {
        begin();
        assertThat(asked())
                .contains("has begun to answer in your voice", "Old Marl", "Mind the third rung.", "slow and damp")
                .contains("The well is ninety feet deep.")
                .contains("Route to DECISION or PUZZLE.")
                .doesNotContain("There never were stairs here.", "tower fell");

        hall.choose("DECISION", 1);

        assertThat(asked())
                .as("called up by the last scene, and by nothing else")
                .contains("There never were stairs here.", "Old Marl", "Route to DECISION or PUZZLE;")
                .doesNotContain("tower fell", "or COMBAT");
    }

    @Test
    void whatTheAuthorLeftOutOfTheLimitsIsThePlayersAndOfTwoTheStricterHolds() throws InterruptedException {
        var setup = setup(begin());
        assertThat(setup.constraints()).isEqualTo(new Constraints("en", "PG", 120, 30, List.of("bucket")));
        assertThat(setup.difficulty()).isEqualTo(Difficulty.EASY);
        assertThat(setup.players()).isEqualTo(2);
        assertThat(setup.limitMs()).isEqualTo(77_000);

        var own = new Invoke.Constraints(null, "R", 100, 90, List.of("rope"));
        var held = setup(hall.invoke(hall.ada, init(well, own, null), null)).constraints();

        assertThat(held).isEqualTo(new Constraints("en", "PG", 100, 30, List.of("bucket", "rope")));
    }

    @Test
    void slotsAreDrawnByTheSeedOfTheRunUnlessThePlayerNamesThem() throws InterruptedException {
        var drawn = authoring.start(hall.ada.account(), well).draw("run_test_001");

        var setup = setup(begin());
        var named = setup(hall.invoke(hall.ada, init(well, null, new Invoke.Slots("loud", null, null)), null));

        assertThat(setup.slots()).isEqualTo(new Setup.Slots(drawn.tone(), drawn.theme(), drawn.npc()));
        assertThat(named.slots()).isEqualTo(new Setup.Slots("loud", "echoes", "a heron"));
    }

    @Test
    void whatTheScenarioForbidsIsNotAllowed() throws InterruptedException {
        var answer = begin();
        var story = hall.stories.get(hall.ada.account(), answer.story()).snapshot();
        assertThat(story.allowed(Tick.ZERO)).containsExactly(EventType.DECISION, EventType.RESOLUTION);

        assertThatThrownBy(() -> hall.act("ACTION", "Shout")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.CONFLICT);
            assertThat(refusal.more()).containsEntry("allowed", List.of("DECISION", "RESOLUTION"));
        });
    }

    @Test
    void aModelThatWantsAFightGetsNone() throws InterruptedException {
        begin();
        // the model that tells decisions in the hall proposes combat
        var decided = hall.choose("DECISION", 1);

        assertThat(decided.payload().at("/routing/next_event_type").asText()).isEqualTo("DECISION");
        assertThat(hall.entries(decided.story())).anyMatch(entry -> entry.body().contains("NOT_IN_SCENARIO"));
        hall.assertFolds(decided.story());
    }

    @Test
    void anEnemyThatIsNotInTheScenarioIsNotTriggered() {
        var setup = Tales.setup();
        var script = authoring.start(hall.ada.account(), well).script();
        var scripted = new Setup(
                setup.sessionId(),
                1,
                setup.difficulty(),
                setup.limitMs(),
                setup.runSeed(),
                setup.constraints(),
                setup.slots(),
                setup.client(),
                setup.model(),
                script);
        var story = Tales.play(
                Story.UNBEGUN.after(new StoryEvent.Begun(scripted)),
                EventType.INIT,
                null,
                null,
                Tales.proposal(EventType.INIT, "PUZZLE", 0));
        var proposal = Tales.proposal(EventType.PUZZLE, "COMBAT", 10);
        ((ObjectNode) proposal.path("result")).put("enemy_triggered", true);

        var judged = Judge.of(story, Tales.move(story, EventType.PUZZLE, 1, null), proposal, new Tick(1000, 0));

        assertThat(judged.enemyTriggered()).isFalse();
        assertThat(judged.next()).isEqualTo("DECISION");
        assertThat(judged.rulings()).extracting(Ruling::rule).containsOnly(Ruling.Rule.NOT_IN_SCENARIO);
    }

    @Test
    void inAnotherLanguageTheAuthorsWordsAreForTheModelToTell() throws InterruptedException {
        var german = new Invoke.Constraints("de", null, null, null, null);

        var payload = hall.invoke(hall.ada, init(well, german, null), null).payload();

        assertThat(payload.at("/mainline/premise").asText()).doesNotContain("Low Marsh");
        assertThat(asked()).contains("has begun to answer in your voice", "the language de");
    }

    @Test
    void aStoryKeepsItsScenarioWhateverBecomesOfThat() throws InterruptedException {
        var answer = begin();
        authoring.change(
                hall.ada,
                well,
                Proof.yaml("title: Dry\nlanguage: en\npremise: No water.\n").require(""),
                1);
        authoring.delete(hall.ada, well, true);

        hall.choose("DECISION", 1);
        var fork = hall.branches.fork(hall.ada.account(), answer.story(), 1, "fork");

        assertThat(setup(answer).script()).isNotNull();
        assertThat(fork.allowed()).containsExactly("DECISION", "RESOLUTION");
        assertThat(hall.replays.again(hall.ada, answer.story()).differences()).isEmpty();
    }

    @Test
    void anotherScenarioThanOnesOwnIsNotThere() {
        var eve = hall.world.ada("10");

        assertThatThrownBy(() -> hall.invoke(eve, init(well, null, null), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThatThrownBy(() -> hall.invoke(hall.ada, init(UUID.randomUUID(), null, null), null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThat(hall.upstream.completions()).isEmpty();
    }
}
