package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpstreamTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Upstream upstream = Upstream.start(0);

    @AfterEach
    void close() {
        upstream.close();
    }

    private Wiretap ask(String model) throws IOException {
        return new Wiretap(upstream).send(Wiretap.stream(model));
    }

    private static List<JsonNode> events(String body) throws IOException {
        var events = new ArrayList<JsonNode>();
        for (String line : body.split("\n", -1)) {
            if (line.startsWith("data: {")) {
                events.add(JSON.readTree(line.substring(6)));
            }
        }
        return events;
    }

    private static String content(String body) throws IOException {
        var text = new StringBuilder();
        for (var event : events(body)) {
            text.append(
                    event.path("choices").path(0).path("delta").path("content").asText(""));
        }
        return text.toString();
    }

    @Test
    void aStreamIsTheExactWireOfOpenAi() throws IOException {
        try (var tap = ask("fake~tokens:2~text:en~seed:3").readUntil("\r\n0\r\n\r\n")) {
            var words = Prose.EN.tokens(3, 2);
            long created = events(tap.body()).getFirst().path("created").asLong();
            String start = "{\"id\":\"chatcmpl-000000000001\",\"object\":\"chat.completion.chunk\",\"created\":"
                    + created + ",\"model\":\"fake~tokens:2~text:en~seed:3\",\"choices\":[{\"index\":0,\"delta\":";

            assertThat(tap.head().lines())
                    .containsExactly(
                            "HTTP/1.1 200 OK",
                            "content-type: text/event-stream; charset=utf-8",
                            "cache-control: no-cache",
                            "transfer-encoding: chunked",
                            "");
            assertThat(tap.body()).isEqualTo("""
                            data: %s{"role":"assistant","content":""},"finish_reason":null}]}

                            data: %s{"content":%s},"finish_reason":null}]}

                            data: %s{"content":%s},"finish_reason":null}]}

                            data: %s{},"finish_reason":"stop"}]}

                            data: [DONE]

                            """.formatted(
                            start, start, Wire.quote(words.get(0)), start, Wire.quote(words.get(1)), start));
        }
    }

    @Test
    void everyKindOfTextArrivesWhole() throws IOException {
        for (var kind : Prose.values()) {
            String knobs = "~tokens:60~seed:9~text:" + kind.name().toLowerCase(java.util.Locale.ROOT);
            try (var tap = ask("fake" + knobs).readUntil("[DONE]")) {
                assertThat(content(tap.body()))
                        .isEqualTo(kind.text(9, 60))
                        .isEqualTo(Behaviour.of(knobs).text());
            }
        }
    }

    @Test
    void usageComesWhereTheStyleSays() throws IOException {
        assertThat(usages("~usage:none")).isEmpty();
        assertThat(usages("~usage:asked")).isEmpty();
        assertThat(usages("~usage:extra")).containsExactly(3);
        assertThat(usages("~usage:last~role:no")).containsExactly(1);
        assertThat(usages("~usage:every~role:no")).containsExactly(0, 1);
        assertThat(usages("~usage:choice~role:no")).containsExactly(2);
    }

    private List<Integer> usages(String knobs) throws IOException {
        try (var tap = ask("fake~tokens:2" + knobs.replace("~usage:extra", "~usage:extra~role:no"))
                .readUntil("[DONE]")) {
            var events = events(tap.body());
            var places = new ArrayList<Integer>();
            for (int i = 0; i < events.size(); i++) {
                if (events.get(i).has("usage")
                        || events.get(i).path("choices").path(0).has("usage")) {
                    places.add(i);
                }
            }
            return places;
        }
    }

    @Test
    void usageIsCountedWhenItIsAskedFor() throws IOException {
        String asked = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        try (var tap = new Wiretap(upstream)
                .send(Wiretap.request("fake~tokens:3~reasoning:content~thoughts:2~cached:deepseek", "hello", asked))
                .readUntil("[DONE]")) {
            var usage = events(tap.body()).getLast().path("usage");

            assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(7);
            assertThat(usage.path("completion_tokens").asInt()).isEqualTo(5);
            assertThat(usage.path("prompt_cache_hit_tokens").asInt()).isEqualTo(3);
            assertThat(usage.path("completion_tokens_details")
                            .path("reasoning_tokens")
                            .asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void linesOfTheQuestionOverruleTheModelsKnobs() throws IOException {
        String question = "Tell me.\n~tokens:4~text:en\n~seed:8\nPlease.";
        try (var tap = new Wiretap(upstream)
                .send(Wiretap.request("fake~tokens:9~seed:1", question, ",\"stream\":true"))
                .readUntil("[DONE]")) {
            assertThat(content(tap.body())).isEqualTo(Prose.EN.text(8, 4));
        }
    }

    @Test
    void tokensComeInTheirTime() throws IOException {
        long start = System.nanoTime();
        try (var tap = ask("fake~first:60ms~every:20ms~tokens:4").readUntil("[DONE]")) {
            long took = (System.nanoTime() - start) / 1_000_000;

            assertThat(took).isBetween(119L, 2000L);
            assertThat(tap.chunks()).hasSize(7);
        }
    }

    @Test
    void anAnswerInOnePieceWaitsWithEmptyLines() throws IOException {
        try (var tap = new Wiretap(upstream)
                .send(Wiretap.request("fake~tokens:3~blank:2", "hi", ""))
                .readUntil("\"usage\"")) {
            String body = tap.all().substring(tap.head().length());

            assertThat(tap.head()).contains("content-type: application/json");
            assertThat(body).startsWith("\n\n{");
            assertThat(JSON.readTree(body).at("/choices/0/message/content").asText())
                    .isEqualTo(Prose.ZH.text(1, 3));
        }
    }

    @Test
    void dialectsChangeTheBytesAndNotTheText() throws IOException {
        try (var tap = ask("fake~tokens:1~role:no~sse:crlf+bom+nospace+named").readUntil("[DONE]")) {
            assertThat(tap.body())
                    .startsWith("\uFEFFevent:message\r\nid:7\r\ndata:{\"id\"")
                    .doesNotContainPattern("[^\r]\n");
        }
        try (var tap = ask("fake~tokens:1~role:no~sse:cr+multiline").readUntil("[DONE]")) {
            assertThat(tap.body()).contains("\",\rdata: \"object\"").doesNotContain("\n");
        }
        try (var tap = ask("fake~tokens:4~comments:2").readUntil("[DONE]")) {
            assertThat(tap.body().split(": keep-alive", -1)).hasSize(3);
        }
    }

    @Test
    void aBodyMayEndWithItsConnection() throws IOException {
        try (var tap = ask("fake~tokens:1~body:close").readToEnd()) {
            assertThat(tap.head()).contains("connection: close").doesNotContain("transfer-encoding");
            assertThat(tap.all()).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void splitsCutAnywhereAndLoseNothing() throws IOException {
        String whole;
        try (var tap = ask("fake~tokens:2~seed:1234").readUntil("\r\n0\r\n\r\n")) {
            whole = tap.body().replace("seed:1234", "");
        }
        try (var tap = ask("fake~tokens:2~seed:1234~split:each").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.chunks()).allMatch(chunk -> chunk.length == 1);
            assertThat(tap.body().replaceAll("seed:1234|~split:each|chatcmpl-\\w+", ""))
                    .isEqualTo(whole.replaceAll("chatcmpl-\\w+", ""));
        }
        try (var tap = ask("fake~tokens:2~seed:1234~split:utf8").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.chunks()).anyMatch(chunk -> (chunk[0] & 0xC0) == 0x80);
            assertThat(content(tap.body())).isEqualTo(Prose.ZH.text(1234, 2));
        }
        try (var tap = ask("fake~tokens:2~role:no~split:100").readUntil("\r\n0\r\n\r\n")) {
            assertThat(tap.chunks().getFirst()).hasSize(100);
            assertThat(content(tap.body())).isEqualTo(Prose.ZH.text(1, 2));
        }
    }

    @Test
    void reasoningComesInEveryStyle() throws IOException {
        for (String style : List.of("content", "openrouter", "both", "think", "unopened")) {
            var behaviour = Behaviour.of("~tokens:2~reasoning:" + style);
            try (var tap = ask("fake" + behaviour).readUntil("[DONE]")) {
                var said = new StringBuilder();
                for (var event : events(tap.body())) {
                    var delta = event.path("choices").path(0).path("delta");
                    said.append(delta.path("reasoning_content").asText(""))
                            .append(delta.path("reasoning").asText(""))
                            .append(delta.path("content").asText(""));
                }
                String expected = switch (style) {
                    case "think" -> "<think>" + behaviour.reasoning() + "</think>" + behaviour.text();
                    case "unopened" -> behaviour.reasoning() + "</think>" + behaviour.text();
                    default -> behaviour.reasoning() + behaviour.text();
                };
                assertThat(said.toString().replace("null", "")).isEqualTo(expected);
            }
        }
    }

    @Test
    void aCallRemembersWhatWasAskedAndWhatWasDelivered() throws IOException {
        try (var _ = ask("fake~tokens:5").readUntil("[DONE]")) {
            var call = upstream.awaitCompletion(1, SOON).awaitEnd(SOON);

            assertThat(call.outcome()).isEqualTo(Call.Outcome.COMPLETED);
            assertThat(call.delivered()).isEqualTo(Behaviour.of("~tokens:5").text());
            assertThat(call.header("authorization")).contains("Bearer sk-secret");
            assertThat(call.body().path("messages")).hasSize(2);
        }
    }

    @Test
    void aCallerWhoLeavesIsSeenAtOnce() throws IOException {
        try (var tap = ask("fake~tokens:1000~every:20ms").readUntil("content")) {
            var call = upstream.awaitCompletion(1, SOON).awaitDelivered(5, SOON);

            long left = System.nanoTime();
            tap.leave();
            call.awaitClosedByClient(SOON);

            assertThat(Duration.ofNanos(call.endedAt() - left)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws IOException {
        try (var tap = new Wiretap(upstream)) {
            tap.send(Wiretap.stream("fake~tokens:1")).readUntil("\r\n0\r\n\r\n");
            tap.send(Wiretap.stream("fake~tokens:1")).readUntil("chatcmpl-000000000002");
            tap.send("GET /v1/models HTTP/1.1\r\nhost: x\r\n\r\n").readUntil("owned_by");

            assertThat(upstream.received()).isEqualTo(3);
        }
    }

    @Test
    void testsMayQueueAnswersAndMakeRules() throws IOException {
        upstream.next(Behaviour.of("~tokens:1~text:en~seed:5"))
                .next(Script.events(List.of("data: {\"a\"".getBytes(UTF_8), ":1}\n\n".getBytes(UTF_8))))
                .when(call -> call.body().path("model").asText().equals("other"), Behaviour.of("~fault:U09.403"));

        try (var first = ask("fake~tokens:9").readUntil("[DONE]");
                var second = ask("fake").readUntil("\r\n0\r\n\r\n");
                var third = ask("other").readUntil("unsupported_country")) {
            assertThat(content(first.body())).isEqualTo(Prose.EN.text(5, 1));
            assertThat(second.chunks()).hasSize(2);
            assertThat(third.head()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void embeddingsDependOnTheTextAlone() throws IOException {
        String body = "{\"model\":\"e\",\"input\":[\"a\",\"b\",\"a\"]}";
        try (var tap = new Wiretap(upstream)
                .send("POST /v1/embeddings HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body)
                .readUntil("total_tokens")) {
            var data = JSON.readTree(tap.all().substring(tap.head().length())).path("data");

            assertThat(data.get(0).path("embedding"))
                    .hasSize(8)
                    .isEqualTo(data.get(2).path("embedding"));
            assertThat(data.get(1).path("embedding")).isNotEqualTo(data.get(0).path("embedding"));
        }
    }

    @Test
    void aKnobThatCannotBeReadIsAnswered400WithTheReason() throws IOException {
        try (var tap = ask("fake~speed:9").readUntil("invalid_knob")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 400 ");
            assertThat(tap.all()).contains("no knob speed");
        }
        assertThatThrownBy(() -> Behaviour.of("~every:20")).hasMessageContaining("20ms");
    }

    @Test
    void aRefusingUpstreamListensAgainOnTheSamePort() throws IOException {
        int port = upstream.port();
        upstream.refuse();
        assertThatThrownBy(() -> new Wiretap(upstream)).isInstanceOf(ConnectException.class);

        upstream.listen();

        assertThat(upstream.port()).isEqualTo(port);
        try (var tap = ask("fake~tokens:1").readUntil("[DONE]")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 200 ");
        }
    }
}
