package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Events;
import raconteur.scenarios.Json;
import raconteur.scenarios.Reply;
import raconteur.scenarios.Stage;

/** A14: hashing passwords takes the cores and the memory of whoever lets it. */
class LoginFloodTest {
    private static final int STREAMS = 100;
    private static final int LOGINS = 500;
    private static final String TALE = "a tale\n~tokens:9000~every:20ms";

    @Test
    void fiveHundredLoginsAtOnceAreAnsweredAndTheStreamsGoOn() throws Exception {
        try (var stage = Stage.with("TRUSTED_PROXIES", "127.0.0.1", "TRIAL_CREDIT", "5.00")) {
            var streams = new ArrayList<Events>();
            for (var n = 0; n < STREAMS / 10; n++) {
                var ada = stage.ada();
                for (var k = 0; k < 10; k++) {
                    streams.add(ada.stream(ada.conversation(), Json.of("text", TALE)));
                }
            }
            for (var stream : streams) {
                stream.awaitText(1);
            }
            var alone = System.nanoTime();
            streams.getFirst()
                    .await(event -> event.at() > alone + Duration.ofSeconds(2).toNanos());

            var began = System.nanoTime();
            var replies = flood(stage);
            var over = System.nanoTime();

            assertThat(replies.stream().map(Reply::status))
                    .containsOnly(401, 503)
                    .contains(401, 503);
            assertThat(replies.stream().filter(reply -> reply.status() == 503))
                    .allMatch(reply -> reply.header("retry-after").matches("[1-9]\\d*"));
            var before = slowest(streams, alone, began);
            var during = slowest(streams, began, over);
            assertThat(during)
                    .as(
                            "the p99 gap of %d streams in the %d ms of the flood, against %s alone",
                            STREAMS, (over - began) / 1_000_000, before)
                    .isLessThan(before.multipliedBy(2).plusMillis(60));
            for (var stream : streams) {
                stream.await(event -> event.at() > over && event.name().equals("delta"));
                stream.leave();
            }
        }
    }

    private static List<Reply> flood(Stage stage) throws Exception {
        var start = new CountDownLatch(1);
        var attempts = new ArrayList<Future<Reply>>();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < LOGINS; n++) {
                // everybody from elsewhere and as somebody else, so that nothing but the hashing slows them
                var address = "10.%d.0.%d".formatted(n / 250, n % 250 + 1);
                var body = Json.of("username", "nobody" + n, "password", "wrong horse battery");
                attempts.add(crowd.submit(() -> {
                    start.await();
                    return stage.nobody().send("POST", "/api/login", body, Map.of("X-Forwarded-For", address));
                }));
            }
            start.countDown();
        }
        var replies = new ArrayList<Reply>();
        for (var attempt : attempts) {
            replies.add(attempt.get());
        }
        return replies;
    }

    /** The p99 of the times between two pieces of text that arrived in this time, over all streams. */
    private static Duration slowest(List<Events> streams, long from, long to) {
        var gaps = new ArrayList<Long>();
        for (var stream : streams) {
            var times = stream.soFar().stream()
                    .filter(event -> event.name().equals("delta"))
                    .map(Events.Event::at)
                    .filter(at -> at >= from && at < to)
                    .toList();
            for (var n = 1; n < times.size(); n++) {
                gaps.add(times.get(n) - times.get(n - 1));
            }
        }
        gaps.sort(Long::compare);
        assertThat(gaps).as("gaps to speak of").hasSizeGreaterThan(100);
        return Duration.ofNanos(gaps.get(gaps.size() * 99 / 100));
    }
}
