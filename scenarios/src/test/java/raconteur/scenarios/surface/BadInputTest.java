package raconteur.scenarios.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;
import raconteur.scenarios.surface.Published.Operation;

/** Contract §1, bad input: the same answers everywhere, generated from the published document. */
@ExtendWith(Stage.Shared.class)
class BadInputTest {
    private static final String JSON = "application/json";

    /** Longer than any text may be, and shorter than a body may be. */
    private static final String LONG = "x".repeat(300_000);

    private final Stage stage;
    private final Published published;
    private final Person ada;
    private final Person grace;
    private final Map<String, String> hers = new LinkedHashMap<>();

    BadInputTest(Stage stage) {
        this.stage = stage;
        this.published = new Published(stage);
        this.ada = stage.ada();
        this.grace = stage.grace();
        String tale = ada.conversation();
        var taken = ada.say(tale, "a question\n~tokens:3");
        hers.put("/api/conversations/", tale);
        hers.put("/api/messages/", taken.question());
        hers.put("/api/turns/", taken.turn());
        hers.put(
                "/api/personas/",
                ada.post("/api/personas", Json.of("name", "hers")).text("id"));
        hers.put(
                "/api/presets/",
                ada.post("/api/presets", Json.of("title", "hers", "prompt", "x"))
                        .expect(201)
                        .text("id"));
        hers.put(
                "/api/stories/",
                ada.post("/invoke", Json.of("event", Json.of("type", "INIT")))
                        .expect(200)
                        .header("raconteur-story"));
        hers.put(
                "/api/scenarios/",
                ada.post("/api/scenarios/import", Json.of("title", "hers", "language", "en", "premise", "x"))
                        .expect(201)
                        .text("id"));
        hers.put(
                "/api/lorebooks/",
                ada.post("/api/lorebooks", Json.of("name", "hers")).expect(201).text("id"));
        hers.put(
                "/api/knowledge/",
                ada.post("/api/knowledge", Json.of("name", "hers")).expect(201).text("id"));
        hers.put("/api/shared/stories/", tale);
        hers.put("/api/public/characters/", tale);
        hers.put(
                "/api/tasks/",
                ada.post("/api/characters", Json.of("role", "hers", "source", "blank"))
                        .expect(202)
                        .text("task_id"));
        hers.put(
                "/api/characters/",
                ada.raw("POST", "/api/characters/import", "{\"name\":\"hers\"}", JSON, Map.of())
                        .expect(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("character_id")
                        .asText());
        hers.put("/api/chat/", hers.get("/api/characters/"));
        hers.put("/api/sources/", "zhwiki");
        hers.put("/api/me/providers/", "fake");
        hers.put("/api/admin/providers/", "fake");
        hers.put("/api/admin/models/", "fake");
        hers.put("/api/admin/aliases/", "judge");
        hers.put("/api/admin/invitations/", tale);
        hers.put("/api/admin/mail/", tale);
        hers.put("/api/admin/accounts/", tale);
        hers.put("/api/me/keys/", tale);
        hers.put(
                "/api/me/devices/",
                ada.get("/api/me/devices")
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText());
    }

    /** Who may ask for an operation. */
    private Person caller(Operation operation) {
        return operation.path().startsWith("/api/admin/") ? grace : ada;
    }

    /** Where an operation is asked for so that nothing but the input can be wrong. */
    private String at(Operation operation) {
        return hers.entrySet().stream()
                .filter(one -> operation.path().startsWith(one.getKey()))
                .map(one -> operation.at(one.getValue()))
                .findFirst()
                .orElse(operation.path());
    }

    private Reply send(Operation operation, String body, String type) {
        return caller(operation).raw(operation.method(), at(operation), body, type, Map.of());
    }

    private Stream<Operation> withBody() {
        // events of stories are refused in an envelope of their own, and tried where they are played
        return published.operations().stream()
                .filter(one -> one.body() != null)
                .filter(one -> !one.path().endsWith("/invoke"));
    }

    private Stream<DynamicTest> each(String body, String type, int status) {
        return withBody().map(one -> dynamicTest(one.toString(), () -> refused(send(one, body, type), status)));
    }

    private static void refused(Reply reply, int status) {
        reply.expect(status);
        assertThat(reply.header("content-type")).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.text("trace_id")).isNotBlank();
        assertThat(reply.text("message")).isNotBlank().isEqualTo(reply.text("detail"));
    }

