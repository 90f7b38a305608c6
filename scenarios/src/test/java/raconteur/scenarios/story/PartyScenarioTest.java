package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Contract §10, several players: an evening of two, as their browsers see it. */
class PartyScenarioTest {
    private static final String SESSION = "sess_party_001";

    private static JsonNode seen(Person who, String party, long after) {
        return who.get(party + "?wait_ms=20000&after=" + after).expect(200).json();
    }

    private static JsonNode told(Person who, String party, int number) {
        var seen = seen(who, party, 0);
        while (seen.path("event_number").asInt() < number
                || !seen.at("/round/state").asText().equals("waiting")) {
            seen = seen(who, party, seen.path("revision").asLong());
        }
        return seen;
    }

    private static JsonNode choose(Person who, String story, int event, int option) {
        return who.post(
                        "/api/stories/" + story + "/choices",
                        Json.of("event_number", event, "selected_option_id", option))
                .expect(200)
                .json();
    }

    @Test
    void twoPlayAnEveningOfWhichOneMissesTheMiddle() {
        try (var stage = Stage.with("STORY_PRESENCE", "1500ms")) {
            Teller.teach(stage.upstream());
            var ada = stage.ada();
            var bo = stage.eve();
            var eve = stage.eve();
            var play = new Play(ada);
            play.begin(SESSION);
            var story = play.story(SESSION);
            var party = "/api/stories/" + story + "/party";

            ada.get(party).refused(404, "NOT_FOUND");
            var opened = ada.post(party, Json.of("rounds", "vote", "round_seconds", 30, "name", "Ada"))
                    .expect(200)
                    .json();
            var code = opened.path("code").asText();
            bo.get(party).refused(404, "NOT_FOUND");
            var joined = bo.post("/api/stories/players", Json.of("code", code, "name", "Bo"))
                    .expect(201)
                    .json();
            bo.post("/api/stories/" + story + "/players", Json.of("code", code)).expect(200);
            eve.get(party).refused(404, "NOT_FOUND");
            eve.get("/api/stories/" + story + "/tale").refused(404, "NOT_FOUND");
            bo.get("/api/stories/" + story + "/journal").refused(404, "NOT_FOUND");
            bo.post(party, Json.of()).refused(403, "FORBIDDEN");
            assertThat(joined.path("code").isNull()).isTrue();
            assertThat(Play.refused(play.invoke(Play.event("DECISION", SESSION, "selected_option_id", 1)), 409)
                            .at("/allowed/0")
                            .asText())
                    .isEqualTo("RESOLUTION");

            choose(ada, story, 2, 2);
            choose(bo, story, 2, 2);
            var second = told(bo, party, 2);
            assertThat(second.at("/told/chosen").asText()).isEqualTo("检查旁边的房间");
            assertThat(second.at("/told/payload").has("meta")).isFalse();

            // Bo closes the lid of his laptop
            choose(ada, story, 3, 1);
            var third = told(ada, party, 3);
            assertThat(third.at("/players/1/here").asBoolean()).isFalse();
            assertThat(Json.each(third.path("players"), "events")).containsExactly("2", "1");

            var back = seen(bo, party, 0);
            assertThat(back.at("/players/1/here").asBoolean()).isTrue();
            bo.post("/api/stories/" + story + "/choices", Json.of("event_number", 3, "selected_option_id", 1))
                    .refused(409, "CONFLICT");
            choose(bo, story, 4, 1);
            choose(ada, story, 4, 1);
            told(bo, party, 4);
            play.invoke(Play.event("RESOLUTION", SESSION)).expect(200);

            var over = seen(bo, party, 0);
            assertThat(over.path("state").asText()).isEqualTo("over");
            assertThat(over.at("/told/type").asText()).isEqualTo("resolution");
            var tale = bo.get("/api/stories/" + story + "/tale?after=1")
                    .expect(200)
                    .json();
            assertThat(Json.each(tale.path("items"), "type"))
                    .isEqualTo(List.of("decision", "combat", "puzzle", "resolution"));
            assertThat(play.told(story)).hasSize(5);
            ada.assertBooksClosed();

            read(stage, ada, story);
        }
    }

    private static void read(Stage stage, Person ada, String story) {
        var link = ada.post("/api/stories/" + story + "/share", Json.of())
                .expect(200)
                .json();
        var shared =
                stage.nobody().get("/api/shared/stories/" + link.path("token").asText());
        shared.expect(200);
        assertThat(shared.header("cache-control")).isEqualTo("no-store");
        assertThat(shared.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(shared.header("x-robots-tag")).isEqualTo("noindex");
        assertThat(shared.body()).doesNotContain(story, SESSION, "trace_id", "run_test_001");
        assertThat(shared.json().path("items")).hasSize(5);
        ada.delete("/api/stories/" + story + "/share").expect(204);
        stage.nobody().get("/api/shared/stories/" + link.path("token").asText()).refused(404, "NOT_FOUND");
    }
}
