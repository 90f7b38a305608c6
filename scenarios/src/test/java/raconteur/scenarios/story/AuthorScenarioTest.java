package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** Scenarios as an author and a player use them. */
@ExtendWith(Stage.Shared.class)
class AuthorScenarioTest {
    private static final String YAML = "application/yaml";
    private static final String WELL = """
            title: 会说话的井
            language: zh
            premise: 村口的老井开始用你的声音回答。
            player_role: 打井人的小女儿
            primary_goal: 下到井底，看看是谁在说话
            stakes: 天亮前它会说出你知道的一切
            tone: 潮湿而安静
            slots: {tone_bias: [冷, 暖, 悲], npc_bias: [会记账的白鹭]}
            allowed_events: [DECISION, PUZZLE]
            constraints: {max_chars_scene: 40, forbidden_terms: [水桶, 低语]}
            cast:
              - {name: 老马, description: 最后一个打井人, voice: 慢, lines: [当心第三级]}
            lorebook:
              entries:
                - {constant: true, text: 井深九丈。}
                - {keys: [木门], text: 木门是井盖改的。}
            """;

    private final Stage stage;
    private final Person ada;

    AuthorScenarioTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void teach() {
        Teller.teach(stage.upstream());
    }

    private static Reply send(Person who, String path, String yaml) {
        return who.raw("POST", path, yaml, YAML, Map.of());
    }

    private String well() {
        return send(ada, "/api/scenarios/import", WELL).expect(201).text("id");
    }

    private static ObjectNode init(String scenario) {
        return Json.of(
                "event", Json.of("type", "INIT"),
                "session", Json.of("session_id", "s1"),
                "seed", Json.of("run_seed", "r1"),
                "payload", Json.of("scenario_id", scenario));
    }

    private JsonNode listed(Person who, String query) {
        return who.get("/api/scenarios" + query).expect(200).json().path("items");
    }

    @Test
    void ofAnothersNothingIsThere() {
        var well = well();
        var eve = stage.eve();

        for (var path : List.of("", "/export")) {
            eve.get("/api/scenarios/" + well + path).refused(404, "NOT_FOUND");
        }
        for (var path : List.of("/copy", "/restore")) {
            eve.post("/api/scenarios/" + well + path, null).refused(404, "NOT_FOUND");
        }
        eve.delete("/api/scenarios/" + well).refused(404, "NOT_FOUND");
        eve.put("/api/scenarios/" + well, Json.of("scenario", Json.of("title", "x", "language", "en", "premise", "x")))
                .refused(404, "NOT_FOUND");
        eve.post("/api/scenarios/draw", Json.of("scenario_id", well)).refused(404, "NOT_FOUND");
        Play.refused(eve.post("/invoke", init(well)), 404);
        assertThat(listed(eve, "?origin=own")).isEmpty();
        assertThat(listed(eve, "")).noneMatch(card -> card.path("id").asText().equals(well));
        stage.nobody().get("/api/scenarios").expect(401);
        stage.nobody().get("/api/scenarios/schema").expect(401);
        assertThat(ada.get("/api/scenarios/" + well)
                        .expect(200)
                        .json()
                        .at("/scenario/title")
                        .asText())
                .isEqualTo("会说话的井");
        assertThat(stage.upstream().completions()).isEmpty();
    }

    @Test
    void whatIsImportedIsListedAndExportedAsItWas() {
        var well = well();

        var card = listed(ada, "?origin=own").path(0);
        assertThat(card.path("id").asText()).isEqualTo(well);
        assertThat(card.path("allowed_events").toString()).isEqualTo("[\"DECISION\",\"PUZZLE\"]");
        var yaml = ada.get("/api/scenarios/" + well + "/export").expect(200);
        assertThat(yaml.header("content-type")).startsWith(YAML);
        assertThat(yaml.body()).startsWith("format: raconteur.scenario/1").contains("村口的老井");
        var again = send(ada, "/api/scenarios/import", yaml.body()).expect(201);
        assertThat(again.json().path("scenario"))
                .isEqualTo(ada.get("/api/scenarios/" + well).json().path("scenario"));
        var json = ada.post("/api/scenarios/import", Json.of("title", "J", "language", "en", "premise", "It begins."));
        assertThat(json.expect(201).json().at("/scenario/premise").asText()).isEqualTo("It begins.");
    }

