package raconteur.character.tavern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Shanghai is eight hours ahead. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-21T08:00:00.123Z | 2026-11-21T08:00:00.123Z",
                "2026-11-21T08:00:00+02:00 | 2026-11-21T06:00:00Z",
                "2026-11-21T08:00:00 | 2026-11-21T00:00:00Z",
                "2024-6-1 @10h 5m 3s 12ms | 2024-06-01T02:05:03.012Z",
                "2026-11-21@08h00m00s000ms | 2026-11-21T00:00:00Z",
                "2024-12-31 @23h 59m 59s 999ms | 2024-12-31T15:59:59.999Z",
                "2024-6-1@10h05m03s | 2024-06-01T02:05:03Z",
                "June 1, 2024 10:05am | 2024-06-01T02:05:00Z",
                "June 1, 2024 10:05 PM | 2024-06-01T14:05:00Z",
                "Jun 1, 2024 12:05 am | 2024-05-31T16:05:00Z",
                "September 30, 2023 12:00pm | 2023-09-30T04:00:00Z",
                "2024年6月1日 10:05 | 2024-06-01T02:05:00Z",
                "2024年6月1日下午3点05分 | 2024-06-01T07:05:00Z",
                "1717207503012 | 2024-06-01T02:05:03.012Z",
                "1717207503 | 2024-06-01T02:05:03Z",
            })
    void itIsReadAsItWasEverWritten(String said, Instant moment) {
        assertThat(Moments.read(JSON.textNode(said), Folder.SHANGHAI)).isEqualTo(moment);
    }

    @Test
    void aNumberIsSecondsOrMilliseconds() {
        assertThat(Moments.read(JSON.numberNode(1_717_207_503_012L), Folder.SHANGHAI))
                .isEqualTo("2024-06-01T02:05:03.012Z");
        assertThat(Moments.read(JSON.numberNode(new BigDecimal("1717207503012.75")), Folder.SHANGHAI))
                .isEqualTo("2024-06-01T02:05:03.012Z");
        assertThat(Moments.read(JSON.numberNode(1_717_207_503), Folder.SHANGHAI))
                .isEqualTo("2024-06-01T02:05:03Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2024-13-1 @10h 5m 3s 12ms",
                "2023-2-29 @10h 5m 3s 12ms",
                "13 June, 2024 10:05am",
                "Foo 1, 2024 10:05am",
                "June 1, 2024 25:05",
                "2024年13月1日 10:05",
                "1890-01-01T00:00:00Z",
                "999999999999999",
                "+123456-01-01T00:00:00Z"
            })
    void whatIsNoTimeIsNone(String said) {
        assertThat(Moments.read(JSON.textNode(said), Folder.SHANGHAI)).isNull();
    }

    @Test
    void numbersThatAreNoTimeAreNone() {
        for (var odd : new String[] {"0", "-5", "1E+999999999", "1E-999999999", "9E+17", "99999999999999999999"}) {
            assertThat(Moments.read(JSON.numberNode(new BigDecimal(odd)), Folder.SHANGHAI))
                    .as(odd)
                    .isNull();
        }
        assertThat(Moments.read(JSON.objectNode(), Folder.SHANGHAI)).isNull();
        assertThat(Moments.read(JSON.missingNode(), Folder.SHANGHAI)).isNull();
    }
}
