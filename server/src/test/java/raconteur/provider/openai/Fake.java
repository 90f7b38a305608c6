package raconteur.provider.openai;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import raconteur.bench.Upstream;
import raconteur.provider.Provider;
import raconteur.provider.Quirk;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;

/** A fake upstream and event loops for the tests of a class; forgets everything before each. */
final class Fake implements BeforeEachCallback, AfterAllCallback {
    /** Short enough to wait for, long enough for a busy machine. */
    static final Timers SHORT = new Timers(
            Duration.ofSeconds(2),
            Duration.ofMillis(1500),
            Duration.ofMillis(2000),
            Duration.ofMillis(1500),
            Duration.ofSeconds(4));

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final Upstream upstream = Upstream.start(0);
    private final OpenAiAdapter adapter = OpenAiAdapter.over(vertx, InstantSource.system());

    Provider provider() {
        return provider(upstream.base(), Timers.DEFAULT);
    }

    Provider impatient() {
        return provider(upstream.base(), SHORT);
    }

    Provider provider(URI base, Timers timers) {
        return adapter.connect(Samples.connection(base, timers));
    }

    /** One that is known to leave out the opening tag of thinking. */
    Provider openModels() {
        var rule = new Quirks.Rule(Pattern.compile("QwQ"), Set.of(Quirk.THINKS_UNOPENED));
        return adapter.connect(Samples.connection(upstream.base(), Timers.DEFAULT, new Quirks(List.of(rule))));
    }

    /** One that has no connection yet. */
    Provider stranger() {
        return OpenAiAdapter.over(vertx, InstantSource.system()).connect(Samples.connection(upstream.base(), SHORT));
    }

    OpenAiAdapter adapter() {
        return adapter;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        upstream.listen();
        upstream.reset();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        upstream.close();
        var closed = new CountDownLatch(1);
        vertx.close().onComplete(_ -> closed.countDown());
        closed.await();
    }
}
