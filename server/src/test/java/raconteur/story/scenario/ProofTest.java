package raconteur.story.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.platform.Refusal;

/** What an author is told. */
class ProofTest {
    private static final String LEAST = "title: The Well\nlanguage: en\npremise: The well has begun to answer.\n";

    private static List<String> faults(String more) {
        return Proof.yaml(LEAST + more).faults().stream()
                .map(fault -> fault.path() + ": " + fault.message().en())
                .toList();
    }

    @Test
    void theLeastIsEnough() {
        var verdict = Proof.yaml(LEAST);

        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.require("").title()).isEqualTo("The Well");
    }

    @Test
    void whatIsNullIsLeftOut() {
        assertThat(faults("summary:\nslots: ~\ncast: null\n")).isEmpty();
        assertThat(Proof.yaml("title:\nlanguage: en\npremise: x\n").faults())
                .extracting(Fault::path)
                .containsExactly("title");
    }

    @Test
    void anUnknownFieldIsNamedWithTheNearestThatThereIs() {
        assertThat(faults("player_rol: x\n"))
                .containsExactly("player_rol: there is no such field; the nearest is “player_role”");
        assertThat(faults("constraints:\n  forbiden_terms: [x]\n"))
                .containsExactly(
                        "constraints.forbiden_terms: there is no such field; the nearest is “forbidden_terms”");
        assertThat(faults("cast:\n  - name: a\n  - name: b\n    voise: c\n"))
                .containsExactly("cast[1].voise: there is no such field; the nearest is “voice”");
        assertThat(faults("lorebook:\n  entries:\n    - text: x\n      constant: true\n      ordr: 1\n"))
                .containsExactly("lorebook.entries[0].ordr: there is no such field; the nearest is “order”");
        assertThat(faults("<<: {title: y}\n")).hasSize(1);
    }

    @Test
    void everyFaultIsToldAtOnceWithItsLineInBothLanguages() {
        var verdict =
                Proof.yaml("title: ''\nlanguage: 5\ncast:\n  - voice: low\nplayer_count: many\ndifficulty: LETHAL\n");

        assertThat(verdict.scenario()).isNull();
        assertThat(verdict.faults())
                .extracting(Fault::path)
                .containsExactlyInAnyOrder(
                        "premise", "title", "language", "cast[0].name", "player_count", "difficulty");
        assertThat(verdict.faults())
                .filteredOn(fault -> fault.path().equals("cast[0].name"))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.line()).isEqualTo(4);
                    assertThat(fault.message().en()).isEqualTo("is missing");
                    assertThat(fault.message().zh()).isEqualTo("缺失");
                });
        assertThat(verdict.faults())
                .allMatch(fault -> !fault.message().zh().equals(fault.message().en()));
        assertThatThrownBy(() -> verdict.require("scenario"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::field)
                                .contains("scenario.cast[0].name", "scenario.premise"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title: [a] | title",
                "premise: {a: b} | premise",
                "tone: 5 | tone",
                "player_role: true | player_role",
                "slots: x | slots",
                "slots: {tone_bias: x} | slots.tone_bias",
                "slots: {tone_bias: ['']} | slots.tone_bias[0]",
                "allowed_events: [] | allowed_events",
                "allowed_events: [DANCE] | allowed_events[0]",
                "allowed_events: [DECISION, DECISION] | allowed_events",
                "allowed_events: [ACTION] | allowed_events",
                "constraints: {max_chars_scene: 0} | constraints.max_chars_scene",
                "constraints: {max_chars_option: 1.5} | constraints.max_chars_option",
                "constraints: {forbidden_terms: x} | constraints.forbidden_terms",
                "constraints: {forbidden_terms: [well]} | title",
                "cast: [x] | cast[0]",
                "'cast: [{name: a}, {name: a}]' | cast[1].name",
                "'lorebook: {entries: [{text: x}]}' | lorebook.entries[0].keys",
                "'lorebook: {budget: 100, entries: [{text: x, keys: [a], order: 5000}]}' | lorebook.entries[0].order",
                "hard_limit_seconds: -1 | hard_limit_seconds",
                "player_count: 65 | player_count"
            })
    void whatIsWrongIsNamed(String line, String path) {
        var name = line.substring(0, line.indexOf(':'));
        var rest = LEAST.lines().filter(one -> !one.startsWith(name + ":")).toList();

        var verdict = Proof.yaml(String.join("\n", rest) + "\n" + line + "\n");

        assertThat(verdict.faults()).extracting(Fault::path).contains(path);
        assertThat(verdict.scenario()).isNull();
    }

    @Test
    void whatTheAuthorForbidsTheAuthorDoesNotSay() {
        assertThat(faults("constraints:\n  forbidden_terms: [answer]\n"))
                .singleElement()
                .asString()
                .startsWith("premise: it would not be shown as it stands");
        assertThat(Proof.yaml("title: 井\nlanguage: en\npremise: 那口井开始回答。\n").faults())
                .extracting(Fault::path)
                .contains("premise");
    }

    @Test
    void aLanguageThatStoriesAreNotToldInIsNamed() {
        assertThat(Proof.yaml("title: x\nlanguage: tlh\npremise: x\n").faults())
                .extracting(Fault::path)
                .containsExactly("language");
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        assertThat(Proof.yaml("title: " + "😀".repeat(60) + "\nlanguage: en\npremise: It begins.\n")
                        .faults())
                .isEmpty();
        assertThat(Proof.yaml("title: " + "😀".repeat(61) + "\nlanguage: en\npremise: It begins.\n")
                        .faults())
                .extracting(Fault::path)
                .containsExactly("title");
    }

    @Test
    void whatIsNoScenarioAtAllIsSaid() {
        assertThat(Proof.yaml("just text").faults()).hasSize(1);
        assertThat(Proof.yaml("- a\n- b\n").faults()).hasSize(1);
        assertThat(Proof.yaml("a: [").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.line()).isNotNull());
    }

    @Test
    void noTextHoldsWhatCannotBeStored() throws JsonProcessingException {
        var tree = new ObjectMapper().readTree("{\"title\":\"a\\u0000\",\"language\":\"en\",\"premise\":\"b\"}");

        assertThat(Proof.json(tree).faults()).extracting(Fault::path).contains("title");
    }
}
