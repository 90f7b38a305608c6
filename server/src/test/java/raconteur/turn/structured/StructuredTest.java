package raconteur.turn.structured;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.turn.structured.House.ABLE;
import static raconteur.turn.structured.House.BAD;
import static raconteur.turn.structured.House.GOOD;
import static raconteur.turn.structured.House.PLAIN;
import static raconteur.turn.structured.House.prompt;
import static raconteur.turn.structured.House.promptTokens;
import static raconteur.turn.structured.House.rung;
import static raconteur.turn.structured.House.says;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.Inspection;
import raconteur.turn.TurnState;

/** Values over a real database and a real upstream: every rung, what is repaired, what it costs. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class StructuredTest {
    private final House house;

    StructuredTest(EveryDatabase kind, @TempDir Path folder) {
        house = new House(kind, folder);
    }

    @AfterEach
    void end() {
        house.close();
    }

    @Test
    void aRepairBelongsToTheSameGenerationHoldAndBill() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says(GOOD));

        var answered = house.ask(house.wish(ABLE));

        assertThat(answered.outcome()).isEqualTo(new Outcome.Value(Shapes.json(GOOD), Rung.SCHEMA, 1, List.of()));
        var calls = house.upstream.completions();
        assertThat(calls).hasSize(2);
        var usage = house.used(house.world, answered.turn());
        assertThat(usage.inputTokens())
                .isEqualTo(promptTokens(calls.get(0).body())
                        + promptTokens(calls.get(1).body()));
        assertThat(usage.outputTokens())
                .isEqualTo(says(BAD).words().size() + says(GOOD).words().size());
        assertThat(usage.estimated()).isFalse();
        assertThat(house.settledOnce(house.world, answered.turn()).nano()).isPositive();
        var asked = calls.get(1).body().path("messages");
        assertThat(asked.get(asked.size() - 2).path("content").asText()).isEqualTo(BAD);
        assertThat(asked.get(asked.size() - 1).path("content").asText())
                .contains("$: required property 'count' not found");
    }

    @Test
    void everyAnswerCanBeInspectedWithTheExactRequestThatBroughtIt() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says(GOOD));

        var shown = house.inspected(house.world, house.ask(house.wish(ABLE)).turn());

        var calls = house.upstream.completions();
        assertThat(shown.messageId()).isNull();
        assertThat(shown.attempts()).hasSize(2);
        assertThat(shown.readings()).extracting(Inspection.Read::rung).containsExactly("schema", "schema");
        assertThat(shown.readings()).extracting(Inspection.Read::answer).containsExactly(BAD, GOOD);
        assertThat(shown.readings()).extracting(Inspection.Read::used).containsExactly(false, true);
        assertThat(shown.readings().getFirst().messages()).containsExactly("$: required property 'count' not found");
        assertThat(shown.readings())
                .extracting(Inspection.Read::request)
                .containsExactly(calls.get(0).body(), calls.get(1).body());
        assertThat(shown.request()).isEqualTo(calls.getFirst().body());
    }

    @Test
    void whatIsNeverAsItMustBeIsATypedErrorAndIsBilled() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says("no")).next(says("{\"title\":1.5}"));

        var answered = house.ask(house.wish(ABLE).repairs(2));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Malformed.class);
        assertThat(((Outcome.Malformed) answered.outcome()).messages())
                .containsExactly("$: required property 'count' not found");
        var view = house.view(house.world, answered.turn());
        assertThat(view.state()).isEqualTo(TurnState.FAILED);
        assertThat(requireNonNull(view.error()).code()).isEqualTo("MALFORMED_ANSWER");
        assertThat(house.settledOnce(house.world, answered.turn()).nano()).isPositive();
        assertThat(house.upstream.completions()).hasSize(3);
    }

    @Test
    void theAskersOwnRulesAreRepairedTooAndTheNearestValueIsGiven() throws InterruptedException {
        house.upstream.next(says(BAD)).next(says(GOOD)).next(says(BAD));
        var nearest = new ArrayList<JsonNode>();

        var answered = house.ask(house.wish(ABLE).repairs(2).with(new Asker() {
            @Override
            public void nearest(JsonNode value) {
                nearest.add(value);
            }

            @Override
            public List<String> check(JsonNode value) {
                return List.of("$.title: must not name the lamp");
            }
        }));

        assertThat(answered.outcome())
                .isEqualTo(new Outcome.Malformed(List.of("$: required property 'count' not found")));
        assertThat(nearest).containsExactly(Shapes.json(BAD), Shapes.json(GOOD));
        var said = house.upstream.completions().get(2).body().path("messages");
        assertThat(said.get(said.size() - 1).path("content").asText()).contains("must not name the lamp");
    }

    @Test
    void aProvidersFaultIsToldByItsCodeAndCostsNothing() throws InterruptedException {
        house.upstream.always(Behaviour.of("~fault:U09"));

        var answered = house.ask(house.wish(PLAIN));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) answered.outcome()).code()).isEqualTo(Code.UPSTREAM_CONFIG);
        assertThat(house.settledOnce(house.world, answered.turn())).isEqualTo(Money.ZERO);
        assertThat(house.upstream.completions()).hasSize(1);
    }

    @Test
    void theNextModelOfAnAliasAnswersWhenTheFirstCannot() throws InterruptedException {
        house.upstream.when(
                call -> call.body().path("model").asText().startsWith("gpt"), Behaviour.of("~fault:U10.503"));
        house.upstream.when(_ -> true, says("Here:\n" + GOOD));

        var answered = house.ask(house.wish("story"));

        assertThat(answered.outcome()).isEqualTo(new Outcome.Value(Shapes.json(GOOD), Rung.PROMPT, 0, List.of()));
        assertThat(house.inspected(house.world, answered.turn()).model()).isEqualTo(PLAIN);
        assertThat(house.settledOnce(house.world, answered.turn()).nano()).isPositive();
    }

    @Test
    void aRefusedFormIsAskedForOneRungLowerAndRememberedForTheModel() throws InterruptedException {
        house.upstream.always(says(GOOD).with("~refuse:schema+tool"));

        var first = house.ask(house.wish(ABLE));
        var second = house.ask(house.wish(ABLE));

        assertThat(rung(first)).isEqualTo(Rung.JSON);
        assertThat(rung(second)).isEqualTo(Rung.JSON);
        assertThat(house.upstream.completions()).hasSize(4);
        assertThat(house.inspected(house.world, first.turn())
                        .readings()
                        .getFirst()
                        .notes())
                .hasSize(2)
                .allMatch(note -> note.contains("was refused by " + ABLE));
        assertThat(house.upstream
                        .completions()
                        .getLast()
                        .body()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .contains("JSON", Shapes.TALE.text());
        house.settledOnce(house.world, first.turn());
    }

    @Test
    void everyRungBringsTheValue() throws InterruptedException {
        var refused = "none";
        for (var rung : List.of(Rung.SCHEMA, Rung.TOOL, Rung.JSON, Rung.PROMPT)) {
            house.upstream.always(says(GOOD).with("~refuse:" + refused));
            var fresh = house.world(EveryDatabase.SQLITE, house.folder.resolve(rung.word()));
            house.more.add(fresh);
            var grace = fresh.ada("10");

            var answered = fresh.the(Structured.class)
                    .ask(Wish.of(Wish.Origin.of(grace, "t"), ABLE, prompt("x"), Shapes.TALE));

            assertThat(rung(answered)).isEqualTo(rung);
            refused = refused.equals("none") ? rung.word() : refused + "+" + rung.word();
            house.upstream.reset();
        }
    }

    @Test
    void whenEveryFormIsRefusedItWasNotTheForm() throws InterruptedException {
        house.upstream.always(says(GOOD).with("~refuse:schema+tool+json+free"));
        var failed = house.ask(house.wish(ABLE));
        house.upstream.reset();
        house.upstream.always(says(GOOD));

        assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(rung(house.ask(house.wish(ABLE))))
                .as("nothing is held against the model")
                .isEqualTo(Rung.SCHEMA);
    }

    @Test
    void aToolThatIsAnsweredWithTextIsReadAllTheSame() throws InterruptedException {
        house.upstream.next(says(GOOD).with("~refuse:schema")).next(says(GOOD).with("~refuse:schema~as:text"));

        assertThat(rung(house.ask(house.wish(ABLE)))).isEqualTo(Rung.TOOL);
    }

    @Test
    void anEmptyAnswerIsRepairedOneRungLower() throws InterruptedException {
        house.upstream.next(Behaviour.of("~tokens:0")).next(says(GOOD));

        assertThat(rung(house.ask(house.wish(ABLE)))).isEqualTo(Rung.TOOL);
    }

    @Test
    void theDemoAnswersEveryShapeWithoutAKey() throws InterruptedException {
        var answered = house.ask(Wish.of(Wish.Origin.of(house.ada, "t"), "demo", prompt("讲个故事"), Shapes.TALE));

        assertThat(rung(answered)).isEqualTo(Rung.SCHEMA);
        assertThat(Shapes.TALE.faults(((Outcome.Value) answered.outcome()).value()))
                .isEmpty();
        assertThat(house.settledOnce(house.world, answered.turn())).isEqualTo(Money.ZERO);
    }
}
