package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
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
