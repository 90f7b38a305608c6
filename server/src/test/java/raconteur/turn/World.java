package raconteur.turn;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import raconteur.ledger.Ledger;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.platform.Money;
import raconteur.platform.Secret;
import raconteur.platform.Settings;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Adapter;
import raconteur.provider.Attempts;
import raconteur.provider.Health;
import raconteur.provider.Models;
import raconteur.provider.Pause;
import raconteur.provider.Timers;
import raconteur.provider.catalogue.Catalogue;
import raconteur.provider.demo.DemoProvider;
import raconteur.provider.openai.OpenAiAdapter;
import raconteur.provider.wire.Lanes;

/**
 * Turns over a real database and real providers of the test's own, in this process. Whatever a class needs is in its
 * one constructor, so everything that is not given here is made by it.
 */
public final class World implements AutoCloseable {
    private static final Attempts.Patience HASTY =
            new Attempts.Patience(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(1), 2);

    private final Map<Class<?>, Object> made = new LinkedHashMap<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final EveryDatabase.Own own;

    /** @param settings names and values, without what all names begin with */
    public World(EveryDatabase kind, Path folder, Map<String, String> settings, List<Answers> answers) {
        var time = InstantSource.system();
        var environment = new HashMap<String, String>();
        settings.forEach((name, value) -> environment.put("RACONTEUR_" + name, value));
        environment.putIfAbsent("RACONTEUR_CHECKPOINT", "20ms");
        environment.putIfAbsent("RACONTEUR_SECRET_KEY", "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU");
        environment.put("RACONTEUR_DATA", folder.resolve("data").toString());
        var read = Settings.read(folder, environment, List.of());
        own = kind.open(folder, time);
        var adapters = List.<Adapter>of(OpenAiAdapter.over(Lanes.over(vertx), time), new Quick());
        put(InstantSource.class, time);
        put(Settings.class, read);
        put(Database.class, own.database());
        put(Ticker.class, new Ticker());
        put(Pause.class, Pause.REAL);
        put(ObjectMapper.class, json());
        put(Models.class, new Models(adapters));
        put(Map.class, read.all());
        put(Timers.class, Timers.DEFAULT);
        put(Secret.class, Secret.open(read, true));
        put(Health.class, Health.usual(time));
        put(MeterRegistry.class, new SimpleMeterRegistry());
        put(Attempts.class, new Attempts(time, () -> 1, Pause.REAL, HASTY, the(Health.class)));
        put(TurnConfig.class, new TurnConfig.Wiring().config(read));
        put(Keepers.class, new Keepers(answers));
        // which fills the models
        the(Catalogue.class);
    }

    /** As the server's own. */
    private static ObjectMapper json() {
        return new ObjectMapper()
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    /** Templates without their pauses. */
    private static final class Quick implements Adapter {
        @Override
        public raconteur.provider.Dialect dialect() {
            return raconteur.provider.Dialect.DEMO;
        }

        @Override
        public raconteur.provider.Provider connect(raconteur.provider.Connection connection) {
            return new DemoProvider(Duration.ZERO, _ -> {});
        }

        @Override
        public List<raconteur.provider.Model> offered(raconteur.provider.Connection connection) {
            return connection.models();
        }
    }

    private <T> void put(Class<T> type, T thing) {
        made.put(type, thing);
    }

    /** From now on this is the one thing of this type. */
    public <T> World with(Class<T> type, T thing) {
        put(type, thing);
        return this;
    }

    /** The one thing of this type. */
    public <T> T the(Class<T> type) {
        var known = made.get(type);
        if (known == null) {
            known = make(type);
            made.put(type, known);
        }
        return type.cast(known);
    }

    private Object make(Class<?> type) {
        var constructor = type.getDeclaredConstructors()[0];
        var needs = new ArrayList<Object>();
        for (var need : constructor.getParameterTypes()) {
            needs.add(the(need));
        }
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(needs.toArray());
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new LinkageError("cannot make " + type, e);
        }
    }

    /** What the server does at its start: ends what a crash left open, and saves running answers from then on. */
    public World started() {
        the(Recovery.class).run();
        the(Checkpoints.class).begin();
        return this;
    }

    public Database database() {
        return own.database();
    }

    /** A member with this much money. */
    public Caller ada(String money) {
        var account = new AccountId(UUID.randomUUID());
        var ledger = the(Ledger.class);
        database().transact(tx -> {
            ledger.open(tx, account, false);
            ledger.credit(tx, account, Ledger.Kind.TRIAL, Money.parse(money), "trial");
            return account;
        });
        return new Caller(account, "ada", UUID.randomUUID(), Set.of(Caller.LOGIN, Caller.CHAT), Language.EN);
    }

    /** The same as a copy of what is on disk right now would see: as after a kill. */
    public static void copy(Path from, Path to) throws java.io.IOException {
        java.nio.file.Files.createDirectories(to);
        try (var files = java.nio.file.Files.list(from)) {
            for (var file : files.toList()) {
                if (java.nio.file.Files.isRegularFile(file)) {
                    java.nio.file.Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    @Override
    public void close() {
        the(Ticker.class).close();
        own.close();
        var closed = new CountDownLatch(1);
        vertx.close().onComplete(_ -> closed.countDown());
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
