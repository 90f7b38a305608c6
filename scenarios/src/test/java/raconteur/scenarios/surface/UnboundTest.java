package raconteur.scenarios.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;
import raconteur.scenarios.surface.Published.Operation;

/**
 * B06: what a request names beyond its own fields is bound to nothing, though it be called like every column there is.
 */
class UnboundTest {
    private static final String MARK = "FORGED7f3a9c";
    private static final long NUMBER = 987_654_321_987L;
    private static final Set<String> LIKE_COLUMNS = Set.of(
            "role", "roles", "is_admin", "admin", "owner", "owner_id", "account_id", "balance", "held", "suspended");

    @SuppressWarnings("NullAway.Init") // set before every test
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.with();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    /** The columns of every table, by table. */
    private static Map<String, List<String>> tables(Connection database) throws SQLException {
        var tables = new LinkedHashMap<String, List<String>>();
        var all = database.getMetaData();
        try (var names = all.getTables(database.getCatalog(), database.getSchema(), null, new String[] {"TABLE"})) {
            while (names.next()) {
                var table = names.getString("TABLE_NAME");
                if (!table.startsWith("sqlite_") && !table.startsWith("flyway_")) {
                    tables.put(table, new ArrayList<>());
                }
            }
        }
        // one by one: of all together SQLite makes a statement that becomes too long
        for (var table : tables.entrySet()) {
            try (var columns = all.getColumns(database.getCatalog(), database.getSchema(), table.getKey(), null)) {
                while (columns.next()) {
                    table.getValue().add(columns.getString("COLUMN_NAME"));
                }
            }
        }
        return tables;
    }

    /** Where what was forged stands. */
    private static List<String> forged() throws SQLException {
        var found = new ArrayList<String>();
        try (var database = stage.database();
                var statement = database.createStatement()) {
            for (var table : tables(database).entrySet()) {
                for (var column : table.getValue()) {
                    try (var cells = statement.executeQuery(
                            "select cast(\"%s\" as varchar) from \"%s\"".formatted(column, table.getKey()))) {
                        while (cells.next()) {
                            var text = String.valueOf(cells.getString(1));
                            if (text.contains(MARK) || text.contains(Long.toString(NUMBER))) {
                                found.add(table.getKey() + "." + column + ": " + text);
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private static Set<String> names() throws SQLException {
        var names = new TreeSet<>(LIKE_COLUMNS);
        try (var database = stage.database()) {
            tables(database).values().forEach(names::addAll);
        }
        return names;
    }

    /** Ada's things by the beginning of the paths that name them; her own message first. */
    private static Map<String, String> things(Person ada, Person.Taken taken, String tale) {
        var things = new LinkedHashMap<String, String>();
        things.put("/api/messages/", taken.question());
        things.put("/api/conversations/", tale);
        things.put("/api/turns/", taken.turn());
        things.put(
                "/api/personas/",
                ada.post("/api/personas", Json.of("name", "hers")).expect(201).text("id"));
        things.put("/api/me/providers/", "fake");
        return things;
    }

    private static void send(Operation operation, Set<String> names, Published published) {
        var ada = stage.ada();
        var before = ada.get("/api/me").expect(200).json();
        String tale = ada.conversation();
        var things = things(ada, ada.say(tale, "a question\n~tokens:3"), tale);
        var id = things.entrySet().stream()
                .filter(one -> operation.path().startsWith(one.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        var schema = Objects.requireNonNull(operation.body());
        var body = published.fitting(schema, things.getOrDefault("/api/messages/", ""));
        for (var forged : List.of(Json.of("v", MARK), Json.of("v", NUMBER))) {
            for (var name : names) {
                if (!schema.path("properties").has(name)) {
                    body.set(name, forged.path("v"));
                }
            }
            ada.send(operation.method(), operation.at(id), body, Map.of());
        }
        var now = ada.get("/api/me");
        if (now.status() == 200) {
            assertThat(now.text("id")).isEqualTo(before.path("id").asText());
            assertThat(now.text("role")).isEqualTo("member");
            assertThat(now.text("created_at"))
                    .isEqualTo(before.path("created_at").asText());
            ada.get("/api/admin/providers").expect(403);
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsBoundThatARequestDoesNotHave() throws SQLException {
        var names = names();
        assertThat(names).hasSizeGreaterThan(60).contains("password", "state", "cost", "ended_at");
        var published = new Published(stage);
        var operations = published.operations().stream()
                .filter(one -> one.body() != null && !one.path().startsWith("/api/admin/"))
                .toList();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(14);
        return Stream.concat(
                operations.stream().map(one -> dynamicTest(one.toString(), () -> send(one, names, published))),
                Stream.of(dynamicTest(
                        "and nothing of it is kept", () -> assertThat(forged()).isEmpty())));
    }
}
