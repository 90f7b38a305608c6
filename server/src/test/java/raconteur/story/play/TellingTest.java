package raconteur.story.play;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.story.constraint.Compliance;
import raconteur.story.constraint.Constraints;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Form;

/** What the server says stands in the answer, whatever the model says in its place. */
class TellingTest {
    private static final Tick SOON = new Tick(5000, 0);

    private static StoryEvent.Told told(
            Story story, EventType type, @Nullable Integer option, @Nullable String text, ObjectNode said) {
        return (StoryEvent.Told)
                Tales.events(story, type, option, text, said, SOON).getLast();
    }

    private static JsonNode payload(Story story, EventType type, ObjectNode said) {
        var payload = told(story, type, 1, null, said).payload();
        assertThat(Form.of(type).answered().faults(payload)).isEmpty();
        return payload;
    }

    @Test
    void whatWasChosenIsWhatThePlayerChose() {
        var said = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        said.putObject("decision").put("selected_option_id", 3).put("selected_option_text", "Turn back");
        var story = Tales.begun("DECISION");

        assertThat(payload(story, EventType.DECISION, said).path("decision").toString())
                .isEqualTo("{\"selected_option_id\":1,\"selected_option_text\":\"Climb the stairs\"}");
        assertThat(told(story, EventType.DECISION, null, "I sing", said)
                        .payload()
                        .path("decision")
                        .toString())
                .as("what was done freely is none of the options")
                .isEqualTo("{\"selected_option_id\":4,\"selected_option_text\":\"I sing\"}");
    }

    @Test
    void whatWasDoneIsWhatThePlayerDid() {
        var said = Tales.proposal(EventType.ACTION, "COMBAT", 20);
        said.withObject("/action").put("text", "I fly");

        assertThat(told(Tales.begun("DECISION"), EventType.ACTION, null, "I sing", said)
                        .payload()
                        .at("/action/text")
                        .asText())
                .isEqualTo("I sing");
    }

    @Test
    void hitPointsInAnAnswerAreTheServers() {
        var said = Tales.proposal(EventType.COMBAT, "COMBAT", 20);
        said.withObject("/result").put("damage_to_enemy", 9999).put("damage_to_player", 9999);
        said.putObject("status").put("player_hp", 12345).put("enemy_hp", 12345);
        var story = Tales.begun("COMBAT");
        for (var n = 0; n < 5; n++) {
            var now = payload(story, EventType.COMBAT, said);
            var judged = Judge.of(story, Tales.move(story, EventType.COMBAT, 1, null), said, SOON);

            assertThat(now.at("/status/player_hp").asInt())
                    .isEqualTo(judged.vitals().playerHp());
            assertThat(now.at("/status/enemy_hp").asInt())
                    .isEqualTo(judged.vitals().enemyHp());
            assertThat(now.at("/result/damage_to_enemy").asInt()).isEqualTo(judged.damageToEnemy());
            assertThat(now.at("/result/damage_to_player").asInt()).isEqualTo(judged.damageToPlayer());
            story = Tales.play(story, EventType.COMBAT, 1, null, said);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "deadly, true, true, none, true",
        "deadly, false, true, deadly, false",
        "minor, false, true, minor, true",
        "Major, false, false, major, false",
        "gruesome, false, false, none, false",
        "5, false, false, none, false"
    })
    void aPuzzleSaysHowItWasRuled(String level, boolean right, boolean enemy, String ruled, boolean comes) {
        var said = Tales.proposal(EventType.PUZZLE, "DECISION", 20);
        said.withObject("/attempt").put("is_correct", right);
        said.withObject("/result").put("failure_level", level).put("enemy_triggered", enemy);

        var payload = payload(Tales.begun("PUZZLE"), EventType.PUZZLE, said);

        assertThat(payload.at("/attempt/is_correct").asBoolean()).isEqualTo(right);
        assertThat(payload.at("/result/failure_level").asText()).isEqualTo(ruled);
        assertThat(payload.at("/result/enemy_triggered").asBoolean()).isEqualTo(comes);
    }

