package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final Upstream upstream = Upstream.start(0);
    private final Load load = new Load();
    private final Target target =
            new Target.OpenAi(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream.port()));

    @AfterEach
    void close() {
        load.close();
        upstream.close();
    }

    @Test
    void chatsOneAfterAnotherAreAllCheckedAndCounted() throws InterruptedException {
        var report = load.run(target, Shape.chats(8, 5, 20));

        assertThat(report.failures()).isEmpty();
        assertThat(report.isWhole()).isTrue();
        assertThat(report.chats()).isEqualTo(40);
        assertThat(report.ttft().getTotalCount()).isEqualTo(40);
        assertThat(upstream.received()).isEqualTo(40);
    }

    @Test
    void gapsAreMeasuredAgainstTheCadence() throws InterruptedException {
        var report = load.run(
                target, Shape.streams(10, Duration.ofMillis(20), Duration.ofMillis(400), Duration.ofSeconds(1)));

        assertThat(report.isWhole()).isTrue();
        assertThat(report.gap().getTotalCount()).isEqualTo(10 * 19);
        assertThat(report.gap().getMean() / 1e6).isBetween(15.0, 25.0);
        assertThat(report.late().getTotalCount()).isGreaterThan(10);
    }

    @Test
    void aWrongTextIsFound() throws InterruptedException {
        upstream.next(Behaviour.of("~tokens:20~seed:99"));

        assertThat(load.run(target, Shape.chats(1, 2, 20)).failures().keySet())
                .singleElement()
                .asString()
                .startsWith("the text differs at byte ");
    }

    @Test
    void aMissingEndABrokenConnectionAndARefusalAreFound() throws InterruptedException {
        upstream.next(Behaviour.of("~tokens:20~fault:U16"))
                .next(Behaviour.of("~tokens:20~fault:U05@3"))
                .next(Behaviour.of("~fault:U10.503"));

        var report = load.run(target, Shape.chats(1, 4, 20));

        assertThat(report.chats()).isEqualTo(1);
        assertThat(report.failures().keySet())
                .anyMatch(complaint -> complaint.equals("the end was not told"))
                .anyMatch(complaint -> complaint.contains("the connection ended") || complaint.contains("reset"))
                .anyMatch(complaint -> complaint.startsWith("503 {\"error\""));
    }

    @Test
    void whatHangsIsGivenUpAtTheLimit() throws InterruptedException {
        upstream.next(Behaviour.of("~fault:U06@1"));
        var shape = new Shape(1, 1, 20, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));

        assertThat(load.run(target, shape).failures()).containsOnlyKeys("not finished after PT0.3S");
    }

    private static Events reader(String text) {
        return Events.of(new Target.Raconteur(new InetSocketAddress(0), List.of()), new Expected(text));
    }

    private static boolean take(Events events, String event) {
        byte[] bytes = event.getBytes(UTF_8);
        return events.take(bytes, bytes.length);
    }

    @Test
    void ourOwnEventsMustBeNumberedAndEndWithOneDone() {
        var good = reader("a\"夜\n😀");
        assertThat(take(good, "retry: 2000\n\n")).isFalse();
        assertThat(take(good, "id: 1\nevent: turn\ndata: {}\n\n")).isFalse();
        assertThat(take(good, ": keep-alive\n\n")).isFalse();
        assertThat(take(good, "id: 2\nevent: delta\ndata: {\"message_id\":\"m\",\"text\":\"a\\\"\\u591c\"}\n\n"))
                .isTrue();
        assertThat(take(good, "id: 3\nevent: delta\ndata: {\"text\":\"\\n\\ud83d\\ude00\"}\n\n"))
                .isTrue();
        assertThat(good.verdict()).isEqualTo("the end was not told, last event 3, text whole");
        assertThat(take(good, "id: 4\nevent: done\ndata: {}\n\n")).isFalse();
        assertThat(good.verdict()).isNull();

        var gap = reader("");
        take(gap, "id: 2\nevent: turn\ndata: {}\n\n");
        assertThat(gap.verdict()).isEqualTo("event 2 after 0");

        var error = reader("");
        take(error, "id: 1\nevent: error\ndata: {\"code\":\"X\"}\n\n");
        assertThat(error.verdict()).contains("\"code\":\"X\"");

        var twice = reader("");
        take(twice, "id: 1\nevent: done\ndata: {}\n\n");
        take(twice, "id: 2\nevent: done\ndata: {}\n\n");
        assertThat(twice.verdict()).startsWith("after done");
    }

    @Test
    void theCommandLineIsReadWithItsMistakes() {
        var options =
                Options.parse(new String[] {"--loads=700@20ms,chats:32x5,turns:50/s,start", "--seconds=4", "--ramp=2"});

        assertThat(options.start()).isTrue();
        assertThat(options.shapes())
                .containsExactly(
                        Shape.streams(700, Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(2)),
                        Shape.chats(32, 5, 20),
                        Shape.turns(50, Duration.ofSeconds(4)));
        assertThatThrownBy(() -> Options.parse(new String[] {"--load=1"})).hasMessageContaining("--load=1");
    }
}
