package raconteur.scenarios.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** What the model is really sent. */
@ExtendWith(Stage.Shared.class)
class ContextTest {
    private static final String SHORT = "\n~tokens:1";

    private final Stage stage;
    private final Person ada;

    ContextTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    private JsonNode sent() {
        return stage.upstream().completions().getLast().body();
    }

    private List<String> questions() {
        return Json.items(sent().path("messages")).stream()
                .filter(message -> message.path("role").asText().equals("user"))
                .map(message ->
                        message.path("content").asText().lines().findFirst().orElse(""))
                .toList();
    }

    @Test
    void theSystemPromptComesFirstAndOnlyOnce() {
        String tale = ada.conversation(Json.of("system", "You narrate in 中文."));
        ada.say(tale, "one" + SHORT);
        ada.say(tale, "two" + SHORT);
        assertThat(Json.each(sent().path("messages"), "role")).containsExactly("system", "user", "assistant", "user");
        assertThat(sent().path("messages").path(0).path("content").asText()).isEqualTo("You narrate in 中文.");
    }

    @Test
    void aFrugalQuestionIsSentWithoutWhatWasSaidBefore() {
        String tale = ada.conversation(Json.of("system", "You narrate."));
        ada.say(tale, "one" + SHORT);
        ada.say(tale, Json.of("text", "two" + SHORT, "frugal", true));
        assertThat(Json.each(sent().path("messages"), "role")).containsExactly("system", "user");
        assertThat(questions()).containsExactly("two");
        assertThat(ada.path(tale)).hasSize(4);
    }

    @Test
    void partsAreSaidAsOneText() {
        String tale = ada.conversation();
        ada.say(
                tale,
                Json.of(
                        "parts",
                        List.of(Json.of("type", "text", "text", "one"), Json.of("type", "text", "text", "two"))));
        assertThat(sent().path("messages").path(0).path("content").asText()).isEqualTo("one\n\ntwo");
    }

    @Test
    void parametersOfTheQuestionWinOverThoseOfTheConversation() {
        String tale = ada.conversation(
                Json.of("parameters", Json.of("temperature", 0.3, "top_p", 0.8, "max_tokens", 100, "seed", 7)));
        ada.say(
                tale,
                Json.of(
                        "text",
                        "x",
                        "parameters",
                        Json.of(
                                "temperature",
                                1.5,
                                "presence_penalty",
                                0.5,
                                "frequency_penalty",
                                -0.5,
                                "stop",
                                List.of("END"))));
        var sent = sent();
        assertThat(sent.path("temperature").asDouble()).isEqualTo(1.5);
        assertThat(sent.path("top_p").asDouble()).isEqualTo(0.8);
        assertThat(sent.path("max_tokens")
                        .asInt(sent.path("max_completion_tokens").asInt()))
                .isEqualTo(100);
        assertThat(sent.path("presence_penalty").asDouble()).isEqualTo(0.5);
        assertThat(sent.path("frequency_penalty").asDouble()).isEqualTo(-0.5);
        assertThat(sent.path("seed").asInt()).isEqualTo(7);
        assertThat(sent.path("stop").path(0).asText()).isEqualTo("END");
        assertThat(sent.path("stream").asBoolean()).isTrue();
    }

    @Test
    void theModelOfTheQuestionWinsOverThatOfTheConversation() {
        String tale = ada.conversation(Json.of("model", "fake/dear"));
        ada.say(tale, "x");
        assertThat(sent().path("model").asText()).isEqualTo("dear");
        ada.say(tale, Json.of("text", "x", "model", "free"));
        assertThat(sent().path("model").asText()).isEqualTo("free");
        assertThat(ada.path(tale).getLast().path("model").asText()).isEqualTo("fake/free");
        ada.say(ada.conversation(), "x");
        assertThat(sent().path("model").asText()).isEqualTo("bench");
    }

    @ParameterizedTest
    @CsvSource({"nobody/nothing,no model", "nothing,no model", "both,second/both"})
    void aModelThatIsNoneOrManyIsRefusedByName(String model, String says) {
        String tale = ada.conversation();
        var refused = ada.wish(tale, Json.of("text", "x", "model", model)).refused(422, "INVALID_REQUEST");
        assertThat(refused.path("errors").path(0).path("field").asText()).isEqualTo("model");
        assertThat(refused.toString()).contains(says);
        assertThat(ada.path(tale)).isEmpty();
        ada.say(tale, Json.of("text", "x", "model", "second/both"));
        assertThat(stage.upstream().completions().getLast().header("authorization"))
                .contains("Bearer sk-second");
    }

