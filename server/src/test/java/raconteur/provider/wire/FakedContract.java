package raconteur.provider.wire;

import raconteur.bench.Behaviour;
import raconteur.bench.Prose;
import raconteur.provider.Provider;
import raconteur.provider.ProviderContract;

/** What every provider promises, for one that talks to the fake upstream. */
public interface FakedContract extends ProviderContract {
    /** The upstream with the adapter in front of it. */
    Fake fake();

    @Override
    default Provider greeter() {
        fake().upstream.always(Behaviour.of("~text:emoji~tokens:12"));
        return fake().provider();
    }

    @Override
    default Provider drawler() {
        fake().upstream.always(Behaviour.of("~tokens:200~every:500ms"));
        return fake().provider();
    }

    @Override
    default String answer() {
        return Prose.EMOJI.text(1, 12);
    }

    @Override
    default Thoughtful thinker() {
        var behaviour = Behaviour.of("~tokens:6~thoughts:4~reasoning:content");
        fake().upstream.always(behaviour);
        return new Thoughtful(fake().provider(), greeting(), behaviour.reasoning(), behaviour.text());
    }
}