    @Test
    void theLibraryIsThereForEverybodyAndIsCopiedWhenItIsEdited() {
        assertThat(listed(ada, "?origin=library")).hasSize(10);
        assertThat(listed(ada, "?language=zh&origin=library")).hasSize(5);
        var one = listed(ada, "?language=en&origin=library").path(0).path("id").asText();
        var text =
                (ObjectNode) ada.get("/api/scenarios/" + one).expect(200).json().path("scenario");
        text.put("title", "Mine");

        var copy = ada.put("/api/scenarios/" + one, Json.of("scenario", text, "version", 1))
                .expect(201)
                .json();

        assertThat(copy.path("copied_from").asText()).isEqualTo(one);
        assertThat(copy.path("origin").asText()).isEqualTo("own");
        assertThat(stage.eve()
                        .get("/api/scenarios/" + one)
                        .json()
                        .at("/scenario/title")
                        .asText())
                .isNotEqualTo("Mine");
        ada.delete("/api/scenarios/" + one).refused(403, "FORBIDDEN");
        Play.refused(ada.post("/invoke", init(copy.path("id").asText().replace('0', 'f'))), 404);
    }

    @Test
    void twoTabsDoNotOverwriteEachOther() {
        var made = ada.post(
                        "/api/scenarios",
                        Json.of(
                                "scenario",
                                Json.of("title", "A", "language", "en", "premise", "It begins.", "unknown", 5)))
                .expect(201);
        var path = "/api/scenarios/" + made.text("id");
        var change =
                Json.of("scenario", Json.of("title", "B", "language", "en", "premise", "It goes on."), "version", 1);

        assertThat(ada.put(path, change).expect(200).json().path("version").asInt())
                .isEqualTo(2);
        ada.put(path, change).refused(409, "VERSION_CONFLICT");
        ada.delete(path).expect(204);
        ada.get(path).refused(404, "NOT_FOUND");
        assertThat(ada.post(path + "/restore", null)
                        .expect(200)
                        .json()
                        .at("/scenario/title")
                        .asText())
                .isEqualTo("B");
        ada.post("/api/scenarios", Json.of("scenario", change.path("scenario"), "shared", true))
                .refused(403, "FORBIDDEN");
    }

    @Test
    void aStoryUsesItsPremiseAndForbidsWhatItForbids() {
        var well = well();
        var play = new Play(ada);

        var payload = play.invoke(init(well)).expect(200).json().at("/data/payload");

        assertThat(payload.at("/mainline/premise").asText()).isEqualTo("村口的老井开始用你的声音回答。");
        assertThat(payload.at("/mainline/primary_goal").asText()).isEqualTo("下到井底，看看是谁在说话");
        assertThat(payload.at("/ai_state/title").asText()).isEqualTo("会说话的井");
        var scene = payload.at("/opening/scene").asText();
        assertThat(scene.codePointCount(0, scene.length())).isLessThanOrEqualTo(40);
        var asked = stage.upstream().completions().getLast().body().toString();
        assertThat(asked).contains("老马", "井深九丈", "会记账的白鹭", "水桶").doesNotContain("木门是井盖改的");

        Play.refused(play.invoke(Play.event("ACTION", "s1", "text", "喊一声")), 409);
        // this model proposes combat, and says a term that is forbidden
        var decided = play.choose("DECISION", "s1", 1).json().at("/data/payload");
        assertThat(stage.upstream().completions().getLast().body().toString())
                .as("the last scene spoke of it")
                .contains("木门是井盖改的");
        assertThat(decided.at("/routing/next_event_type").asText()).isEqualTo("DECISION");
        assertThat(decided.toString()).doesNotContain("低语");
        var journal = ada.get("/api/stories/" + play.story("s1") + "/journal")
                .expect(200)
                .body();
        assertThat(journal).contains("NOT_IN_SCENARIO");

        var drawn = ada.post("/api/scenarios/draw", Json.of("scenario_id", well, "seed", "r1"))
                .expect(200)
                .json();
        assertThat(Json.read(journal).at("/items/0/data/setup/slots/tone_bias"))
                .isEqualTo(drawn.at("/slots/tone_bias"));
        assertThat(play.invoke(init(well)).expect(200).json().at("/data/payload"))
                .isEqualTo(payload);
    }

