package raconteur.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "retry-after: 2|PT2S",
                "retry-after: 1.5|PT1.5S",
                "retry-after: 86400|PT24H",
                "retry-after: Sat, 21 Nov 2026 10:00:07 GMT|PT7S",
                "retry-after: Sat, 21 Nov 2026 09:00:00 GMT|PT0S",
                "retry-after: soon|null",
                "retry-after: -3|null",
                "retry-after: 99999999999999999999|null",
                "retry-after-ms: 250|PT0.25S",
                "x-ratelimit-reset: 1795255203000|PT3S",
                "x-ratelimit-reset: 1795255205|PT5S",
                "x-ratelimit-reset-requests: 6m0s|null",
                "content-type: text/plain|null"
            })
    void aWaitIsReadInAnyForm(String header, @Nullable Duration wait) {
        var name = header.substring(0, header.indexOf(':'));
        var headers = MultiMap.caseInsensitiveMultiMap().add(name, header.substring(name.length() + 2));

        assertThat(RetryAfter.of(headers, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"6m0s,PT6M", "1s,PT1S", "20ms,PT0.02S", "1h2m3.5s,PT1H2M3.5S"})
    void whatIsUsedUpSaysWhenItIsBack(String span, Duration wait) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("x-ratelimit-remaining-requests", "0")
                .add("x-ratelimit-reset-requests", span);

        assertThat(RetryAfter.of(headers, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource({"250,2,PT0.25S"})
    void millisecondsAreMorePrecise(String millis, String seconds, Duration wait) {
        var headers =
                MultiMap.caseInsensitiveMultiMap().add("retry-after", seconds).add("retry-after-ms", millis);

        assertThat(RetryAfter.of(headers, NOW)).isEqualTo(wait);
    }
}
