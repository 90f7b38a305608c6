package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The upstream as Anthropic and as Ollama. */
class VendorTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String END = "\r\n0\r\n\r\n";

    private final Upstream upstream = Upstream.start(0);

    @AfterEach
    void close() {
        upstream.close();
    }

    private Wiretap send(String method, String path, String headers, String body) throws IOException {
        return new Wiretap(upstream)
                .send("%s %s HTTP/1.1\r\nhost: x\r\n%scontent-length: %d\r\n\r\n%s"
                        .formatted(method, path, headers, body.getBytes(UTF_8).length, body));
    }

    private Wiretap anthropic(String model, String more) throws IOException {
        return send(
                "POST",
                "/v1/messages",
                "anthropic-version: 2023-06-01\r\nx-api-key: sk-ant-secret\r\n",
                "{\"model\":\"%s\",\"max_tokens\":9,\"system\":\"你好\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]%s}"
                        .formatted(model, more));
    }

    private Wiretap ollama(String model, String more) throws IOException {
        return send(
                "POST",
                "/api/chat",
                "",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]%s}".formatted(model, more));
    }

    @Test
    void aStreamIsTheExactWireOfAnthropic() throws IOException {
        var words = Prose.EN.tokens(3, 2);
        try (var tap = anthropic("fake~tokens:2~text:en~seed:3~cached:openai", ",\"stream\":true")
                .readUntil(END)) {
            assertThat(tap.head()).contains("content-type: text/event-stream; charset=utf-8");
            assertThat(tap.body()).isEqualTo("""
                    event: message_start
                    data: {"type":"message_start","message":{"id":"msg_000000000001","type":"message",\
                    "role":"assistant","model":"fake~tokens:2~text:en~seed:3~cached:openai","content":[],\
                    "stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":4,\
                    "cache_creation_input_tokens":0,"cache_read_input_tokens":3,"output_tokens":1,\
                    "service_tier":"standard"}}}

                    event: ping
                    data: {"type":"ping"}

                    event: content_block_start
                    data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":%s}}

                    event: content_block_delta
                    data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":%s}}

                    event: content_block_stop
                    data: {"type":"content_block_stop","index":0}

                    event: message_delta
                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},\
                    "usage":{"input_tokens":4,"cache_creation_input_tokens":0,"cache_read_input_tokens":3,\
                    "output_tokens":2,"service_tier":"standard"}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """.formatted(Wire.quote(words.get(0)), Wire.quote(words.get(1))));
        }
    }

    @Test
    void thinkingIsABlockOfItsOwn() throws IOException {
        try (var tap = anthropic("fake~tokens:1~reasoning:content~thoughts:1", ",\"stream\":true")
                .readUntil(END)) {
            assertThat(tap.body())
                    .containsSubsequence(
                            "\"index\":0,\"content_block\":{\"type\":\"thinking\"",
                            "thinking_delta",
                            "signature_delta",
                            "\"content_block_stop\",\"index\":0",
                            "\"index\":1,\"content_block\":{\"type\":\"text\"",
                            "\"content_block_stop\",\"index\":1",
                            "\"output_tokens\":2");
        }
    }

    @Test
    void aStreamIsTheExactWireOfOllama() throws IOException {
        var words = Prose.EN.tokens(3, 2);
        String model = "fake~tokens:2~text:en~seed:3";
        String start = "{\"model\":\"" + model
                + "\",\"created_at\":\"2026-11-21T08:00:00.000000Z\",\"message\":{\"role\":\"assistant\",\"content\":";
        try (var tap = ollama(model, "").readUntil(END)) {
            assertThat(tap.head()).contains("content-type: application/x-ndjson");
            assertThat(tap.body())
                    .isEqualTo("""
                    %s%s},"done":false}
                    %s%s},"done":false}
                    %s""},"done":true,"done_reason":"stop","total_duration":4883583458,"load_duration":1334875,\
                    "prompt_eval_duration":342546000,"eval_duration":4535599000,"prompt_eval_count":5,"eval_count":2}
                    """.formatted(start, Wire.quote(words.get(0)), start, Wire.quote(words.get(1)), start));
        }
    }

    @Test
    void anAnswerInOnePieceIsAllOfIt() throws IOException {
        try (var one = anthropic("fake~tokens:3~reasoning:content", "").readUntil("service_tier\":\"standard\"}}");
                var other = ollama("fake~tokens:3~reasoning:content", ",\"stream\":false")
                        .readUntil("\"eval_count\":8}")) {
            assertThat(one.all())
                    .contains("application/json", "{\"type\":\"text\",\"text\":" + Wire.quote(Prose.ZH.text(1, 3)));
            assertThat(other.all())
                    .contains("application/json", "\"content\":" + Wire.quote(Prose.ZH.text(1, 3)), "\"thinking\":");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "U08.2    | 429 | retry-after: 2      | rate_limit_error",
                "U08.quota| 400 | Bad Request         | credit balance is too low",
                "U09      | 401 | Unauthorized        | sk-ant-secret",
                "U09.404  | 404 | Not Found           | not_found_error",
                "U10.529  | 529 | application/json    | overloaded_error",
                "U11      | 400 | application/json    | prompt is too long",
                "U18@1    | 200 | text/event-stream   | event: error",
                "U20@1    | 200 | text/event-stream   | \"stop_reason\":\"refusal\""
            })
    void faultsOfAnthropicAreInItsWords(String fault, int status, String header, String words) throws IOException {
        try (var tap = anthropic("fake~fault:" + fault, ",\"stream\":true").readUntil(words)) {
            assertThat(tap.head()).startsWith("HTTP/1.1 " + status).contains(header);
            assertThat(tap.all()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "U08      | 429 | {\"error\":\"too many",
                "U09.404  | 404 | not found",
                "U10.503  | 503 | maximum pending requests exceeded",
                "U18@1    | 200 | unexpected EOF",
                "U20      | 400 | Ollama filters nothing"
            })
    void faultsOfOllamaAreInItsWords(String fault, int status, String words) throws IOException {
        try (var tap = ollama("fake~fault:" + fault, "").readUntil(words)) {
            assertThat(tap.head()).startsWith("HTTP/1.1 " + status);
            assertThat(tap.all()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"max_tokens\":1}                                                        | JSON body",
                "{\"messages\":[]}                                                         | max_tokens",
                "{\"max_tokens\":1,\"messages\":[{\"role\":\"system\",\"content\":\"x\"}]}     | Unexpected role",
                "{\"max_tokens\":1,\"messages\":[{\"role\":\"assistant\",\"content\":\"x\"}]}  | must alternate",
                "{\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\" \"}]}       | non-whitespace",
                "{\"max_tokens\":1,\"temperature\":1.5,\"messages\":[]}                      | temperature"
            })
    void anthropicIsStrict(String body, String complaint) throws IOException {
        try (var tap = send("POST", "/v1/messages", "anthropic-version: 2023-06-01\r\n", body)
                .readUntil("request_id")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 400");
            assertThat(tap.all()).contains("invalid_request_error", complaint);
        }
        try (var tap = send("POST", "/v1/messages", "", "{\"max_tokens\":1,\"messages\":[]}")
                .readUntil("request_id")) {
            assertThat(tap.all()).contains("anthropic-version");
        }
    }

    @Test
    void theListOfModelsIsInTheWordsOfWhoIsAsked() throws IOException {
        upstream.models(java.util.List.of("one", "two", "embedder"));
        try (var plain = send("GET", "/v1/models", "", "").readUntil("]}");
                var page = send("GET", "/v1/models?limit=1&after_id=one", "anthropic-version: 2023-06-01\r\n", "")
                        .readUntil("last_id");
                var tags = send("GET", "/api/tags", "", "").readUntil("]}");
                var shown = send("POST", "/api/show", "", "{\"model\":\"one\"}").readUntil("]}");
                var missing =
                        send("POST", "/api/show", "", "{\"model\":\"six\"}").readUntil("not found")) {
            assertThat(plain.all()).contains("\"owned_by\":\"fake\"");
            assertThat(page.all())
                    .contains("\"id\":\"two\"", "\"has_more\":true")
                    .doesNotContain("\"id\":\"one\"");
            assertThat(tags.all()).contains("\"name\":\"one\"", "\"family\":\"bert\"");
            assertThat(shown.all()).contains("\"llama.context_length\":131072", "\"completion\"");
            assertThat(missing.head()).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    void aCallRemembersWhatWasAskedAndWhatWasDelivered() throws IOException {
        try (var _ = anthropic("fake~tokens:5", ",\"stream\":true").readUntil("message_stop");
                var _ = ollama("fake~tokens:5~fault:U05@3", "").readToEnd()) {
            var first = upstream.awaitCompletion(1, SOON).awaitEnd(SOON);
            assertThat(first.path()).isEqualTo("/v1/messages");
            assertThat(first.header("x-api-key")).contains("sk-ant-secret");
            assertThat(first.outcome()).isEqualTo(Call.Outcome.COMPLETED);
            assertThat(first.delivered()).isEqualTo(Prose.ZH.text(1, 5));

            var second = upstream.awaitCompletion(2, SOON).awaitEnd(SOON);
            assertThat(second.outcome()).isEqualTo(Call.Outcome.CUT);
            assertThat(second.delivered()).isEqualTo(Prose.ZH.text(1, 3));
        }
    }

    @Test
    void aRequiredKeyIsAskedForInEachVendorsWay() throws IOException {
        upstream.requireKey("sk-other");
        try (var tap = anthropic("fake", "").readUntil("request_id")) {
            assertThat(tap.all()).contains("authentication_error");
        }
        upstream.requireKey("sk-ant-secret");
        try (var tap = anthropic("fake", "").readUntil("end_turn")) {
            assertThat(tap.head()).startsWith("HTTP/1.1 200");
        }
    }
}
