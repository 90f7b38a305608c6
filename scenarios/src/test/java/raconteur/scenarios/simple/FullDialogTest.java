package raconteur.scenarios.simple;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Contract §4: what a full dialog does, and that what was said before stays readable. */
class FullDialogTest {
    private static final String SHORT = "\n~tokens:3";
    private static final String PROMPT = "You are my host." + SHORT;

    private static Stage stage(String max, String overflow) {
        return Stage.with("CHAT_CONTEXT_MAX", max, "CHAT_CONTEXT_OVERFLOW", overflow, "SESSION_MAX_TABS", "0");
    }

    private static String preset(Person person) {
        return person.post("/api/presets", Json.of("title", "Host", "prompt", PROMPT))
                .expect(201)
                .text("id");
    }

    private static String ask(Person person, String tab, String text, Object... more) {
        var body = Json.of(more).put("input", text + SHORT);
        if (!tab.isEmpty()) {
            body.put("chat_session_id", tab);
        }
        return person.post("/api/chat", body).expect(200).text("chat_session_id");
    }

    /** What the model was last shown: the first line of each message. */
    private static List<String> shown(Stage stage) {
        return lines(stage.upstream().completions().getLast().body().path("messages"), "content");
    }

    private static List<String> lines(JsonNode messages, String member) {
        return Json.items(messages).stream()
                .map(message -> message.path("role").asText().equals("assistant")
                        ? "…"
                        : message.path(member).asText().lines().findFirst().orElse(""))
                .toList();
    }

    private static List<String> history(Person person, String tab) {
        var all = person.post("/api/fetch_chat_history", Json.of("chat_session_id", tab, "limit", 200))
                .expect(200)
                .json();
        return lines(all.path("sessions").path(0).path("messages"), "content");
    }

    @Test
    void aFullDialogStartsOverWithItsPresetSentAgain() {
        try (var stage = stage("6", "reset")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "one", "preset_id", preset(ada));
            ask(ada, tab, "two");
            assertThat(shown(stage)).containsExactly("You are my host.", "…", "one", "…", "two");

            ask(ada, tab, "three");

            assertThat(shown(stage)).containsExactly("You are my host.", "…", "three");
            ask(ada, tab, "four");
            assertThat(shown(stage)).containsExactly("You are my host.", "…", "three", "…", "four");
            assertThat(history(ada, tab))
                    .containsExactly(
                            "You are my host.",
                            "…",
                            "one",
                            "…",
                            "two",
                            "…",
                            "You are my host.",
                            "…",
                            "three",
                            "…",
                            "four",
                            "…");
            assertThat(ada.get("/api/conversations/" + tab).json().path("title").asText())
                    .isEqualTo("Host");
            ada.assertBooksClosed();
        }
    }

    @Test
    void withoutAPresetItStartsOverWithTheQuestionAlone() {
        try (var stage = stage("4", "reset")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "one");
            ask(ada, tab, "two");
            ask(ada, tab, "three");
            assertThat(shown(stage)).containsExactly("three");
            ask(ada, tab, "four");
            assertThat(shown(stage)).containsExactly("three", "…", "four");
            ask(ada, tab, "five");
            assertThat(shown(stage)).containsExactly("five");
            assertThat(history(ada, tab)).hasSize(10);
        }
    }

    @Test
    void itMaySlideInstead() {
        try (var stage = stage("4", "slide")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "one");
            ask(ada, tab, "two");
            ask(ada, tab, "three");
            assertThat(shown(stage)).containsExactly("…", "two", "…", "three");
            assertThat(history(ada, tab)).hasSize(6);
        }
    }

    @Test
    void zeroLeavesItToTheModelsRoom() {
        try (var stage = stage("0", "reset")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "0");
            for (int i = 1; i < 5; i++) {
                ask(ada, tab, "" + i);
            }
            assertThat(shown(stage)).hasSize(9);
        }
    }

    @Test
    void whatWasStartedOverStaysSoWhateverIsHiddenOrAskedAgain() {
        try (var stage = stage("4", "reset")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "one");
            ask(ada, tab, "two");
            ask(ada, tab, "three");
            var path = ada.path(tab);
            String first = path.getFirst().path("id").asText();
            String third = path.get(4).path("id").asText();

            ada.patch("/api/messages/" + first, Json.of("hidden", true)).expect(200);
            ask(ada, tab, "four");
            assertThat(shown(stage)).containsExactly("three", "…", "four");

            ada.say(tab, Json.of("parent_id", third));
            assertThat(shown(stage)).containsExactly("three");
            assertThat(ada.path(tab)).hasSize(6);
        }
    }

    @Test
    void anotherBranchGoesOnFromItsOwnBeginning() {
        try (var stage = stage("4", "reset")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "one");
            ask(ada, tab, "two");
            var second = ada.path(tab).get(1).path("id").asText();
            ask(ada, tab, "three");

            // a sibling of "two", from before the dialog was full
            ada.say(tab, Json.of("text", "instead" + SHORT, "parent_id", second));

            assertThat(shown(stage)).containsExactly("one", "…", "instead");
        }
    }

    @Test
    void aHundredMessagesFitAsTheyComeAndTheNextStartsOver() {
        try (var stage = Stage.with("SESSION_MAX_TABS", "0")) {
            var ada = stage.ada();
            String tab = ask(ada, "", "0");
            var sizes = new ArrayList<Integer>();
            for (int i = 1; i < 51; i++) {
                ask(ada, tab, "" + i);
                sizes.add(shown(stage).size());
            }
            assertThat(sizes.get(48)).isEqualTo(99);
            assertThat(sizes.get(49)).isEqualTo(1);
            assertThat(history(ada, tab)).hasSize(102);
        }
    }
}