    @Test
    void thereIsSomethingToTry() {
        assertThat(withBody()).hasSizeGreaterThanOrEqualTo(14);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoJsonIsMalformed() {
        return Stream.of("{", "{\"a\":}", "nonsense", "{\"a\":1}{", "{'a':1}", "{\"a\":NaN}")
                .flatMap(body -> each(body, JSON, 400));
    }

    @TestFactory
    Stream<DynamicTest> whatIsTooDeepIsMalformed() {
        return each("{\"unknown\":" + "[".repeat(64) + "]".repeat(64) + "}", JSON, 400);
    }

    @Test
    void whatIsJustNotTooDeepIsTaken() {
        ada.raw("POST", "/api/conversations", "{\"unknown\":" + "[".repeat(63) + "]".repeat(63) + "}", JSON, Map.of())
                .expect(201);
    }

    @TestFactory
    Stream<DynamicTest> whatHoldsNoTextIsMalformed() {
        return withBody()
                .flatMap(one -> Objects.requireNonNull(one.body()).path("properties").properties().stream()
                        .filter(property -> isText(published.resolve(property.getValue())))
                        .flatMap(property -> Stream.of("\\u0000", "\\ud800", "\\udc00x", "a\\ud83d")
                                .map(text -> "{\"" + property.getKey() + "\":\"" + text + "\"}"))
                        .map(body -> dynamicTest(
                                one + " " + body, () -> refused(send(one, body, JSON), takesFile(one) ? 422 : 400))));
    }

    /** Whoever brings a file is told what is wrong in it, and where. */
    private static boolean takesFile(Operation operation) {
        return operation.path().endsWith("/import");
    }

    private static boolean isText(JsonNode type) {
        return type.path("type").asText().equals("string") && !type.has("format");
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotCalledJsonIsNotTaken() {
        return Stream.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")
                .flatMap(type -> withBody()
                        .filter(one -> !type.equals("text/plain") || !takesPlainText(one))
                        .map(one -> dynamicTest(one + " " + type, () -> refused(send(one, "{}", type), 415))));
    }

    /** Where the contract takes JSON from pages that do not label it. */
    private static boolean takesPlainText(Operation operation) {
        return Set.of("/api/characters", "/api/chat/{role}/messages").contains(operation.path());
    }

    @TestFactory
    Stream<DynamicTest> whatIsTooLargeIsNotTaken() {
        return each("{\"unknown\":\"" + "x".repeat(1 << 20) + "\"}", JSON, 413);
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoObjectIsRefused() {
        return Stream.of("[]", "5", "\"text\"")
                .flatMap(body -> withBody()
                        .map(one -> dynamicTest(one + " " + body, () -> {
                            var reply = send(one, body, JSON);
                            assertThat(reply.status()).as(reply.body()).isIn(400, 422);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> everyFieldThatDoesNotFitIsNamed() {
        return withBody()
                .flatMap(one -> spoilt(Objects.requireNonNull(one.body())).stream()
                        .map(bad -> dynamicTest(one + " " + bad, () -> {
                            var reply = send(one, bad.body().toString(), JSON);
                            refused(reply, 422);
                            assertThat(Json.each(reply.json().path("errors"), "field"))
                                    .as(reply.body())
                                    .anyMatch(field -> (field + ".").contains(bad.field() + ".")
                                            || field.contains(bad.field() + "["));
                        })));
    }

    /** A body that fits but for one field. */
    private record Bad(String field, String why, ObjectNode body) {
        @Override
        public String toString() {
            return field + " " + why;
        }
    }

    private List<Bad> spoilt(JsonNode schema) {
        var fits = published.fitting(schema, Objects.requireNonNull(hers.get("/api/messages/")));
        var bad = new ArrayList<Bad>();
        for (var name : Published.required(schema)) {
            bad.add(new Bad(name, "missing", fits.deepCopy().without(name)));
            bad.add(new Bad(name, "null", with(fits, name, "null")));
        }
        for (var property : schema.path("properties").properties()) {
            String name = property.getKey();
            var type = published.resolve(property.getValue());
            for (var value : wrong(type).entrySet()) {
                bad.add(new Bad(name, value.getKey(), with(fits, name, value.getValue())));
            }
            if (type.path("type").asText().equals("object")
                    && !type.path("properties").has("id")) {
                for (var inner : spoilt(type)) {
                    bad.add(new Bad(
                            name + "." + inner.field(),
                            inner.why(),
                            with(fits, name, inner.body().toString())));
                }
            }
        }
        return bad;
    }

    private static ObjectNode with(ObjectNode fits, String name, String json) {
        return fits.deepCopy().set(name, Json.read(json));
    }

    /** Values that do not fit a schema, by what is wrong with them. */
    private static Map<String, String> wrong(JsonNode type) {
        var wrong = new LinkedHashMap<String, String>();
        boolean isUuid = type.path("format").asText().equals("uuid");
        switch (type.path("type").asText()) {
            case "string" -> {
                wrong.put("an object", "{\"a\":1}");
                wrong.put("a list", "[\"a\"]");
                wrong.put("a number", "5");
                wrong.put("a flag", "true");
                wrong.put(isUuid ? "no id" : "too long", isUuid ? "\"not-an-id\"" : "\"" + LONG + "\"");
                if (type.has("pattern") && !isUuid) {
                    wrong.put("another word", "\"?!\"");
                }
            }
            case "integer", "number" -> {
                wrong.put("a text", "\"five\"");
                wrong.put("a list", "[1]");
                wrong.put("a flag", "true");
                if (type.has("minimum")) {
                    wrong.put("too small", type.path("minimum").asLong() - 1 + "");
                    wrong.put("too large", type.path("maximum").asLong() + 1 + "");
                }
                if (type.path("type").asText().equals("integer")) {
                    wrong.put("a fraction", "1.5");
                    wrong.put("beyond all numbers", "99999999999999999999");
                }
            }
            case "boolean" -> {
                wrong.put("a text", "\"yes\"");
                wrong.put("a number", "2");
            }
            case "array" -> {
                wrong.put("a text", "\"a\"");
                wrong.put(
                        "too many", "[" + "\"a\",".repeat(type.path("maxItems").asInt(60)) + "\"a\"]");
            }
            case "object" -> {
                wrong.put("a text", "\"a\"");
                wrong.put("a list", "[]");
            }
            default -> throw new AssertionError("a type that no test knows: " + type);
        }
        return wrong;
    }

    @TestFactory
    Stream<DynamicTest> everyNumberInTheAddressThatDoesNotFitIsNamed() {
        return published.operations().stream()
                .filter(one -> one.method().equals("GET"))
                .flatMap(one -> one.query().stream()
                        .filter(parameter ->
                                parameter.path("schema").path("type").asText().equals("integer"))
                        .flatMap(parameter -> Stream.of("0", "201", "-1", "x", "1.5", "99999999999", "")
                                .map(value -> dynamicTest(
                                        one + " " + parameter.path("name").asText() + "=" + value, () -> {
                                            String name = parameter.path("name").asText();
                                            var reply = caller(one).get(at(one) + "?" + name + "=" + value);
                                            if (value.isEmpty()) {
                                                assertThat(reply.status()).isIn(200, 422);
                                            } else {
                                                refused(reply, 422);
                                                assertThat(Json.each(
                                                                reply.json().path("errors"), "field"))
                                                        .containsExactly(name);
                                            }
                                        }))));
    }

    @TestFactory
    Stream<DynamicTest> everyOtherMethodIsRefusedWithThoseThatThereAre() {
        return published.methods().entrySet().stream()
                .flatMap(path -> Stream.of("GET", "POST", "PUT", "PATCH", "DELETE")
                        .filter(method -> !path.getValue().contains(method) && !isName(method, path.getKey()))
                        .map(method -> dynamicTest(method + " " + path.getKey(), () -> {
                            var one = new Operation(method, path.getKey(), List.of(), null);
                            var reply = caller(one)
                                    .raw(method, at(one), method.equals("GET") ? null : "{}", JSON, Map.of());
                            if (path.getKey().equals("/health") || path.getKey().endsWith("/invoke")) {
                                assertThat(reply.expect(405).json().path("code").asInt())
                                        .isEqualTo(405);
                            } else {
                                refused(reply, 405);
                            }
                            assertThat(Set.of(reply.header("allow").split(", *")))
                                    .containsAll(path.getValue())
                                    .doesNotContain(method);
                        })));
    }

    /** Whether the address is also one of things that have names, of which none has this one. */
    private boolean isName(String method, String address) {
        return published.methods().entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(address)
                        && other.getValue().contains(method)
                        && address.replaceAll("\\{[^}]*}", "x")
                                .matches(other.getKey().replaceAll("\\{[^}]*}", "[^/]+")));
    }

    @Test
    void anUnknownAddressIsNotFound() {
        for (String path : List.of("/api/nothing", "/api/conversations/x/y/z", "/api", "/api/me/nothing")) {
            ada.get(path).refused(404, "NOT_FOUND");
        }
        assertThat(stage.nobody().get("/api/nothing").status()).isIn(401, 404);
    }
}
