package raconteur.scenarios.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;
import raconteur.scenarios.surface.Published.Operation;

/** What is Ada's, Eve can neither see nor touch, by any operation there is. */
@ExtendWith(Stage.Shared.class)
class StrangerTest {
    private final Stage stage;
    private final Published published;
    private final Person ada;
    private final Person eve;

    /** Ada's things by the beginning of the paths that name them. */
    private final Map<String, String> hers = new LinkedHashMap<>();

    private final Map<String, String> deleted = new LinkedHashMap<>();
    private final String message;

    StrangerTest(Stage stage) {
        this.stage = stage;
        this.published = new Published(stage);
        this.ada = stage.ada();
        this.eve = stage.eve();
        String tale = ada.conversation(Json.of("title", "hers", "system", "rosebud"));
        var taken = ada.say(tale, "a question\n~tokens:3");
        this.message = taken.answer();
        hers.put("/api/conversations/", tale);
        hers.put("/api/messages/", message);
        hers.put("/api/turns/", taken.turn());
        hers.put("/api/chat/", tale);
        hers.put("/api/personas/", persona("hers"));
        hers.put("/api/presets/", preset("hers"));
        hers.put(
                "/api/stories/",
                ada.post("/invoke", Json.of("event", Json.of("type", "INIT")))
                        .expect(200)
                        .header("raconteur-story"));
        hers.put("/api/scenarios/", scenario("hers"));
        hers.put("/api/lorebooks/", lorebook("hers"));
        hers.put("/api/knowledge/", knowledge("hers"));
        hers.put("/api/shared/stories/", tale);
        hers.put("/api/sources/", tale);
        hers.put("/api/characters/", character("hers"));
        hers.put("/api/public/characters/", hers.get("/api/characters/"));
        hers.put(
                "/api/tasks/",
                ada.post("/api/characters", Json.of("role", "hers", "source", "blank"))
                        .expect(202)
                        .text("task_id"));
        hers.put("/api/me/providers/", "fake");
        hers.put("/api/admin/", "fake");
        hers.put(
                "/api/me/keys/",
                ada.post("/api/me/keys", Json.of("name", "hers", "scopes", List.of("chat")))
                        .expect(201)
                        .text("id"));
        hers.put(
                "/api/me/devices/",
                ada.get("/api/me/devices")
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());

        var more = ada.say(tale, "another question\n~tokens:3");
        deleted.put("/api/conversations/", ada.conversation());
        deleted.put("/api/messages/", more.question());
        deleted.put("/api/personas/", persona("deleted"));
        deleted.put("/api/presets/", preset("deleted"));
        deleted.put("/api/scenarios/", scenario("deleted"));
        deleted.put("/api/characters/", character("deleted"));
        deleted.put("/api/lorebooks/", lorebook("deleted"));
        deleted.forEach((path, id) -> ada.delete(path + id).expect(204));
    }

    private String persona(String name) {
        return ada.post("/api/personas", Json.of("name", name)).expect(201).text("id");
    }

    private String preset(String title) {
        return ada.post("/api/presets", Json.of("title", title, "prompt", "rosebud"))
                .expect(201)
                .text("id");
    }

    private String scenario(String title) {
        return ada.post("/api/scenarios/import", Json.of("title", title, "language", "en", "premise", "rosebud"))
                .expect(201)
                .text("id");
    }

    private String character(String name) {
        var card = Json.of("name", name, "description", "rosebud", "first_mes", "rosebud");
        return ada.raw("POST", "/api/characters/import", card.toString(), "application/json", Map.of())
                .expect(200)
                .json()
                .path("items")
                .path(0)
                .path("character_id")
                .asText();
    }

    private String lorebook(String name) {
        return ada.post(
                        "/api/lorebooks",
                        Json.of("name", name, "entries", List.of(Json.of("uid", 1, "content", "rosebud"))))
                .expect(201)
                .text("id");
    }

    private String knowledge(String name) {
        var id = ada.post("/api/knowledge", Json.of("name", name)).expect(201).text("id");
        ada.raw("PUT", "/api/knowledge/" + id + "/files?name=a.txt", "rosebud", "text/plain", Map.of())
                .expect(200);
        return id;
    }

