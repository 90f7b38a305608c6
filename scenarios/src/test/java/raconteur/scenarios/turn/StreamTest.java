package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Events;
import raconteur.scenarios.Events.Event;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

@ExtendWith(Stage.Shared.class)
class StreamTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String SLOWLY = "a tale\n~tokens:40~every:25ms";

    private final Stage stage;
    private Person ada;
    private String tale;

    StreamTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
        this.tale = "";
    }

    @BeforeEach
    void open() {
        tale = ada.conversation();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** What every stream of a whole answer must be. */
    private static void assertWhole(List<Event> events, String text) {
        assertThat(events.stream().map(Event::id)).isEqualTo(numbers(1, events.size()));
        var names = events.stream().map(Event::name).toList();
        assertThat(names.stream().filter(name -> !name.equals("delta")))
                .containsExactly("turn", "turn", "message", "usage", "message_end", "turn", "done");
        assertThat(names.subList(0, 3)).containsExactly("turn", "turn", "message");
        assertThat(names.subList(3, names.size() - 4)).isNotEmpty().containsOnly("delta");
        assertThat(events.stream().filter(event -> event.name().equals("turn")).map(Event::state))
                .containsExactly("admitted", "running", "completed");
        assertThat(events.getLast().state()).isEqualTo("completed");
        assertThat(Events.text(events)).isEqualTo(text);
    }

    @Test
    void anAnswerComesAsNumberedEventsInOrderAndWordForWord() {
        try (var events = ada.stream(tale, Json.of("text", "a tale\n~tokens:30~every:5ms~text:emoji"))) {
            var all = events.toEnd();
            assertWhole(all, stage.upstream().completions().getFirst().delivered());
            assertThat(Events.text(all))
                    .isEqualTo(Behaviour.of("~tokens:30~text:emoji").text());
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            assertThat(events.header("cache-control")).isEqualTo("no-store");
            assertThat(events.others()).first().isEqualTo("retry: 2000");
            assertThat(all.getFirst().data().path("turn_id").asText()).isEqualTo(events.header("Raconteur-Turn"));
            assertThat(all.getFirst().data().path("conversation_id").asText()).isEqualTo(tale);
            assertThat(events.only("message_end").data().path("finish_reason").asText())
                    .isEqualTo("stop");
        }
        assertThat(ada.texts(tale).getLast())
                .isEqualTo(stage.upstream().completions().getFirst().delivered());
    }

    @Test
    void aMessageBeginsWithItsAuthorAndEndsWithWhatItUsed() {
        try (var events = ada.stream(tale, Json.of("text", "a tale\n~tokens:7"))) {
            events.toEnd();
            var begun = events.only("message").data();
            var path = ada.path(tale);
            assertThat(begun.path("message_id").asText())
                    .isEqualTo(path.getLast().path("id").asText());
            assertThat(begun.path("parent_id").asText())
                    .isEqualTo(path.getFirst().path("id").asText());
            assertThat(begun.path("role").asText()).isEqualTo("assistant");
            assertThat(begun.path("author").path("kind").asText()).isEqualTo("model");
            assertThat(begun.path("author").path("id").asText()).isEqualTo("fake/bench");
            var usage = events.only("usage").data();
            assertThat(usage.path("output_tokens").asInt()).isEqualTo(7);
            assertThat(usage.path("input_tokens").asInt()).isPositive();
            assertThat(usage.path("estimated").asBoolean(true)).isFalse();
            assertThat(usage.path("cost").asText()).matches("0\\.\\d{9}");
            assertThat(path.getLast().path("usage").path("output_tokens").asInt())
                    .isEqualTo(7);
            assertThat(path.getLast().path("cost").asText())
                    .isEqualTo(usage.path("cost").asText());
        }
    }

    @Test
    void aTurnThatWasTakenIsFollowedUnderItsAddress() {
        var taken = ada.ask(tale, SLOWLY);
        assertThat(taken.reply().text("events")).isEqualTo("/api/turns/" + taken.turn() + "/events");
        assertThat(taken.reply().json().path("generation_ids")).hasSize(1);
        try (var events = ada.events(taken.reply().text("events"), Map.of())) {
            assertWhole(
                    events.toEnd(), stage.upstream().completions().getFirst().delivered());
            assertThat(events.only("message").data().path("message_id").asText())
                    .isEqualTo(taken.answer());
            var turn = ada.turn(taken);
            assertThat(turn.path("state").asText()).isEqualTo("completed");
            assertThat(turn.path("last_event").asLong())
                    .isEqualTo(events.soFar().getLast().id());
            assertThat(turn.path("error").isNull()).isTrue();
        }
    }

    @Test
    void thinkingIsToldApartFromTheAnswerAndKeptApart() {
        try (var events = ada.stream(tale, Json.of("text", "a tale\n~reasoning:content~thoughts:6~tokens:9"))) {
            var all = events.toEnd();
            var thought = new StringBuilder();
            all.forEach(event -> thought.append(event.data().path("reasoning").asText("")));
            var behaviour = Behaviour.of("~reasoning:content~thoughts:6~tokens:9");
            assertThat(thought).hasToString(behaviour.reasoning());
            assertThat(events.text()).isEqualTo(behaviour.text());
            var kept = ada.path(tale).getLast();
            assertThat(kept.path("reasoning").asText()).isEqualTo(behaviour.reasoning());
            assertThat(kept.path("text").asText()).isEqualTo(behaviour.text());
            assertThat(kept.path("usage").path("reasoning_tokens").asInt()).isEqualTo(6);
        }
    }

    @Test
    void twoReadersSeeTheSameNumbersWheneverTheyCome() {
        var taken = ada.ask(tale, SLOWLY);
        try (var first = ada.follow(taken)) {
            first.awaitText(10);
            try (var second = ada.follow(taken)) {
                second.toEnd();
                first.toEnd();
                assertThat(second.soFar().stream().map(Event::toString))
                        .isEqualTo(first.soFar().stream().map(Event::toString).toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "query"})
    void whoWasCutOffGoesOnAtTheNextTokenInMidAnswer(String how) {
        var taken = ada.ask(tale, SLOWLY);
        long seen;
        String before;
        try (var cut = ada.follow(taken)) {
            seen = cut.awaitText(10).id();
            cut.leave();
            before = Events.text(
                    cut.soFar().stream().filter(event -> event.id() <= seen).toList());
        }
        try (var again = how.equals("header")
                ? ada.follow(taken, seen)
                : ada.events("/api/turns/" + taken.turn() + "/events?after=" + seen, Map.of())) {
            var rest = again.toEnd();
            assertThat(rest.stream().map(Event::id)).isEqualTo(numbers(seen + 1, seen + rest.size()));
            assertThat(again.names()).doesNotContain("resync");
            assertThat(before + again.text())
                    .isEqualTo(stage.upstream().completions().getFirst().delivered());
            assertThat(again.end()).isEqualTo("completed");
        }
    }

    @Test
    void afterTheEndEverythingIsToldAgainFromAnyNumber() {
        var taken = ada.say(tale, "a tale\n~tokens:20~every:5ms");
        try (var whole = ada.follow(taken);
                var half = ada.follow(taken, 5)) {
            assertWhole(whole.toEnd(), stage.upstream().completions().getFirst().delivered());
            assertThat(half.toEnd().stream().map(Event::id))
                    .isEqualTo(numbers(6, whole.soFar().size()));
        }
    }

    @Test
    void whoIsAheadOfTheServerGetsWhatThereIsInsteadAndTheEnd() {
        var taken = ada.say(tale, "a tale\n~tokens:20");
        long last = ada.turn(taken).path("last_event").asLong();
        try (var events = ada.follow(taken, last + 1000)) {
            events.toEnd();
            assertThat(events.names()).containsExactly("resync", "done");
            assertResync(events.only("resync"), taken);
            assertThat(events.ids()).containsExactly(last - 1, last);
        }
    }

    @Test
    void whoIsAheadInMidAnswerGetsWhatThereIsAndThenTheRest() {
        var taken = ada.ask(tale, SLOWLY);
        try (var usual = ada.follow(taken)) {
            usual.awaitText(5);
            try (var ahead = ada.follow(taken, 100_000)) {
                ahead.toEnd();
                assertThat(ahead.names()).startsWith("resync").endsWith("done");
                var resync = ahead.only("resync");
                assertThat(ahead.soFar().get(1).id())
                        .isEqualTo(resync.data().path("seq").asLong() + 1);
                assertThat(ahead.text())
                        .isEqualTo(stage.upstream().completions().getFirst().delivered());
            }
        }
    }

    private void assertResync(Event resync, Person.Taken taken) {
        assertThat(resync.data().path("seq").asLong()).isEqualTo(resync.id());
        var message = resync.data().path("messages").path(0);
        assertThat(message.path("message_id").asText()).isEqualTo(taken.answer());
        assertThat(message.path("text").asText())
                .isEqualTo(stage.upstream().completions().getFirst().delivered());
    }

    @Test
    void whoHasSeenEverythingIsToldThatThereIsNoMore() {
        var taken = ada.say(tale, "a tale");
        long last = ada.turn(taken).path("last_event").asLong();
        ada.get("/api/turns/" + taken.turn() + "/events?after=" + last).expect(204);
    }

    @Test
    void aReaderThatLeavesStopsNothing() {
        String turn;
        try (var events = ada.stream(tale, Json.of("text", SLOWLY))) {
            turn = events.header("Raconteur-Turn");
            events.awaitText(5);
        }
        var call = stage.upstream().completions().getFirst().awaitEnd(SOON);
        assertThat(call.delivered()).isEqualTo(Behaviour.of("~tokens:40").text());
        try (var later = ada.events("/api/turns/" + turn + "/events", Map.of())) {
            assertThat(later.end()).isEqualTo("completed");
        }
        assertThat(ada.texts(tale).getLast()).isEqualTo(call.delivered());
    }

    @Test
    void aRunningAnswerIsReadInThePathWithWhatItSaysByNow() {
        var taken = ada.ask(tale, SLOWLY);
        try (var events = ada.follow(taken)) {
            events.awaitText(10);
            var running = ada.path(tale).getLast();
            assertThat(running.path("state").asText()).isEqualTo("running");
            assertThat(running.path("text").asText()).hasSizeGreaterThanOrEqualTo(10);
            assertThat(ada.get("/api/conversations/" + tale).text("running_turn_id"))
                    .isEqualTo(taken.turn());
            assertThat(ada.turn(taken).path("state").asText()).isEqualTo("running");
            events.toEnd();
        }
        assertThat(ada.get("/api/conversations/" + tale)
                        .json()
                        .path("running_turn_id")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
    void aNumberThatIsNoneIsRefused(String after) {
        var taken = ada.say(tale, "a tale");
        var refused =
                ada.get("/api/turns/" + taken.turn() + "/events?after=" + after).refused(422, "INVALID_REQUEST");
        assertThat(refused.path("errors").path(0).path("field").asText()).isEqualTo("after");
    }

    @Test
    void nobodyElseCanFollowReadStopOrContinueATurn() {
        var taken = ada.ask(tale, SLOWLY);
        var eve = stage.eve();
        String turn = "/api/turns/" + taken.turn();
        eve.get(turn).refused(404, "NOT_FOUND");
        eve.get(turn + "/events").refused(404, "NOT_FOUND");
        eve.get(turn + "/events?after=5").refused(404, "NOT_FOUND");
        eve.get(turn + "/inspect").refused(404, "NOT_FOUND");
        eve.delete(turn).refused(404, "NOT_FOUND");
        eve.post(turn + "/continue", null).refused(404, "NOT_FOUND");
        assertThat(ada.end(taken)).isEqualTo("completed");
        eve.post(turn + "/continue", null).refused(404, "NOT_FOUND");
    }
}
