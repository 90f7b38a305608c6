package raconteur.source.wiki;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import raconteur.platform.Refusal;
import raconteur.source.egress.Egress;
import raconteur.source.egress.No;
import raconteur.source.egress.Want;

/** Asks MediaWiki's action API. */
final class Api {
    private static final Duration LAG = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build());

    private final Egress egress;
    private final URI address;

    Api(Egress egress, URI address) {
        this.egress = egress;
        this.address = address;
    }

    /**
     * The answer to one question; an error that the wiki tells is in its {@code error}, unless it asks to wait.
     *
     * @throws Refusal if it cannot be asked, or what answers is no MediaWiki
     */
    JsonNode ask(Map<String, String> question) throws InterruptedException {
        var query = new TreeMap<>(question)
                .entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        var fetched = egress.fetch(address + "?format=json&formatversion=2&utf8=1&" + query, Want.JSON);
        var answer = read(fetched.text());
        var code = answer.path("error").path("code").asText();
        if (code.equals("ratelimited") || code.equals("maxlag") || code.equals("readonly")) {
            throw No.busy(LAG);
        }
        return answer;
    }

    private static JsonNode read(String text) {
        try {
            var answer = JSON.readTree(text);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JsonProcessingException _) {
            throw No.unreadable();
        }
        throw No.unreadable();
    }
}
