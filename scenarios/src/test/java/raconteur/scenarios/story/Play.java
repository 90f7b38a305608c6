package raconteur.scenarios.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;

/** Somebody who plays, by the requests that clients of the older story backend send. */
record Play(Person who) {
    /** The sample's request for a session of this name. */
    static ObjectNode sample(String session) {
        return Json.of(
                "event", Json.of("type", "init"),
                "session", Json.of("session_id", session, "player_count", 1, "difficulty", "NORMAL"),
                "time", Json.of("hard_limit_seconds", 300, "elapsed_active_seconds", 0, "remaining_seconds", 300),
                "seed", Json.of("run_seed", "run_test_001"),
                "constraints",
                        Json.of(
                                "language",
                                "zh",
                                "content_rating",
                                "PG",
                                "max_chars_scene",
                                220,
                                "max_chars_option",
                                14,
                                "forbidden_terms",
                                List.of("骰子", "扑克", "点数", "规则")),
                "slots", Json.of("tone_bias", "恐怖刺激", "theme_bias", "鬼屋", "npc_bias", "恶鬼"),
                "client_context", Json.of("platform", "web", "locale", "en-US"),
                "payload", Json.of(),
                "context", Json.of());
    }

    /** The least that is needed after INIT. */
    static ObjectNode event(String type, String session, @Nullable Object... payload) {
        return Json.of(
                "event", Json.of("type", type), "session", Json.of("session_id", session), "payload", Json.of(payload));
    }

    Reply invoke(JsonNode request) {
        return who.post("/invoke", request);
    }

    Reply invoke(JsonNode request, String key) {
        return who.send("POST", "/invoke", request, Map.of("Idempotency-Key", key));
    }

    Reply begin(String session) {
        return invoke(sample(session)).expect(200);
    }

    Reply choose(String type, String session, int option) {
        return invoke(event(type, session, "selected_option_id", option)).expect(200);
    }

    String story(String session) {
        return who.get("/api/stories?session_id=" + session)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
    }

    List<JsonNode> journal(String story) {
        var all = new ArrayList<JsonNode>();
        var after = "0";
        while (!after.isEmpty()) {
            var page = who.get("/api/stories/" + story + "/journal?limit=200&after=" + after)
                    .expect(200)
                    .json();
            all.addAll(Json.items(page));
            after = page.path("next_cursor").asText("").replace("null", "");
        }
        return all;
    }

    List<JsonNode> told(String story) {
        return journal(story).stream()
                .filter(entry -> entry.path("type").asText().equals("told"))
                .toList();
    }

    /** A refusal in the surface's own envelope; its {@code data}. */
    static JsonNode refused(Reply reply, int status) {
        reply.expect(status);
        var json = reply.json();
        if (json.path("code").asInt() != status
                || json.path("message").asText().isBlank()
                || json.path("trace_id").asText().isBlank()
                || !json.has("data")) {
            throw new AssertionError("not the envelope: " + reply.body());
        }
        return json.path("data");
    }
}
