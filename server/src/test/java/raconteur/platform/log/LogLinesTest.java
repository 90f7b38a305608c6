package raconteur.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLinesTest {
    private static final LogLines PLAIN = new LogLines(false);
    private static final LogLines JSON = new LogLines(true);

    private static ExtLogRecord record(String message) {
        var record =
                new ExtLogRecord(Level.INFO, message, ExtLogRecord.FormatStyle.NO_FORMAT, LogLinesTest.class.getName());
        record.setLoggerName("raconteur.turn.Turns");
        record.setInstant(Instant.parse("2026-11-21T10:00:00.123Z"));
        record.setMdc(Map.of("trace_id", "t-1", "account", "a-1", "password", "hunter2"));
        return record;
    }

    @Test
    void aPlainLineHasTimeLevelPlaceMessageAndWhereItBelongs() {
        assertThat(PLAIN.format(record("A turn began.")))
                .isEqualTo("2026-11-21T10:00:00.123Z INFO  business Turns A turn began. trace_id=t-1 account=a-1\n");
    }

    @Test
    void aJsonLineHasTheSame() throws JsonProcessingException {
        var line = new ObjectMapper().readTree(JSON.format(record("A \"turn\" began.")));

        assertThat(line.get("time").asText()).isEqualTo("2026-11-21T10:00:00.123Z");
        assertThat(line.get("level").asText()).isEqualTo("INFO");
        assertThat(line.get("layer").asText()).isEqualTo("business");
        assertThat(line.get("logger").asText()).isEqualTo("raconteur.turn.Turns");
        assertThat(line.get("message").asText()).isEqualTo("A \"turn\" began.");
        assertThat(line.get("trace_id").asText()).isEqualTo("t-1");
        assertThat(line.has("password")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u001b[31m", "\u2028", "\u202e", "\u0000", "\u0085"})
    void nothingForgesALine(String trick) {
        var message = "before" + trick + "2026-11-21T10:00:00.123Z INFO  Turns forged";

        assertThat(PLAIN.format(record(message)).lines()).hasSize(1);
        assertThat(PLAIN.format(record(message))).doesNotContain(trick.equals("\n") ? "\n2026" : trick);
        assertThat(JSON.format(record(message)).lines()).hasSize(1);
    }

    @Test
    void aFaultIsToldWithItsCauseAndNeitherForgesALine() throws JsonProcessingException {
        var record = record("It went wrong");
        record.setThrown(new IllegalStateException("outer\nforged", new IllegalArgumentException("inner")));

        var plain = PLAIN.format(record);
        var json = new ObjectMapper().readTree(JSON.format(record)).get("stack").asText();

        assertThat(plain)
                .contains("outer\\u000aforged")
                .contains("caused by java.lang.IllegalArgumentException: inner");
        assertThat(plain.lines().skip(1)).allMatch(line -> line.startsWith("    "));
        assertThat(json).contains("outer\\u000aforged").contains("caused by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /invoke?key=CANARY9f8e7d&x=1",
                "GET /api/verify?token=CANARY9f8e7d",
                "GET /setup?code=CANARY9f8e7d",
                "Authorization: Bearer CANARY9f8e7d",
                "{\"password\":\"CANARY9f8e7d\"}",
                "{\"api_key\": \"CANARY9f8e7d\"}",
                "provider key rk_CANARY9f8e7d was used",
                "provider key sk-CANARY9f8e7d was used",
                "signed eyJhbGciOi.CANARY9f8e7d.sig",
                "cannot reach postgresql://ada:CANARY9f8e7d@db/raconteur",
                "Cookie: raconteur=CANARY9f8e7d"
            })
    void noSecretReachesTheLog(String message) {
        var record = record(message);
        record.setThrown(new IllegalStateException(message));

        assertThat(PLAIN.format(record)).doesNotContain("CANARY");
        assertThat(JSON.format(record)).doesNotContain("CANARY");
    }
}