    private String talk(JsonNode policy, int questions) {
        String tale = ada.conversation(Json.of("context_policy", policy));
        for (int i = 1; i <= questions; i++) {
            ada.say(tale, "q" + i + SHORT);
        }
        return tale;
    }

    @Test
    void aSlidingWindowDropsTheOldestMessages() {
        talk(Json.of("kind", "entries", "max", 3, "overflow", "slide"), 4);
        assertThat(sent().path("messages")).hasSize(3);
        assertThat(questions()).containsExactly("q3", "q4");
    }

    @Test
    void aFullDialogStartsOver() {
        String tale = talk(Json.of("kind", "entries", "max", 4, "overflow", "reset"), 2);
        assertThat(sent().path("messages")).hasSize(3);
        ada.say(tale, "q3" + SHORT);
        assertThat(questions()).containsExactly("q3");
        assertThat(sent().path("messages")).hasSize(1);
        ada.say(tale, "q4" + SHORT);
        assertThat(questions()).containsExactly("q3", "q4");
    }

    @Test
    void aTokenBudgetKeepsTheNewestAndAlwaysTheQuestion() {
        String tale = ada.conversation(Json.of("context_policy", Json.of("kind", "tokens", "budget", 60)));
        ada.say(tale, "old " + "words ".repeat(60) + SHORT);
        ada.say(tale, "middle" + SHORT);
        ada.say(tale, "new" + SHORT);
        assertThat(questions()).containsExactly("middle", "new");
        ada.say(tale, "long " + "words ".repeat(200) + SHORT);
        assertThat(sent().path("messages")).hasSize(1);
    }

    @Test
    void theInspectionShowsExactlyWhatWasSentAndWhereItCameFrom() {
        ada.post("/api/personas", Json.of("name", "Captain", "description", "She sails.", "is_default", true))
                .expect(201);
        String tale = ada.conversation(Json.of(
                "system", "You narrate.", "context_policy", Json.of("kind", "entries", "max", 2, "overflow", "slide")));
        var first = ada.say(tale, "one" + SHORT);
        var second = ada.say(tale, "two" + SHORT);
        var inspected =
                ada.get("/api/turns/" + second.turn() + "/inspect").expect(200).json();
        assertThat(inspected.path("turn_id").asText()).isEqualTo(second.turn());
        var made = inspected.path("generations").path(0);
        assertThat(made.path("request")).isEqualTo(sent());
        assertThat(made.path("message_id").asText()).isEqualTo(second.answer());
        assertThat(made.path("model").asText()).isEqualTo("fake/bench");
        assertThat(made.path("provider").asText()).isEqualTo("fake");
        assertThat(Json.each(made.path("parts"), "source")).containsExactly("system", "persona", "history", "question");
        assertThat(String.join("\n\n", Json.each(made.path("parts"), "text")))
                .isEqualTo(String.join("\n\n", Json.each(sent().path("messages"), "content")));
        assertThat(Json.items(made.path("parts")))
                .allMatch(part -> part.path("tokens").asLong() > 0);
        assertThat(made.path("dropped").path("messages").asInt()).isEqualTo(1);
        assertThat(made.path("attempts")).hasSize(1);
        assertThat(made.path("attempts").path(0).path("status").asText()).isEqualTo("completed");
        assertThat(made.path("cost").asText())
                .isEqualTo(ada.turn(second).path("cost").asText());
        ada.get("/api/turns/" + first.turn() + "/inspect").expect(200);
    }

    @Test
    void theInspectionTellsOfEveryAttempt() {
        String tale = ada.conversation();
        var taken = ada.say(tale, "x\n~fault:U10.503*2");
        var attempts = Json.items(ada.get("/api/turns/" + taken.turn() + "/inspect")
                .json()
                .path("generations")
                .path(0)
                .path("attempts"));
        assertThat(attempts.stream().map(attempt -> attempt.path("status").asText()))
                .containsExactly("failed", "failed", "completed");
        assertThat(attempts.getFirst().path("error").asText()).isNotEmpty();
        assertThat(attempts)
                .allMatch(attempt -> attempt.path("provider").asText().equals("fake"));
    }
}
