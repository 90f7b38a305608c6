package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** What the fake upstream answers besides completions. */
final class Other {
    private static final int DIMENSIONS = 8;

    private Other() {}

    private static Script json(String body) {
        return Script.answer(200, "application/json", Map.of(), body);
    }

    static Script models(List<String> ids) {
        return json(ids.stream()
                .map(id -> "{\"id\":%s,\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"fake\"}"
                        .formatted(Wire.quote(id)))
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}")));
    }

    /** The models as Anthropic lists them, from behind {@code after_id}. */
    static Script pageOfModels(List<String> ids, Call call) {
        var query = new QueryStringDecoder(call.path()).parameters();
        int limit = Integer.parseInt(query.getOrDefault("limit", List.of("20")).getFirst());
        var after = query.getOrDefault("after_id", List.of("")).getFirst();
        var rest = ids.subList(ids.indexOf(after) + 1, ids.size());
        var page = rest.subList(0, Math.min(limit, rest.size()));
        return json(page.stream()
                .map(id -> "{\"type\":\"model\",\"id\":%s,\"display_name\":%s,\"created_at\":\"2026-02-04T00:00:00Z\"}"
                        .formatted(Wire.quote(id), Wire.quote(id)))
                .collect(Collectors.joining(
                        ",",
                        "{\"data\":[",
                        "],\"has_more\":%b,\"first_id\":%s,\"last_id\":%s}"
                                .formatted(
                                        page.size() < rest.size(),
                                        page.isEmpty() ? "null" : Wire.quote(page.getFirst()),
                                        page.isEmpty() ? "null" : Wire.quote(page.getLast())))));
    }

    /** The models as Ollama lists them. */
    static Script tags(List<String> ids) {
        return json(ids.stream()
                .map(id ->
                        ("{\"name\":%s,\"model\":%s,\"modified_at\":\"2026-11-01T08:00:00Z\",\"size\":4661224676,\"digest\":\"00\","
                                        + "\"details\":{\"parent_model\":\"\",\"format\":\"gguf\",\"family\":\"%s\",\"parameter_size\":\"8B\","
                                        + "\"quantization_level\":\"Q4_K_M\"}}")
                                .formatted(Wire.quote(id), Wire.quote(id), id.contains("embed") ? "bert" : "llama"))
                .collect(Collectors.joining(",", "{\"models\":[", "]}")));
    }

    /** What Ollama says of one model; those with {@code think} in their names think. */
    static Script shown(List<String> ids, JsonNode body) {
        String id = body.path("model").asText();
        if (!ids.contains(id)) {
            return Script.answer(
                    404, "application/json", Map.of(), "{\"error\":\"model '%s' not found\"}".formatted(id));
        }
        return json(
                ("{\"modelfile\":\"\",\"details\":{\"family\":\"llama\"},\"model_info\":{\"general.architecture\":\"llama\","
                                + "\"llama.context_length\":131072},\"capabilities\":[\"completion\",\"tools\"%s]}")
                        .formatted(id.contains("think") ? ",\"thinking\"" : ""));
    }

    /** Vectors that depend on the text alone: equal texts are equal, others are not near. */
    static Script embeddings(JsonNode body) {
        var inputs = new ArrayList<String>();
        if (body.path("input").isArray()) {
            body.path("input").forEach(input -> inputs.add(input.asText()));
        } else {
            inputs.add(body.path("input").asText());
        }
        var data = new ArrayList<String>();
        int tokens = 0;
        for (String input : inputs) {
            data.add("{\"object\":\"embedding\",\"index\":%d,\"embedding\":%s}".formatted(data.size(), vector(input)));
            tokens += input.codePointCount(0, input.length());
        }
        return json(
                "{\"object\":\"list\",\"data\":%s,\"model\":%s,\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d}}"
                        .formatted(data, Wire.quote(body.path("model").asText("fake")), tokens, tokens));
    }

    private static String vector(String input) {
        long mixed = input.hashCode();
        var vector = new ArrayList<String>();
        for (int i = 0; i < DIMENSIONS; i++) {
            mixed = mixed * 6364136223846793005L + 1442695040888963407L;
            vector.add(Double.toString(Math.round((mixed >> 32) / 2147483.648) / 1000.0));
        }
        return vector.toString();
    }

    /** How the rig itself is doing: a late upstream makes a measurement void. */
    static Script stats(int received, Histogram lateness) {
        return json("{\"received\":%d,\"late_p50_us\":%d,\"late_p99_us\":%d,\"late_p999_us\":%d,\"late_max_us\":%d}"
                .formatted(
                        received,
                        lateness.getValueAtPercentile(50) / 1000,
                        lateness.getValueAtPercentile(99) / 1000,
                        lateness.getValueAtPercentile(99.9) / 1000,
                        lateness.getMaxValue() / 1000));
    }
}
