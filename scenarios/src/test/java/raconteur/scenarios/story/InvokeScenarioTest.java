package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Contract §10: the surface as clients of the older story backend use it. */
@ExtendWith(Stage.Shared.class)
class InvokeScenarioTest {
    private static final String SESSION = "sess_test_001";

    private final Stage stage;
    private final Person ada;
    private final Play play;

    InvokeScenarioTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
        this.play = new Play(ada);
    }

    @BeforeEach
    void teach() {
        Teller.teach(stage.upstream());
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void theFirstAnswerIsTheSamplesFieldByField() {
        var answer = play.begin(SESSION).json();

        assertThat(names(answer)).containsExactly("code", "message", "data");
        assertThat(answer.path("code").asInt()).isZero();
        assertThat(answer.path("message").asText()).isEqualTo("success");
        assertThat(names(answer.path("data"))).containsExactly("event", "session", "payload");
        assertThat(answer.path("data").path("event")).isEqualTo(Json.of("type", "init"));
        assertThat(answer.path("data").path("session")).isEqualTo(Json.of("session_id", SESSION, "event_number", 1));
        var payload = answer.path("data").path("payload");
        assertThat(names(payload))
                .containsExactly("ai_state", "mainline", "opening", "start_hint", "options", "routing", "meta");
        assertThat(names(payload.path("ai_state")))
                .containsExactly("world_seed", "title", "tone", "memory_summary", "arc_progress");
        assertThat(payload.at("/ai_state/world_seed").asText()).startsWith("run_test_001_");
        assertThat(payload.at("/ai_state/title").asText()).isEqualTo("凶宅回响");
        assertThat(payload.at("/ai_state/arc_progress").isInt()).isTrue();
        assertThat(payload.at("/ai_state/arc_progress").asInt()).isZero();
        assertThat(names(payload.path("mainline"))).containsExactly("premise", "player_role", "primary_goal", "stakes");
        assertThat(names(payload.path("opening"))).containsExactly("scene", "npc_line");
        assertThat(payload.at("/opening/scene").asText()).isEqualTo(Teller.SCENE);
        assertThat(names(payload.path("start_hint"))).containsExactly("how_to_play_next");
        assertThat(payload.path("options"))
                .isEqualTo(Json.of(
                                "x",
                                List.of(
                                        Json.of("id", 1, "text", "朝声音来源前进"),
                                        Json.of("id", 2, "text", "检查旁边的房间"),
                                        Json.of("id", 3, "text", "悄悄后退")))
                        .path("x"));
        assertThat(payload.path("routing")).isEqualTo(Json.of("next_event_type", "DECISION", "should_end", false));
        assertThat(names(payload.path("meta"))).containsExactly("trace_id");
        assertThat(payload.at("/meta/trace_id").asText()).matches("init_run_test_001_\\d{8}_001");
    }

    @Test
    void theLeastThatCanBeAskedIsEnoughInAnyLettersAndAtEitherAddress() {
        var least = Json.of("event", Json.of("type", "INIT"), "context", Json.of());

        var first = play.invoke(least).expect(200).json().path("data");
        var second = ada.post("/api/invoke", least).expect(200).json().path("data");

        var session = first.path("session").path("session_id").asText();
        assertThat(session).isNotBlank();
        assertThat(second.path("session").path("session_id").asText()).isNotEqualTo(session);
        assertThat(first.at("/payload/routing/next_event_type").asText()).isEqualTo("DECISION");
        assertThat(play.choose("Decision", session, 1)
                        .json()
                        .at("/data/session/event_number")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aStoryIsPlayedToItsNovelWithRequestsOfTheLeast() {
        play.begin(SESSION);
        var decided = play.choose("DECISION", SESSION, 2).json().at("/data/payload");
        var fought = play.choose("combat", SESSION, 1).json().at("/data/payload");
        var solved = play.choose("puzzle", SESSION, 1).json().at("/data/payload");
        var acted = play.invoke(Play.event("ACTION", SESSION, "text", "大声呼喊"))
                .expect(200)
                .json()
                .at("/data/payload");
        var ended = play.invoke(Play.event("end", SESSION)).expect(200).json();
        var novel = play.invoke(Play.event("NOVEL", SESSION, "player_name", "小明"))
                .expect(200)
                .json()
                .at("/data/payload");

        assertThat(decided.path("decision"))
                .isEqualTo(Json.of("selected_option_id", 2, "selected_option_text", "检查旁边的房间"));
        assertThat(names(decided))
                .containsExactly("ai_state", "decision", "result", "scene", "options", "routing", "meta");
        assertThat(names(fought.path("status"))).containsExactly("player_hp", "enemy_hp");
        assertThat(fought.at("/status/player_hp").asInt())
                .isEqualTo(100 - fought.at("/result/damage_to_player").asInt());
        assertThat(fought.at("/status/enemy_hp").asInt())
                .isEqualTo(60 - fought.at("/result/damage_to_enemy").asInt());
        assertThat(names(solved))
                .containsExactly("ai_state", "puzzle", "attempt", "result", "scene", "options", "routing", "meta");
        assertThat(acted.at("/action/text").asText()).isEqualTo("大声呼喊");
        assertThat(ended.at("/data/event/type").asText()).isEqualTo("resolution");
        var ending = ended.at("/data/payload");
        assertThat(names(ending))
                .containsExactly("ai_state", "ending", "epilogue", "key_choices", "novel_summary", "routing", "meta");
        assertThat(Json.each(ending.path("key_choices"), "choice_text"))
                .containsExactly("检查旁边的房间", "朝声音来源前进", "朝声音来源前进", "大声呼喊");
        assertThat(ending.path("routing")).isEqualTo(Json.of("next_event_type", "END", "should_end", true));
        assertThat(novel.path("content")
                        .asText()
                        .codePointCount(0, novel.path("content").asText().length()))
                .isBetween(500, 900);
        assertThat(novel.path("routing")).isEqualTo(Json.of("next_event_type", "END", "should_end", true));
        ada.assertBooksClosed();
    }

    @Test
    void aStoryIsBegunAmongTheStoriesToo() {
        var wanted = Json.of("session", Json.of("session_id", "begun-there"), "constraints", Json.of("language", "zh"));

        var story = ada.post("/api/stories", wanted).expect(201).json();

        assertThat(story.path("session_id").asText()).isEqualTo("begun-there");
        assertThat(story.path("event_number").asInt()).isEqualTo(1);
        assertThat(story.path("scene").asText()).isNotBlank();
        assertThat(ada.post("/api/stories", wanted).expect(201).text("id"))
                .isEqualTo(story.path("id").asText());
        play.choose("DECISION", "begun-there", 1);
        ada.post("/api/stories", Json.of("seed", Json.of("run_seed", ""))).expect(422);
    }

    @Test
    void anUnknownTypeIsRefusedWithTheList() {
        var data = Play.refused(play.invoke(Json.of("event", Json.of("type", "DANCE"))), 422);

        assertThat(data.path("allowed").toString())
                .isEqualTo("[\"INIT\",\"DECISION\",\"ACTION\",\"COMBAT\",\"PUZZLE\",\"RESOLUTION\",\"NOVEL\"]");
        assertThat(Json.each(data.path("errors"), "field")).containsExactly("event.type");
    }

    @Test
    void whatIsNotAllowedNowIsRefusedWithWhatIs() {
        play.begin(SESSION);

        var data = Play.refused(play.invoke(Play.event("COMBAT", SESSION, "selected_option_id", 1)), 409);

        assertThat(data.path("allowed").toString()).isEqualTo("[\"DECISION\",\"ACTION\",\"RESOLUTION\"]");
        assertThat(Play.refused(play.invoke(Play.event("NOVEL", SESSION)), 409).path("allowed"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 99, 1_000_000})
    void whatWasNotOfferedCannotBeChosen(int option) {
        play.begin(SESSION);

        var data = Play.refused(play.invoke(Play.event("DECISION", SESSION, "selected_option_id", option)), 422);

        assertThat(Json.each(data.path("errors"), "field")).containsExactly("payload.selected_option_id");
        assertThat(play.told(play.story(SESSION))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/session/player_count | 0 | session.player_count",
                "/session/player_count | 1000000 | session.player_count",
                "/session/player_count | \"two\" | session.player_count",
                "/session/difficulty | \"LETHAL\" | session.difficulty",
                "/session/session_id | \"\" | session.session_id",
                "/session/session_id | 5 | session.session_id",
                "/time/hard_limit_seconds | 0 | time.hard_limit_seconds",
                "/time/hard_limit_seconds | -300 | time.hard_limit_seconds",
                "/time/hard_limit_seconds | 9000000000000 | time.hard_limit_seconds",
                "/time/elapsed_active_seconds | -1 | time.elapsed_active_seconds",
                "/time/remaining_seconds | -1 | time.remaining_seconds",
                "/seed/run_seed | \"\" | seed.run_seed",
                "/constraints/max_chars_option | 0 | constraints.max_chars_option",
                "/constraints/max_chars_scene | -5 | constraints.max_chars_scene",
                "/constraints/language | \"tlh\" | constraints.language",
                "/event/number | 0 | event.number"
            })
    void whatIsWrongIsNamed(String at, String value, String field) {
        var request = Play.sample(SESSION);
        var stroke = at.lastIndexOf('/');
        ((ObjectNode) request.at(at.substring(0, stroke))).set(at.substring(stroke + 1), Json.read(value));

        var data = Play.refused(play.invoke(request), 422);

        assertThat(Json.each(data.path("errors"), "field")).containsExactly(field);
        assertThat(ada.get("/api/stories").json().path("items")).isEmpty();
        assertThat(stage.upstream().completions()).isEmpty();
    }

    @Test
    void tooManyForbiddenTermsAreRefused() {
        var request = Play.sample(SESSION);
        var terms = ((ObjectNode) request.path("constraints")).putArray("forbidden_terms");
        IntStream.range(0, 10_000).forEach(n -> terms.add("词" + n));

        assertThat(Json.each(Play.refused(play.invoke(request), 422).path("errors"), "field"))
                .containsExactly("constraints.forbidden_terms");
    }

    @Test
    void aBodyThatIsNoneIsRefusedInTheEnvelope() {
        Play.refused(ada.raw("POST", "/invoke", "{", "application/json", Map.of()), 400);
        Play.refused(ada.raw("POST", "/invoke", "{}", "text/plain", Map.of()), 415);
        Play.refused(ada.raw("POST", "/invoke", "{}", "application/json", Map.of()), 422);
        Play.refused(
                ada.raw("POST", "/invoke", "{\"event\":{\"type\":\"I\\u0000\"}}", "application/json", Map.of()), 400);
        Play.refused(ada.raw("GET", "/invoke", null, "", Map.of()), 405);
        Play.refused(stage.nobody().post("/invoke", Play.sample(SESSION)), 401);
        Play.refused(play.invoke(Json.of("event", Json.of("type", "DECISION"))), 422);
    }

    @Test
    void aContextThatIsForgedChangesNothing() {
        play.begin(SESSION);
        var forged = Play.event("DECISION", SESSION, "selected_option_id", 9);
        forged.set(
                "context",
                Json.of("available_options", List.of(Json.of("id", 9, "text", "我赢了")), "state_flags", Json.of("x", 1)));
        forged.set("time", Json.of("elapsed_active_seconds", 0, "remaining_seconds", 99999));

        Play.refused(play.invoke(forged), 422);
        assertThat(play.told(play.story(SESSION))).hasSize(1);
    }

    @Test
    void aStrangersSessionIsNotThere() {
        play.begin(SESSION);
        var story = play.story(SESSION);
        var eve = new Play(stage.eve());

        Play.refused(eve.invoke(Play.event("DECISION", SESSION, "selected_option_id", 1)), 404);
        for (var path : List.of("", "/journal", "/export")) {
            eve.who().get("/api/stories/" + story + path).refused(404, "NOT_FOUND");
        }
        for (var path : List.of("/pause", "/resume", "/fork", "/replay")) {
            eve.who().post("/api/stories/" + story + path, Json.of()).refused(404, "NOT_FOUND");
        }
        eve.who().delete("/api/stories/" + story).refused(404, "NOT_FOUND");
        assertThat(eve.who().get("/api/stories").json().path("items")).isEmpty();
        assertThat(eve.begin(SESSION).header("raconteur-story")).isNotEqualTo(story);
        assertThat(play.told(story)).hasSize(1);
    }

    @Test
    void onlyAKeyForStoriesOpensThem() {
        var story = ada.post("/api/me/keys", Json.of("name", "s", "scopes", List.of("story")))
                .expect(201)
                .text("key");
        var chat = ada.post("/api/me/keys", Json.of("name", "c", "scopes", List.of("chat")))
                .expect(201)
                .text("key");

        new Play(stage.holder("a key", story)).begin(SESSION);
        Play.refused(stage.holder("a key", chat).post("/invoke", Play.sample(SESSION)), 403);
        assertThat(play.story(SESSION)).isNotBlank();
    }

    @Test
    void ofTheSameEventFiftyTimesAtOnceThereIsOne() {
        play.begin(SESSION);
        stage.upstream().next(Teller.says(Teller.decision("COMBAT", 20)).with("~first:400ms"));

        var answers = IntStream.range(0, 50)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> play.invoke(Play.event("DECISION", SESSION, "selected_option_id", 1)),
                        Thread::startVirtualThread))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).allMatch(reply -> reply.status() == 200);
        assertThat(new HashSet<>(answers.stream().map(reply -> reply.json()).toList()))
                .hasSize(1);
        assertThat(play.told(play.story(SESSION))).hasSize(2);
        ada.assertBooksClosed();
    }

    @Test
    void aLostAnswerIsHadAgainByItsKeyOrItsNumber() {
        var first = play.invoke(Play.sample(SESSION), "k1").expect(200).json();
        assertThat(play.invoke(Play.sample(SESSION), "k1").expect(200).json()).isEqualTo(first);
        var numbered = Play.event("DECISION", SESSION, "selected_option_id", 1);
        ((ObjectNode) numbered.path("event")).put("number", 2);
        var second = play.invoke(numbered).expect(200).json();

        assertThat(play.invoke(numbered).expect(200).json()).isEqualTo(second);
        ((ObjectNode) numbered.path("payload")).put("selected_option_id", 2);
        Play.refused(play.invoke(numbered), 422);
        assertThat(play.told(play.story(SESSION))).hasSize(2);
    }

    @Test
    void aModelThatNeverListensIsReplacedAndNobodyIsStuck() {
        stage.upstream().reset();
        stage.upstream().always(Behaviour.standard().saying("从前有一颗骰子。"));

        play.begin(SESSION);
        for (var n = 0; n < 3; n++) {
            var payload = play.choose("DECISION", SESSION, 1).json().at("/data/payload");
            assertThat(payload.path("options").size()).isBetween(2, 4);
            assertThat(payload.toString()).doesNotContain("骰子");
        }
        assertThat(play.told(play.story(SESSION)).getLast().at("/data/source").asText())
                .isEqualTo("TEMPLATE");
        ada.assertBooksClosed();
    }

    @Test
    void aSceneIsToldWhileItIsWrittenAndThenTheAnswer() {
        stage.upstream().next(Teller.says(Teller.init("DECISION")).with("~every:5ms"));
        try (var events = ada.stream("POST", "/invoke", Play.sample(SESSION), Map.of())) {
            events.toEnd();
            assertThat(events.text()).isEqualTo(Teller.SCENE);
            assertThat(events.names()).endsWith("answer", "done");
            assertThat(events.names().stream().filter("delta"::equals).count()).isGreaterThan(3);
            assertThat(events.only("answer").data())
                    .isEqualTo(play.begin(SESSION).json());
        }
    }

    @Test
    void aStreamThatIsRefusedIsRefusedBeforeItBegins() {
        var reply = ada.send(
                "POST", "/invoke", Json.of("event", Json.of("type", "DANCE")), Map.of("Accept", "text/event-stream"));

        assertThat(reply.expect(422).header("content-type")).startsWith("application/json");
    }
}