    @Test
    void aWorldKeepsItsName() {
        var story = Tales.begun("DECISION");
        var said = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        said.withObject("/ai_state").put("world_seed", "elsewhere");

        assertThat(payload(story, EventType.DECISION, said)
                        .at("/ai_state/world_seed")
                        .asText())
                .isEqualTo(story.plot().worldSeed())
                .isEqualTo(Worlds.name("run_test_001"));
    }

    private static Story acted(int times) {
        var story = Tales.begun("DECISION");
        for (var n = 1; n <= times; n++) {
            story = Tales.play(
                    story, EventType.ACTION, null, "I sing " + n, Tales.proposal(EventType.ACTION, "DECISION", n));
        }
        return story;
    }

    @Test
    void ofManyChoicesFiveAreToldAndTheModelMaySayWhatCameOfThem() {
        var said = Tales.proposal(EventType.RESOLUTION, "", 0);
        var choices = said.putArray("key_choices");
        choices.addObject().put("choice_text", "I sing 1").put("impact", "The gulls came.");
        choices.addObject().put("choice_text", "I sing 2").put("impact", " ");

        var moments = told(acted(7), EventType.RESOLUTION, null, null, said).payload();

        assertThat(moments.findValuesAsText("choice_text"))
                .containsExactly("I sing 1", "I sing 2", "I sing 3", "I sing 4", "I sing 5");
        assertThat(moments.findValuesAsText("impact").subList(0, 3))
                .containsExactly("The gulls came.", "You are at the top.", "You are at the top.");
    }

    @Test
    void whereNothingWasDoneTheEndRemembersWhoThePlayerWas() {
        var moments = told(acted(0), EventType.RESOLUTION, null, null, Tales.proposal(EventType.RESOLUTION, "", 0))
                .payload();

        assertThat(moments.path("key_choices").toString())
                .isEqualTo(
                        "[{\"event_type\":\"init\",\"choice_text\":\"the keeper\",\"impact\":\"Ships will be lost.\"}]");
    }

    private static JsonNode begun(Setup setup, ObjectNode said) {
        var story = Story.UNBEGUN.after(new StoryEvent.Begun(setup));
        var heard = new Telling.Heard(said, null, null, Tales.AT, SOON);
        var move = Tales.move(story, EventType.INIT, null, null);
        var events = Telling.of(story, move, heard, Compliance.of(setup.constraints()));
        return ((StoryEvent.Told) events.getLast()).payload();
    }

    @Test
    void whatTheAuthorLeftOutTheModelTells() {
        var payload = begun(Tales.scripted(List.of(EventType.DECISION)), Tales.proposal(EventType.INIT, "DECISION", 0));

        assertThat(payload.at("/ai_state/title").asText()).isEqualTo("Well");
        assertThat(payload.at("/mainline/premise").asText()).isEqualTo("A well.");
        assertThat(payload.at("/mainline/player_role").asText()).isEqualTo("the keeper");
        assertThat(payload.at("/ai_state/tone").asText()).isEqualTo("quiet");
    }

    @Test
    void inAnotherLanguageTheModelTellsAllOfIt() {
        var setup = Tales.scripted(List.of(EventType.DECISION));
        var german = new Setup(
                setup.sessionId(),
                1,
                setup.difficulty(),
                setup.limitMs(),
                setup.runSeed(),
                new Constraints("de", "PG", 220, 40, List.of()),
                setup.slots(),
                setup.client(),
                setup.model(),
                setup.script());
        var said = Tales.proposal(EventType.INIT, "DECISION", 0);
        said.withObject("/ai_state").put("title", "Die Lampe im Turm");

        assertThat(begun(german, said).at("/ai_state/title").asText()).isEqualTo("Die Lampe im Turm");
    }

    @Test
    void wordsThatWereMendedAreNotTheModels() {
        var twice = Tales.proposal(EventType.DECISION, "COMBAT", 20);
        twice.withArray("/options").removeAll();
        twice.withArray("/options").addObject().put("text", "Go on");
        twice.withArray("/options").addObject().put("text", "Go on");
        var story = Tales.begun("DECISION");

        assertThat(told(story, EventType.DECISION, 1, null, twice).source()).isEqualTo(StoryEvent.Source.MENDED);
        assertThat(told(story, EventType.DECISION, 1, null, Tales.proposal(EventType.DECISION, "COMBAT", 20))
                        .source())
                .isEqualTo(StoryEvent.Source.MODEL);
    }
}
