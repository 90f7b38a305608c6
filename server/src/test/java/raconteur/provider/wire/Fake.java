package raconteur.provider.wire;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import raconteur.bench.Upstream;
import raconteur.provider.Adapter;
import raconteur.provider.Connection;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;

/** A fake upstream, and one dialect that speaks to it, for the tests of a class; forgets everything before each. */
public final class Fake implements BeforeEachCallback, AfterAllCallback {
    /** Short enough to wait for, long enough for a busy machine. */
    public static final Timers SHORT = new Timers(
            Duration.ofSeconds(2),
            Duration.ofMillis(1500),
            Duration.ofMillis(2000),
            Duration.ofMillis(1500),
            Duration.ofSeconds(4));

    public final Upstream upstream = Upstream.start(0);
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final BiFunction<Lanes, InstantSource, Adapter> dialect;
    private final Function<Upstream, URI> base;
    private final Adapter adapter;

    /** @param base where the dialect's API is at the upstream */
    public Fake(BiFunction<Lanes, InstantSource, Adapter> dialect, Function<Upstream, URI> base) {
        this.dialect = dialect;
        this.base = base;
        this.adapter = another();
    }

    private Adapter another() {
        return dialect.apply(Lanes.over(vertx), InstantSource.system());
    }

    private Connection connection(URI address, Timers timers, Quirks quirks) {
        return Samples.connection(adapter.dialect(), address, timers, quirks);
    }

    public Provider provider() {
        return provider(base.apply(upstream), Timers.DEFAULT);
    }

    public Provider impatient() {
        return provider(base.apply(upstream), SHORT);
    }

    public Provider provider(URI address, Timers timers) {
        return adapter.connect(connection(address, timers, Quirks.NONE));
    }

    public Provider provider(Quirks quirks) {
        return adapter.connect(connection(base.apply(upstream), Timers.DEFAULT, quirks));
    }

    /** One that has no connection yet. */
    public Provider stranger() {
        return another().connect(connection(base.apply(upstream), SHORT, Quirks.NONE));
    }

    public List<Model> offered() throws InterruptedException {
        return adapter.offered(connection(base.apply(upstream), SHORT, Quirks.NONE));
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
