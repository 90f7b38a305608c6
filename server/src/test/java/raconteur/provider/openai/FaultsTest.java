package raconteur.provider.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.provider.Fault;
import raconteur.provider.ProviderException;

class FaultsTest {
    private static final Faults FAULTS = new Faults(Samples.CONNECTION);

    private static ProviderException of(int status, String body) {
        return Failures.refused(FAULTS, status, body.getBytes(UTF_8), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\":{\"message\":\"x\",\"code\":\"context_length_exceeded\"}}|CONTEXT_TOO_LONG",
                "400|{\"object\":\"error\",\"message\":\"This model's maximum context length is 4096 tokens\",\"code\":400}|CONTEXT_TOO_LONG",
                "400|{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}|CONTEXT_TOO_LONG",
                "400|{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\"}}|ERROR",
                "400|{\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"Input data may contain inappropriate content.\"}}|CONTENT_POLICY",
                "400|{\"error\":{\"code\":\"1301\",\"message\":\"敏感内容\"}}|CONTENT_POLICY",
                "402|{\"error\":{\"message\":\"Insufficient Balance\"}}|QUOTA",
                "400|{\"error\":{\"code\":\"Arrearage\",\"message\":\"Access denied\"}}|QUOTA",
                "403|{\"code\":30001,\"message\":\"Sorry, your account balance is insufficient\",\"data\":null}|QUOTA",
                "429|{\"error\":{\"code\":\"1302\",\"message\":\"并发\"}}|RATE_LIMITED",
                "429|{\"error\":{\"type\":\"exceeded_current_quota_error\",\"message\":\"x\"}}|QUOTA",
                "429|{\"error\":{\"type\":\"engine_overloaded_error\",\"message\":\"x\"}}|OVERLOADED",
                "429|[{\"error\":{\"code\":429,\"message\":\"Resource exhausted\",\"status\":\"RESOURCE_EXHAUSTED\"}}]|RATE_LIMITED",
                "404|{\"error\":\"model 'x' not found, try pulling it first\"}|CONFIG",
                "404|404 page not found|CONFIG",
                "422|{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"field required\"}]}|ERROR",
                "500|<html></html>|ERROR",
                "503|{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}|OVERLOADED",
                "529|{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}|OVERLOADED",
                "401|{\"code\":\"InvalidApiKey\",\"message\":\"Invalid API-key provided.\",\"request_id\":\"1\"}|CONFIG"
            })
    void whatVendorsSayIsUnderstood(int status, String body, Fault fault) {
        assertThat(of(status, body).fault()).isEqualTo(fault);
    }

    @Test
    void aRequestThatIsWrongStaysWrongAndAServerMayRecover() {
        assertThat(of(400, "{\"error\":{\"message\":\"bad\"}}")).isInstanceOf(ProviderException.Permanent.class);
        assertThat(of(500, "{\"error\":{\"message\":\"bad\"}}")).isInstanceOf(ProviderException.Transient.class);
        assertThat(of(429, "{}")).isInstanceOf(ProviderException.Transient.class);
    }

    @ParameterizedTest
    @CsvSource({
        Samples.KEY,
        "sk-proj-abcdef123456",
        "sk-proj-********************3456",
        "bce-v3/ALTAK-abcdef/0123",
        "Bearer eyJhbGciOi.x.y",
        "0123456789abcdef0123456789abcdef.tail"
    })
    void noMessageRepeatsAKey(String key) {
        var message = of(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + key + ". See docs.\"}}")
                .getMessage();

        assertThat(message)
                .contains("Incorrect API key provided: …", "See docs.")
                .doesNotContain(key.substring(0, Math.min(key.length(), 12)));
    }

    @Test
    void aMessageIsOneShortLine() {
        var message = of(500, "{\"error\":{\"message\":\"a\\n\\u0000b " + "long ".repeat(1000) + "\"}}")
                .getMessage();

        assertThat(message).contains("It says: a b long long").hasSizeLessThan(400);
        assertThat(message).doesNotContain("\n").endsWith("…");
    }
}
