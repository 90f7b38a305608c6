package raconteur.scenarios.turn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import raconteur.bench.Behaviour;
import raconteur.scenarios.Json;
import raconteur.scenarios.Person;
import raconteur.scenarios.Person.Taken;
import raconteur.scenarios.Stage;

/** Equal questions that take a kept answer: who is asked, who waits, who pays. */
@ExtendWith(Stage.Shared.class)
class AnswerCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SLOW = "a tale\n~tokens:40~every:50ms";

    private final Stage stage;
    private final Person ada;

    AnswerCacheTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
    }

    @BeforeEach
    void calm() {
        stage.upstream().reset();
    }

    private static JsonNode wish(String text, boolean cache) {
        return Json.of("text", text, "cache", cache);
    }

    private Taken say(Person person, String text) {
        var taken = person.ask(person.conversation(), wish(text, true));
        assertThat(person.end(taken)).isEqualTo("completed");
        return taken;
    }

    private BigDecimal cost(Taken taken) {
        return new BigDecimal(ada.turn(taken).path("cost").asText());
    }

    private boolean isCached(Taken taken) {
        var usage = ada.turn(taken).path("usage").path("cached").asBoolean();
        assertThat(ada.answer(taken).path("usage").path("cached").asBoolean()).isEqualTo(usage);
        return usage;
    }

    private List<String> attempts(Taken taken) {
        var inspected =
                ada.get("/api/turns/" + taken.turn() + "/inspect").expect(200).json();
        return Json.each(inspected.path("generations").path(0).path("attempts"), "status");
    }

    private int calls() {
        return stage.upstream().completions().size();
    }

    @Test
    void theSameQuestionGetsTheKeptAnswerForNothing() {
        var first = say(ada, "a tale\n~tokens:30~reasoning:content");

        var second = say(ada, "a tale\n~tokens:30~reasoning:content");

        assertThat(calls()).isEqualTo(1);
        assertThat(ada.answer(second).path("text")).isEqualTo(ada.answer(first).path("text"));
        assertThat(ada.answer(second).path("reasoning"))
                .isEqualTo(ada.answer(first).path("reasoning"));
        assertThat(cost(first)).isPositive();
        assertThat(cost(second)).isEqualByComparingTo("0");
        assertThat(ada.entries(second, "hold").getFirst()).isEqualByComparingTo("0");
        assertThat(isCached(first)).isFalse();
        assertThat(isCached(second)).isTrue();
        assertThat(attempts(second)).containsExactly("cached");
        try (var events = ada.follow(second)) {
            assertThat(events.end()).isEqualTo("completed");
            assertThat(events.only("usage").data().path("cached").asBoolean()).isTrue();
            assertThat(events.names()).containsOnlyOnce("done", "message", "message_end");
        }
        ada.assertBooksClosed();
    }

    @Test
    void whoDoesNotAskForItGetsAnAnswerOfTheirOwn() {
        say(ada, "another tale");
        var taken = ada.ask(ada.conversation(), wish("another tale", false));
        ada.end(taken);
        ada.say(ada.conversation(), "another tale");
        ada.say(ada.conversation(), "another tale");

        assertThat(calls()).isEqualTo(4);
        assertThat(isCached(taken)).isFalse();
    }

    @Test
    void nothingOfOneAccountReachesAnotherAndOtherWordsOrParametersAreAnotherQuestion() {
        say(ada, "a third tale");
        say(stage.eve(), "a third tale");
        say(ada, "a third tale!");
        var warmer = ada.ask(
                ada.conversation(),
                Json.of("text", "a third tale", "cache", true, "parameters", Json.of("temperature", 0.9)));
        ada.end(warmer);
        var dearer = ada.ask(ada.conversation(), Json.of("text", "a third tale", "cache", true, "model", "fake/dear"));
        ada.end(dearer);

        assertThat(calls()).isEqualTo(5);
    }

    @Test
    void whatDidNotCompleteIsNotKept() {
        var question = "a fourth tale\n~tokens:30~write:each~fault:U05@10";
        for (var i = 0; i < 2; i++) {
            var taken = ada.ask(ada.conversation(), wish(question, true));
            assertThat(ada.end(taken)).isEqualTo("interrupted");
            assertThat(cost(taken)).isPositive();
        }

        assertThat(calls()).isEqualTo(2);
        ada.assertBooksClosed();
    }

    @Test
    void equalQuestionsInFlightShareOneCallAndTheFirstPays() {
        var taken = new ArrayList<Taken>();
        for (var i = 0; i < 5; i++) {
            taken.add(ada.ask(ada.conversation(), wish(SLOW, true)));
        }
        for (var one : taken) {
            assertThat(ada.end(one)).isEqualTo("completed");
            assertThat(ada.answer(one).path("text").asText())
                    .isEqualTo(Behaviour.of("~tokens:40").text());
        }

        assertThat(calls()).isEqualTo(1);
        assertThat(taken.stream().map(this::cost).filter(cost -> cost.signum() > 0))
                .hasSize(1);
        assertThat(taken.stream().filter(one -> !isCached(one))).hasSize(1);
        assertThat(attempts(taken.getLast())).containsExactly("shared");
        ada.assertBooksClosed();
    }

    @Test
    void whenTheFirstStopsTheNextPaysAndHearsItAll() {
        var question = SLOW + "~tag:stop";
        var first = ada.ask(ada.conversation(), wish(question, true));
        stage.upstream().awaitCompletion(1, PATIENCE).awaitDelivered(3, PATIENCE);
        var second = ada.ask(ada.conversation(), wish(question, true));
        var third = ada.ask(ada.conversation(), wish(question, true));
        try (var events = ada.follow(third)) {
            events.awaitText(3);
        }

        ada.stop(first).expect(200);

        assertThat(ada.turn(first).path("state").asText()).isEqualTo("stopped");
        assertThat(ada.end(second)).isEqualTo("completed");
        assertThat(ada.end(third)).isEqualTo("completed");
        var whole = Behaviour.of("~tokens:40").text();
        assertThat(ada.answer(second).path("text").asText()).isEqualTo(whole);
        assertThat(ada.answer(third).path("text").asText()).isEqualTo(whole);
        assertThat(whole).startsWith(ada.answer(first).path("text").asText());
        assertThat(List.of(cost(second).signum(), cost(third).signum())).containsExactlyInAnyOrder(0, 1);
        assertThat(cost(first)).isEqualByComparingTo("0");
        assertThat(calls()).isEqualTo(1);
        ada.assertBooksClosed();
    }

    @Test
    void whenNobodyIsLeftTheCallIsCancelledAndTheLastPaysForWhatWasSaid() {
        var question = SLOW + "~tag:left";
        var first = ada.ask(ada.conversation(), wish(question, true));
        var call = stage.upstream().awaitCompletion(1, PATIENCE).awaitDelivered(3, PATIENCE);
        var second = ada.ask(ada.conversation(), wish(question, true));
        try (var events = ada.follow(second)) {
            events.awaitText(3);
        }

        ada.stop(first).expect(200);
        ada.stop(second).expect(200);

        call.awaitClosedByClient(PATIENCE);
        assertThat(cost(first)).isEqualByComparingTo("0");
        assertThat(cost(second)).isPositive();
        assertThat(attempts(second)).containsExactly("stopped");
        ada.assertBooksClosed();

        var again = ada.ask(ada.conversation(), wish(question, true));
        stage.upstream().awaitCompletion(2, PATIENCE);
        ada.stop(again).expect(200);
    }
}