    private static String id(Operation operation, Map<String, String> ids) {
        return ids.entrySet().stream()
                .filter(one -> operation.path().startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no test knows what " + operation + " is about"));
    }

    /** Everything that Ada can see. */
    private List<JsonNode> state() {
        return Stream.of(
                        "/api/me",
                        "/api/me/keys",
                        "/api/me/settings",
                        "/api/me/balance",
                        "/api/me/ledger",
                        "/api/conversations",
                        "/api/conversations/" + hers.get("/api/conversations/"),
                        "/api/conversations/" + hers.get("/api/conversations/") + "/messages",
                        "/api/turns/" + hers.get("/api/turns/"),
                        "/api/turns/" + hers.get("/api/turns/") + "/inspect",
                        "/api/personas",
                        "/api/presets",
                        "/api/scenarios",
                        "/api/characters",
                        "/api/characters/" + hers.get("/api/characters/"),
                        "/api/lorebooks",
                        "/api/lorebooks/" + hers.get("/api/lorebooks/"),
                        "/api/lorebooks/" + hers.get("/api/lorebooks/") + "/uses",
                        "/api/knowledge",
                        "/api/knowledge/" + hers.get("/api/knowledge/") + "/files",
                        "/api/knowledge/" + hers.get("/api/knowledge/") + "/uses",
                        "/api/knowledge/" + hers.get("/api/knowledge/") + "/passages?name=a.txt",
                        "/api/stories/" + hers.get("/api/stories/") + "/journal")
                .map(path -> ada.get(path).expect(200).json())
                .toList();
    }

    private DynamicTest refused(Operation operation, String id, Person caller, int status) {
        return dynamicTest(operation + " as " + caller.name(), () -> {
            var before = state();
            var body = operation.body() == null ? null : published.fitting(operation.body(), message);
            var reply = caller.send(operation.method(), operation.at(id), body, Map.of());
            reply.expect(status);
            assertThat(reply.body()).doesNotContain("rosebud").doesNotContain("question");
            assertThat(state()).isEqualTo(before);
        });
    }

    /** What a member is told who asks for what is not theirs: of the operators' part, that it is. */
    private static int refusal(Operation operation) {
        return operation.path().startsWith("/api/admin/") ? 403 : 404;
    }

    @TestFactory
    Stream<DynamicTest> everythingOfTheOperatorsIsTheirsAlone() {
        return published.operations().stream()
                .filter(one -> one.path().startsWith("/api/admin/"))
                .map(one -> refused(one, "fake", ada, 403));
    }

    @TestFactory
    Stream<DynamicTest> nothingOfAnothersIsFoundAndNothingChanges() {
        var operations =
                published.operations().stream().filter(Operation::takesId).toList();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(20);
        return operations.stream().map(one -> refused(one, id(one, hers), eve, refusal(one)));
    }

    @TestFactory
    Stream<DynamicTest> nothingThatAnotherDeletedIsBroughtBack() {
        return Stream.concat(
                published.operations().stream()
                        .filter(one -> one.path().endsWith("/restore"))
                        .map(one -> refused(one, id(one, deleted), eve, 404)),
                Stream.of(dynamicTest("and its owner still can", () -> {
                    for (var one : deleted.entrySet()) {
                        ada.post(one.getKey() + one.getValue() + "/restore", null)
                                .expect(200);
                    }
                })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotThereIsTheSameAsWhatIsAnothers() {
        return published.operations().stream()
                .filter(Operation::takesId)
                .flatMap(one -> Stream.of(UUID.randomUUID().toString(), "not-an-id", "1")
                        .map(id -> refused(one, id, ada, refusal(one))));
    }

    @TestFactory
    Stream<DynamicTest> withoutACredentialEveryDoorButThePublicOnesIsShut() {
        return published.operations().stream()
                .filter(one -> !Published.PUBLIC.contains(one.path()))
                .flatMap(one -> Stream.of(
                                stage.nobody(),
                                stage.holder(
                                        "a forger",
                                        ada.token().substring(0, ada.token().length() - 4) + "AAAA"),
                                stage.holder("a guesser", "rk_0123456789abcdef0123456789abcdef"))
                        .map(caller -> refused(one, one.takesId() ? id(one, hers) : "", caller, 401)));
    }

    @Test
    void thePublicDoorsAreNoMoreThanTheContractNames() {
        assertThat(published.operations().stream().map(Operation::path).filter(Published.PUBLIC::contains))
                .containsAll(List.of("/api/login", "/api/register", "/health", "/livez", "/readyz", "/version"));
    }
}
