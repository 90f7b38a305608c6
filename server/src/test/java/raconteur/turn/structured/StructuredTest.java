package raconteur.turn.structured;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.ledger.Ledger;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Completion.Role;
import raconteur.turn.Forgetting;
import raconteur.turn.Inspection;
import raconteur.turn.Prompt;
import raconteur.turn.Question;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;
import raconteur.turn.Usage;
import raconteur.turn.World;

/** Values over a real database and a real upstream: what they cost, how they fail, how they are stopped. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class StructuredTest {
    /** Enforces schemas, calls tools, writes JSON. */
    private static final String ABLE = "openai/gpt-5.6-luna";
    /** Only writes. */
    private static final String PLAIN = "fake/plain";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String GOOD = "{\"title\":\"The lamp\",\"count\":3}";
    private static final String BAD = "{\"title\":\"The lamp\"}";

    private final Path folder;
    private final Upstream upstream = Upstream.start(0);
    private final World world;
    private final Caller ada;
    private final List<World> more = new ArrayList<>();

    StructuredTest(EveryDatabase kind, @TempDir Path folder) {
        this.folder = folder;
        this.world = world(kind, folder).started();
        this.ada = world.ada("10");
    }

    private World world(EveryDatabase kind, Path place) {
        var base = upstream.base().toString();
        return new World(
                kind,
                place,
                Map.of(
                        "PROVIDER_OPENAI_BASE_URL", base,
                        "PROVIDER_OPENAI_API_KEY", "sk-able",
                        "PROVIDER_FAKE_BASE_URL", base,
                        "PROVIDER_FAKE_API_KEY", "sk-plain",
                        "PROVIDER_FAKE_MODELS", "plain",
                        "PROVIDER_FAKE_PRICES", "plain=10/20",
                        "MODEL_STORY", ABLE + "," + PLAIN),
                List.of(new StructuredAnswers()));
    }

    @AfterEach
    void end() {
        more.forEach(World::close);
        world.close();
        upstream.close();
    }

    private static Behaviour says(String text) {
        return Behaviour.standard().saying(text);
    }

    private static Prompt prompt(String question) {
        return new Prompt(
                List.of(
                        new Prompt.Part("system", "rules", Role.SYSTEM, "You tell tales.", null),
                        new Prompt.Part("question", "question", Role.USER, question, null)),
                Prompt.Dropped.NOTHING);
    }

    private Wish wish(String model) {
        return Wish.of(Wish.Origin.of(ada, "trace"), model, prompt("A tale of a lamp."), Shapes.TALE);
    }

    private Structured.Answered ask(Wish wish) throws InterruptedException {
        return world.the(Structured.class).ask(wish);
    }

    private TurnViews.View view(World where, TurnId turn) {
        return where.the(TurnViews.class).get(ada, turn);
    }

    private Usage used(World where, TurnId turn) {
        return requireNonNull(view(where, turn).usage());
    }

    private List<Ledger.Entry> entries(World where, Ledger.Kind kind, TurnId turn) {
        return where.the(Ledger.class).newest(ada.account(), Optional.empty(), 100).stream()
                .filter(entry -> entry.kind() == kind && turn.value().equals(entry.turnId()))
                .toList();
    }

    /** One hold, one settlement of what was used, and nothing held any more; what it cost. */
    private Money settledOnce(World where, TurnId turn) {
        var holds = entries(where, Ledger.Kind.HOLD, turn);
        var settled = entries(where, Ledger.Kind.SETTLE, turn);
        assertThat(holds).hasSize(1);
        assertThat(settled).hasSize(1);
        assertThat(entries(where, Ledger.Kind.RELEASE, turn)).hasSize(1);
        assertThat(where.the(Ledger.class).balance(ada.account()).held()).isEqualTo(Money.ZERO);
        var cost = settled.getFirst().amount().negated();
        assertThat(cost.nano()).isLessThanOrEqualTo(-holds.getFirst().amount().nano());
        var usage = view(where, turn).usage();
        assertThat(usage == null ? Money.ZERO : usage.cost()).isEqualTo(cost);
        return cost;
    }

    private static long promptTokens(JsonNode body) {
        var tokens = 0L;
        for (var message : body.path("messages")) {
            var text = message.path("content").asText();
            tokens += text.codePointCount(0, text.length());
        }
        return tokens;
    }

    private Inspection.Generation inspected(World where, TurnId turn) {
        var generations = where.the(Inspection.class).of(ada, turn).generations();
        assertThat(generations).hasSize(1);
        return generations.getFirst();
    }

    @Test
    void aRepairBelongsToTheSameGenerationHoldAndBill() throws InterruptedException {
        upstream.next(says(BAD)).next(says(GOOD));

        var answered = ask(wish(ABLE));

        assertThat(answered.outcome()).isEqualTo(new Outcome.Value(Shapes.json(GOOD), Rung.SCHEMA, 1, List.of()));
        var calls = upstream.completions();
        assertThat(calls).hasSize(2);
        var usage = used(world, answered.turn());
        assertThat(usage.inputTokens())
                .isEqualTo(promptTokens(calls.get(0).body())
                        + promptTokens(calls.get(1).body()));
        assertThat(usage.outputTokens())
                .isEqualTo(says(BAD).words().size() + says(GOOD).words().size());
        assertThat(usage.estimated()).isFalse();
        assertThat(settledOnce(world, answered.turn()).nano()).isPositive();
        var asked = calls.get(1).body().path("messages");
        assertThat(asked.get(asked.size() - 2).path("content").asText()).isEqualTo(BAD);
        assertThat(asked.get(asked.size() - 1).path("content").asText())
                .contains("$: required property 'count' not found");
    }

    @Test
    void everyAnswerCanBeInspectedWithTheExactRequestThatBroughtIt() throws InterruptedException {
        upstream.next(says(BAD)).next(says(GOOD));

        var shown = inspected(world, ask(wish(ABLE)).turn());

        var calls = upstream.completions();
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
        upstream.next(says(BAD)).next(says("no")).next(says("{\"title\":1.5}"));

        var answered = ask(wish(ABLE).repairs(2));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Malformed.class);
        assertThat(((Outcome.Malformed) answered.outcome()).messages())
                .containsExactly("$: required property 'count' not found");
        var view = view(world, answered.turn());
        assertThat(view.state()).isEqualTo(TurnState.FAILED);
        assertThat(requireNonNull(view.error()).code()).isEqualTo("MALFORMED_ANSWER");
        assertThat(settledOnce(world, answered.turn()).nano()).isPositive();
        assertThat(upstream.completions()).hasSize(3);
    }

    @Test
    void theAskersOwnRulesAreRepairedTooAndTheNearestValueIsGiven() throws InterruptedException {
        upstream.next(says(GOOD)).next(says(BAD));

        var answered = ask(wish(ABLE).with(new Asker() {
            @Override
            public List<String> check(JsonNode value) {
                return List.of("$.title: must not name the lamp");
            }
        }));

        assertThat(answered.outcome())
                .isEqualTo(new Outcome.Malformed(List.of("$: required property 'count' not found"), Shapes.json(GOOD)));
        var said = upstream.completions().get(1).body().path("messages");
        assertThat(said.get(said.size() - 1).path("content").asText()).contains("must not name the lamp");
    }

    @Test
    void aProvidersFaultIsToldByItsCodeAndCostsNothing() throws InterruptedException {
        upstream.always(Behaviour.of("~fault:U09"));

        var answered = ask(wish(PLAIN));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) answered.outcome()).code()).isEqualTo(Code.UPSTREAM_CONFIG);
        assertThat(settledOnce(world, answered.turn())).isEqualTo(Money.ZERO);
        assertThat(upstream.completions()).hasSize(1);
    }

    @Test
    void theNextModelOfAnAliasAnswersWhenTheFirstCannot() throws InterruptedException {
        upstream.when(call -> call.body().path("model").asText().startsWith("gpt"), Behaviour.of("~fault:U10.503"));
        upstream.when(_ -> true, says("Here:\n" + GOOD));

        var answered = ask(wish("story"));

        assertThat(answered.outcome()).isEqualTo(new Outcome.Value(Shapes.json(GOOD), Rung.PROMPT, 0, List.of()));
        assertThat(inspected(world, answered.turn()).model()).isEqualTo(PLAIN);
        assertThat(settledOnce(world, answered.turn()).nano()).isPositive();
    }

    @Test
    void aRefusedFormIsAskedForOneRungLowerAndRememberedForTheModel() throws InterruptedException {
        upstream.always(says(GOOD).with("~refuse:schema+tool"));

        var first = ask(wish(ABLE));
        var second = ask(wish(ABLE));

        assertThat(rung(first)).isEqualTo(Rung.JSON);
        assertThat(rung(second)).isEqualTo(Rung.JSON);
        assertThat(upstream.completions()).hasSize(4);
        assertThat(inspected(world, first.turn()).readings().getFirst().notes())
                .hasSize(2)
                .allMatch(note -> note.contains("was refused by " + ABLE));
        assertThat(upstream.completions()
                        .getLast()
                        .body()
                        .path("messages")
                        .get(0)
                        .path("content")
                        .asText())
                .contains("JSON", Shapes.TALE.text());
        settledOnce(world, first.turn());
    }

    private static Rung rung(Structured.Answered answered) {
        assertThat(answered.outcome()).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) answered.outcome()).rung();
    }

    @Test
    void everyRungBringsTheValue() throws InterruptedException {
        var refused = "none";
        for (var rung : List.of(Rung.SCHEMA, Rung.TOOL, Rung.JSON, Rung.PROMPT)) {
            upstream.always(says(GOOD).with("~refuse:" + refused));
            var fresh = world(EveryDatabase.SQLITE, folder.resolve(rung.word()));
            more.add(fresh);
            var grace = fresh.ada("10");

            var answered = fresh.the(Structured.class)
                    .ask(Wish.of(Wish.Origin.of(grace, "t"), ABLE, prompt("x"), Shapes.TALE));

            assertThat(rung(answered)).isEqualTo(rung);
            refused = refused.equals("none") ? rung.word() : refused + "+" + rung.word();
            upstream.reset();
        }
    }

    @Test
    void whenEveryFormIsRefusedItWasNotTheForm() throws InterruptedException {
        upstream.always(says(GOOD).with("~refuse:schema+tool+json+free"));
        var failed = ask(wish(ABLE));
        upstream.reset();
        upstream.always(says(GOOD));

        assertThat(failed.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(rung(ask(wish(ABLE))))
                .as("nothing is held against the model")
                .isEqualTo(Rung.SCHEMA);
    }

    @Test
    void aToolThatIsAnsweredWithTextIsReadAllTheSame() throws InterruptedException {
        upstream.next(says(GOOD).with("~refuse:schema")).next(says(GOOD).with("~refuse:schema~as:text"));

        assertThat(rung(ask(wish(ABLE)))).isEqualTo(Rung.TOOL);
    }

    @Test
    void anEmptyAnswerIsRepairedOneRungLower() throws InterruptedException {
        upstream.next(Behaviour.of("~tokens:0")).next(says(GOOD));

        assertThat(rung(ask(wish(ABLE)))).isEqualTo(Rung.TOOL);
    }

    @Test
    void whoeverListensHearsTheTextAndThatItBeginsAnew() throws InterruptedException {
        upstream.next(says(BAD)).next(says(GOOD));
        var heard = new CopyOnWriteArrayList<String>();

        ask(wish(PLAIN).with(new Asker() {
            @Override
            public void told(String text) {
                heard.add(text);
            }

            @Override
            public void restarted() {
                heard.add("|");
            }
        }));

        assertThat(String.join("", heard)).isEqualTo(BAD + "|" + GOOD);
    }

    @Test
    void theAskerKeepsTheValueInTheTransactionOfItsBill() throws InterruptedException {
        upstream.next(says(GOOD));
        var kept = new ArrayList<Outcome>();
        var held = new ArrayList<Integer>();

        var answered = ask(wish(PLAIN).with(new Asker() {
            @Override
            public void kept(Handle tx, TurnId turn, Outcome outcome) {
                kept.add(outcome);
                held.add(tx.createQuery("select count(*) from open_hold")
                        .mapTo(Integer.class)
                        .one());
            }
        }));

        assertThat(kept).containsExactly(answered.outcome());
        assertThat(held).containsExactly(0);
    }

    /** A wish whose turn is known as soon as it is admitted. */
    private record Running(
            CompletableFuture<TurnId> turn, CompletableFuture<Structured.Answered> answer, Thread thread) {}

    private Running start(Wish wish) {
        var turn = new CompletableFuture<TurnId>();
        var answer = new CompletableFuture<Structured.Answered>();
        var known = wish.with(new Asker() {
            @Override
            public void admitted(Handle tx, TurnId id, String model) {
                turn.complete(id);
            }
        });
        var thread = Thread.ofVirtual().start(() -> {
            try {
                answer.complete(ask(known));
            } catch (InterruptedException | RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        return new Running(turn, answer, thread);
    }

    private Behaviour slow() {
        return says("{\"count\":1,\"title\":\"" + "slowly ".repeat(5) + "\"}").with("~every:200ms");
    }

    @Test
    void itIsStoppedByItsTurnAndPaysForWhatWasSaid() throws Exception {
        upstream.next(slow());
        var running = start(wish(PLAIN));
        upstream.awaitCompletion(1, SOON).awaitDelivered(6, SOON);
        var turn = running.turn().get();

        world.the(Turns.class).stop(ada, turn);

        assertThat(running.answer().get(10, TimeUnit.SECONDS).outcome()).isEqualTo(new Outcome.Stopped());
        assertThat(view(world, turn).state()).isEqualTo(TurnState.STOPPED);
        assertThat(settledOnce(world, turn).nano()).isPositive();
        assertThat(used(world, turn).estimated()).isTrue();
        upstream.completions().getFirst().awaitClosedByClient(SOON);
    }

    @Test
    void anInterruptOfTheCallerStopsTheTurn() throws Exception {
        upstream.next(slow());
        var running = start(wish(PLAIN));
        upstream.awaitCompletion(1, SOON).awaitDelivered(3, SOON);

        running.thread().interrupt();

        assertThatThrownBy(running.answer()::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(view(world, running.turn().get()).state()).isEqualTo(TurnState.STOPPED);
        settledOnce(world, running.turn().get());
    }

    @Test
    void theLimitEndsItAsAFault() throws InterruptedException {
        upstream.next(slow());

        var answered = ask(wish(PLAIN).within(Duration.ofMillis(300)));

        assertThat(answered.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(((Outcome.Failed) answered.outcome()).code()).isEqualTo(Code.UPSTREAM_TIMEOUT);
        assertThat(view(world, answered.turn()).state()).isEqualTo(TurnState.FAILED);
        settledOnce(world, answered.turn());
    }

    @Test
    void aKillLeavesItInterruptedAndTheNextStartSettlesAllItsCalls() throws Exception {
        if (!world.database().dialect().equals("sqlite")) {
            return; // what a kill leaves is a file here
        }
        upstream.next(says(BAD)).next(slow());
        var running = start(wish(PLAIN));
        upstream.awaitCompletion(2, SOON).awaitDelivered(6, SOON);
        var turn = running.turn().get();
        while (drafts() == 0) {
            Thread.onSpinWait();
        }
        World.copy(folder.resolve("data"), folder.resolve("killed/data"));
        var next = world(EveryDatabase.SQLITE, folder.resolve("killed")).started();
        more.add(next);

        assertThat(view(next, turn).state()).isEqualTo(TurnState.INTERRUPTED);
        assertThat(settledOnce(next, turn).nano()).isPositive();
        var read = inspected(next, turn).readings();
        assertThat(read).hasSize(1);
        assertThat(used(next, turn).outputTokens())
                .as("the answer that was read, and what was heard of the next")
                .isGreaterThan(requireNonNull(read.getFirst().usage()).outputTokens());
        assertThat(upstream.completions()).hasSize(2);
        world.the(Turns.class).stop(ada, turn);
        running.answer().get();
    }

    private int drafts() {
        return world.database()
                .read(tx -> tx.createQuery("select count(*) from draft")
                        .mapTo(Integer.class)
                        .one());
    }

    @Test
    void theSameRequestGetsTheSameValueAndAnotherOneUnderItsKeyIsRefused() throws InterruptedException {
        upstream.next(says(BAD)).next(says(GOOD));
        var origin = Wish.Origin.of(ada, "t");
        var once = wish(ABLE).origin();
        var repeated = new Wish(
                origin.once(new Question.Once("key", "a")),
                ABLE,
                prompt("x"),
                wish(ABLE).parameters(),
                Shapes.TALE,
                1,
                null,
                Asker.NOBODY);

        var first = ask(repeated);
        var second = ask(repeated);

        assertThat(second.turn()).isEqualTo(first.turn());
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.fresh()).isFalse();
        assertThat(upstream.completions()).hasSize(2);
        assertThat(once.once()).isNull();
        assertThatThrownBy(() -> ask(new Wish(
                        origin.once(new Question.Once("key", "b")),
                        ABLE,
                        prompt("y"),
                        wish(ABLE).parameters(),
                        Shapes.TALE,
                        1,
                        null,
                        Asker.NOBODY)))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
    }

    @Test
    void whoCannotPayForAllAttemptsIsRefusedBeforeAnyCall() {
        var poor = world.ada("0.0001");

        assertThatThrownBy(() -> ask(Wish.of(Wish.Origin.of(poor, "t"), PLAIN, prompt("x"), Shapes.TALE)))
                .isInstanceOfSatisfying(
                        Refusal.class, no -> assertThat(no.code()).isEqualTo(Code.INSUFFICIENT_BALANCE));
        assertThat(upstream.completions()).isEmpty();
    }

    @Test
    void theDemoAnswersEveryShapeWithoutAKey() throws InterruptedException {
        var answered = ask(Wish.of(Wish.Origin.of(ada, "t"), "demo", prompt("讲个故事"), Shapes.TALE));

        assertThat(rung(answered)).isEqualTo(Rung.SCHEMA);
        assertThat(Shapes.TALE.faults(((Outcome.Value) answered.outcome()).value()))
                .isEmpty();
        assertThat(settledOnce(world, answered.turn())).isEqualTo(Money.ZERO);
    }

    @Test
    void withTheAccountGoesEverythingThatWasAnswered() throws InterruptedException {
        upstream.next(says(GOOD));
        var turn = ask(wish(PLAIN)).turn();

        world.database().transact(tx -> {
            world.the(Forgetting.class).deleted(tx, ada.account());
            return true;
        });

        assertThat(inspected(world, turn).readings()).isEmpty();
        assertThat(inspected(world, turn).parts()).isEmpty();
    }
}
