package raconteur.turn.structured;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.ledger.Ledger;
import raconteur.platform.Caller;
import raconteur.platform.Money;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Completion.Role;
import raconteur.turn.Inspection;
import raconteur.turn.Prompt;
import raconteur.turn.TurnId;
import raconteur.turn.TurnViews;
import raconteur.turn.Usage;
import raconteur.turn.World;

/** Turns over a real database and a real upstream, with someone who pays, for the tests of a class. */
final class House implements AutoCloseable {
    /** Enforces schemas, calls tools, writes JSON. */
    static final String ABLE = "openai/gpt-5.6-luna";
    /** Only writes. */
    static final String PLAIN = "fake/plain";

    static final Duration SOON = Duration.ofSeconds(20);
    static final String GOOD = "{\"title\":\"The lamp\",\"count\":3}";
    static final String BAD = "{\"title\":\"The lamp\"}";

    final Path folder;
    final Upstream upstream = Upstream.start(0);
    final World world;
    final Caller ada;
    final List<World> more = new ArrayList<>();

    House(EveryDatabase kind, Path folder) {
        this.folder = folder;
        this.world = world(kind, folder).started();
        this.ada = world.ada("10");
    }

    World world(EveryDatabase kind, Path place) {
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

    @Override
    public void close() {
        more.forEach(World::close);
        world.close();
        upstream.close();
    }

    static Behaviour says(String text) {
        return Behaviour.standard().saying(text);
    }

    static Prompt prompt(String question) {
        return new Prompt(
                List.of(
                        new Prompt.Part("system", "rules", Role.SYSTEM, "You tell tales.", null),
                        new Prompt.Part("question", "question", Role.USER, question, null)),
                Prompt.Dropped.NOTHING);
    }

    Wish wish(String model) {
        return Wish.of(Wish.Origin.of(ada, "trace"), model, prompt("A tale of a lamp."), Shapes.TALE);
    }

    Structured.Answered ask(Wish wish) throws InterruptedException {
        return world.the(Structured.class).ask(wish);
    }

    TurnViews.View view(World where, TurnId turn) {
        return where.the(TurnViews.class).get(ada, turn);
    }

    Usage used(World where, TurnId turn) {
        return requireNonNull(view(where, turn).usage());
    }

    List<Ledger.Entry> entries(World where, Ledger.Kind kind, TurnId turn) {
        return where.the(Ledger.class).newest(ada.account(), Optional.empty(), 100).stream()
                .filter(entry -> entry.kind() == kind && turn.value().equals(entry.turnId()))
                .toList();
    }

    /** One hold, one settlement of what was used, and nothing held any more; what it cost. */
    Money settledOnce(World where, TurnId turn) {
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

    static long promptTokens(JsonNode body) {
        var tokens = 0L;
        for (var message : body.path("messages")) {
            var text = message.path("content").asText();
            tokens += text.codePointCount(0, text.length());
        }
        return tokens;
    }

    Inspection.Generation inspected(World where, TurnId turn) {
        var generations = where.the(Inspection.class).of(ada, turn).generations();
        assertThat(generations).hasSize(1);
        return generations.getFirst();
    }

    static Rung rung(Structured.Answered answered) {
        assertThat(answered.outcome()).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) answered.outcome()).rung();
    }
}