    @Test
    void slotsAreDrawnWithoutAScenarioToo() {
        var first = ada.post("/api/scenarios/draw", Json.of("seed", "x", "language", "zh"))
                .expect(200)
                .json();

        assertThat(stage.eve()
                        .post("/api/scenarios/draw", Json.of("seed", "x", "language", "zh"))
                        .expect(200)
                        .json())
                .isEqualTo(first);
        assertThat(first.path("slots"))
                .allMatch(slot -> !slot.asText().isBlank())
                .hasSize(3);
        ada.post("/api/scenarios/draw", Json.of()).expect(200);
    }

    @Test
    void whoeverWritesOneIsToldEveryFaultInBothLanguages() {
        var verdict = send(
                        ada, "/api/scenarios/validate", "title: x\nlanguage: en\npremis: y\ncast:\n  - {voice: low}\n")
                .expect(200)
                .json();

        assertThat(verdict.path("valid").asBoolean()).isFalse();
        assertThat(Json.each(verdict.path("faults"), "path"))
                .containsExactlyInAnyOrder("premise", "premis", "cast[0].name");
        var unknown = Json.items(verdict.path("faults")).stream()
                .filter(fault -> fault.path("path").asText().equals("premis"))
                .findFirst()
                .orElseThrow();
        assertThat(unknown.path("line").asInt()).isEqualTo(3);
        assertThat(unknown.path("en").asText()).contains("premise");
        assertThat(unknown.path("zh").asText())
                .contains("premise")
                .isNotEqualTo(unknown.path("en").asText());
        assertThat(send(ada, "/api/scenarios/validate", WELL)
                        .expect(200)
                        .json()
                        .path("valid")
                        .asBoolean())
                .isTrue();
        assertThat(send(ada, "/api/scenarios/validate", "a: [")
                        .expect(200)
                        .json()
                        .path("faults"))
                .hasSize(1);
        assertThat(listed(ada, "?origin=own")).isEmpty();
        assertThat(ada.get("/api/scenarios/schema")
                        .expect(200)
                        .json()
                        .path("required")
                        .toString())
                .contains("premise");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &a [b] | application/yaml | 422",
                "a: !!java.net.URL [x] | application/yaml | 422",
                "title: x | text/yaml; charset=utf-8 | 422",
                "{ | application/json | 400",
                "[] | application/json | 422",
                "title: x | text/plain | 415",
                "title: x | '' | 415"
            })
    void whatIsNoneIsRefused(String body, String type, int status) {
        ada.raw("POST", "/api/scenarios/import", body, type, Map.of()).expect(status);
        assertThat(listed(ada, "?origin=own")).isEmpty();
    }

    @Test
    void whatIsTooMuchIsRefused() {
        send(ada, "/api/scenarios/import", "a: " + "[".repeat(200_000)).expect(422);
        send(ada, "/api/scenarios/import", "a: x\n".repeat(80_000)).expect(422);
        send(ada, "/api/scenarios/import", "x".repeat(2 << 20)).expect(413);
        ada.raw(
                        "POST",
                        "/api/scenarios/import",
                        "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}",
                        "application/json",
                        Map.of())
                .expect(400);
    }
}
