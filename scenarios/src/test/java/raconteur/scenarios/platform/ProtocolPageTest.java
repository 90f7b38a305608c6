package raconteur.scenarios.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/protocol.md says what the server publishes. {@code ./raconteur docs} writes it anew. */
@Timeout(120)
class ProtocolPageTest {
    private static final Path PAGE = Path.of("../docs/protocol.md");
    private static final List<String> VERBS = List.of("get", "post", "put", "patch", "delete");

    private static final String BEFORE = """
            # Protocol

            Written by `./raconteur docs` from the server's `/openapi.json`, which has every detail; `/docs` of a running server shows it.

            JSON in snake case; ids are UUIDs, times ISO 8601 in UTC with milliseconds, amounts decimal strings. A refusal is
            `application/problem+json` with a stable `code`. Streams are Server-Sent Events numbered from 1 that go on after any
            `Last-Event-ID`. Sign in for a token, or send an API key: `Authorization: Bearer …`.
            """;

    /** The one address that takes no requests. */
    private static final String SOCKET = """

            ## The event socket

            `GET /ws` (WebSocket, text frames of JSON). Sign in while connecting (`Authorization: Bearer …`, the protocols `raconteur, bearer.<token>`, or
            a page's cookie) or by the first message. A request is `{"event", "id", "data"}`, its answer `{"event", "reply_to", "data"}` or
            `{"event", "reply_to", "error": {"code", "status", "message", "trace_id", …}}`. Beside these come `{"event", "turn_id", "seq", "data"}`, the numbered
            events of turns that are followed, and `{"event", "data"}` for everything else.

            | request | data | answers |
            |---|---|---|
            | `login` | `token`, or `username` and `password` | as `POST /api/login`; with a token only who it is |
            | `logout` | `token`, or nothing for the socket's own | the login ends; this socket stays open as nobody's |
            | `chat` | as `POST /api/chat`, and `subscribe: true` to follow at once | `chat_session_id`, `turn_id`, `generation_ids`, `created_at`, `preset`: with a preset there are two answers, the first of its own turn |
            | `fetch_chat_history` | `chat_session_id`, `before`, `limit` | as `POST /api/fetch_chat_history` |
            | `open_tab` | `chat_session_id`, or `page: true` for a page that shows any conversation | `chat_session_id`; 409 `TOO_MANY_TABS` with `open` |
            | `close_tab` | `chat_session_id` | |
            | `subscribe` | `turn_id`, `after` | `following`: false when every event was told before |
            | `unsubscribe` | `turn_id` | |
            | `stop` | `turn_id` | `state` |
            | `heartbeat` | | `status` |

            | told | data |
            |---|---|
            | `presence` | `sockets` of the account, `tabs` that are open |
            | `conversation_changed` | `conversation_id`, `change`: `made`, `changed`, `deleted`, `restored`, `turn_began`, `turn_ended`, and its `turn_id` |
            | `signed_out` | `reason`; the socket is closed with it |
            | `error` | what came was no request |

            | closed with | because |
            |---|---|
            | 4400 | ten messages within a minute were no requests |
            | 4408 | nothing came for `RACONTEUR_SESSION_HEARTBEAT`; its tabs are free |
            | 4409 | the login has ended; the reason says how |
            | 4008 | more sockets than the account may have, or what was sent was not taken for a minute |
            | 1012 | the server restarts: come back soon |
            | 1007, 1008, 1009 | not UTF-8; a flood of pings or pieces; a message of more than 1 MiB |

            A message has at most 256 KiB; 20 per second are listened to. Before a login there are only `login` and `heartbeat`.
            """;

    @TempDir
    Path folder;

    @Test
    void thePageTellsEveryOperation() throws IOException, InterruptedException {
        var page = page(published());

        if (Boolean.getBoolean("update")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("run ./raconteur docs").exists();
        assertThat(Files.readString(PAGE)).as("run ./raconteur docs").isEqualTo(page);
    }

    @Test
    void everyOperationHasANameOfItsOwnAndTellsOfRefusals() throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        published()
                .get("paths")
                .forEach(path -> VERBS.stream().filter(path::has).forEach(verb -> {
                    ids.add(path.get(verb).path("operationId").asText());
                    assertThat(path.get(verb).at("/responses/default/$ref").asText())
                            .endsWith("/Problem");
                }));

        assertThat(ids).isNotEmpty().doesNotContain("").doesNotHaveDuplicates();
        assertThat(published().at("/components/securitySchemes/bearer/scheme").asText())
                .isEqualTo("bearer");
    }

    private JsonNode published() throws IOException, InterruptedException {
        try (var server = Packaged.start(folder, Map.of());
                var stream = URI.create(server.base() + "/openapi.json").toURL().openStream()) {
            return new ObjectMapper().readTree(stream);
        }
    }

    private static String page(JsonNode document) {
        var groups = new TreeMap<String, StringBuilder>();
        document.get("paths")
                .properties()
                .forEach(path -> VERBS.stream()
                        .filter(path.getValue()::has)
                        .forEach(verb -> groups.computeIfAbsent(
                                        group(path.getKey(), path.getValue().get(verb)), _ -> new StringBuilder())
                                .append(row(verb, path.getKey(), path.getValue().get(verb)))));
        var page = new StringBuilder(BEFORE);
        groups.forEach((name, rows) -> page.append("\n## ")
                .append(name)
                .append("\n\n| | | takes | gives |\n|---|---|---|---|\n")
                .append(rows));
        return page.append(SOCKET).toString();
    }

    private static String group(String path, JsonNode operation) {
        var tag = operation.at("/tags/0").asText();
        return tag.isEmpty()
                ? path.split("/", -1)[path.startsWith("/api/") ? 2 : 1]
                : tag.toLowerCase(Locale.ROOT).replace(" resource", "");
    }

    private static String row(String verb, String path, JsonNode operation) {
        var gives = new ArrayList<String>();
        operation.path("responses").properties().forEach(answer -> {
            if (answer.getKey().startsWith("2")) {
                gives.add((answer.getKey() + " " + type(answer.getValue())).strip());
            }
        });
        return "| `%s %s` | %s | %s | %s |\n"
                .formatted(
                        verb.toUpperCase(Locale.ROOT),
                        path,
                        operation.path("summary").asText(),
                        type(operation.path("requestBody")),
                        String.join(", ", gives));
    }

    /** The name of the schema of a body, with its media type where that is not JSON. */
    private static String type(JsonNode body) {
        var types = new ArrayList<String>();
        body.path("content").properties().forEach(media -> {
            var schema = media.getValue().path("schema");
            var name = name(schema);
            types.add(media.getKey().equals("application/json") ? name : name + " as " + media.getKey());
        });
        return String.join(" or ", types);
    }

    private static String name(JsonNode schema) {
        if (schema.has("$ref")) {
            var reference = schema.get("$ref").asText();
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        return schema.path("type").asText().equals("array")
                ? "[" + name(schema.path("items")) + "]"
                : schema.path("type").asText("object");
    }
}
