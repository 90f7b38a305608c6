package raconteur.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import raconteur.bench.ServerProcess;
import raconteur.bench.Upstream;

/** The packaged server on a port of its own with an empty database, and the fake upstream behind it. */
public final class Stage implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final Upstream upstream;
    private final Path data;
    private final Map<String, String> settings;
    private final Optional<OwnSchema> schema;
    private final AtomicInteger cast = new AtomicInteger();
    private ServerProcess server;

    private Stage(Upstream upstream, Path data, Map<String, String> settings, Optional<OwnSchema> schema) {
        this.upstream = upstream;
        this.data = data;
        this.settings = settings;
        this.schema = schema;
        this.server = start();
    }

    /** Sets a stage whose settings differ from the usual ones; {@code {upstream}} in them is its address. */
    public static Stage with(String... settingsAndValues) {
        var schema = OwnSchema.make();
        var upstream = Upstream.start(0);
        var settings = new TreeMap<>(ServerProcess.using(upstream.base()));
        settings.put("RACONTEUR_PROVIDER_FAKE_MODELS", "bench,dear,free,both");
        settings.put("RACONTEUR_PROVIDER_FAKE_PRICES", "bench=0.1/0.2,dear=10/20/1");
        settings.put("RACONTEUR_PROVIDER_SECOND_BASE_URL", upstream.base().toString());
        settings.put("RACONTEUR_PROVIDER_SECOND_API_KEY", "sk-second");
        settings.put("RACONTEUR_PROVIDER_SECOND_MODELS", "both");
        settings.put("RACONTEUR_PROVIDER_SEALED_BASE_URL", upstream.secureBase().toString());
        settings.put("RACONTEUR_PROVIDER_SEALED_API_KEY", "sk-sealed");
        settings.put("RACONTEUR_PROVIDER_SEALED_MODELS", "tls");
        settings.put("RACONTEUR_MODEL_CHAT", "fake/bench");
        settings.put("RACONTEUR_PASSWORD_MEMORY", "1024");
        settings.put("RACONTEUR_CHECKPOINT", "100ms");
        settings.put("RACONTEUR_UPSTREAM_RETRY_BASE", "10ms");
        settings.put("RACONTEUR_UPSTREAM_RETRY_CAP", "50ms");
        // what one test breaks must not keep the next from being answered
        settings.put("RACONTEUR_UPSTREAM_BREAKER_FAILURES", "0");
        settings.put("RACONTEUR_UPSTREAM_KEY_PAUSE", "0s");
        // the operator of the shared stage signs in once per test
        settings.put("RACONTEUR_SESSION_MAX_DEVICES", "0");
        settings.put("RACONTEUR_ADMIN_USER", "grace");
        settings.put("RACONTEUR_ADMIN_PASSWORD", Person.PASSWORD);
        schema.ifPresent(own -> settings.put("RACONTEUR_DB_URL", own.url()));
        for (int i = 0; i < settingsAndValues.length; i += 2) {
            settings.put(
                    "RACONTEUR_" + settingsAndValues[i],
                    settingsAndValues[i + 1].replace(
                            "{upstream}", upstream.base().toString()));
        }
        try {
            return new Stage(
                    upstream, Files.createTempDirectory("raconteur-stage").resolve("data"), settings, schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess start() {
        try {
            var started = ServerProcess.start(Prepared.installation(), data, ServerProcess.freePort(), settings);
            started.awaitReady(START);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Upstream upstream() {
        return upstream;
    }

    public ServerProcess server() {
        return server;
    }

    public URI base() {
        return server.base();
    }

    public Path data() {
        return data;
    }

    /** The database itself, for what no surface shows; only its own tables are in its current schema. */
    public Connection database() throws SQLException {
        return schema.isPresent()
                ? schema.get().connect()
                : DriverManager.getConnection("jdbc:sqlite:file:" + data.resolve("raconteur.db") + "?mode=ro");
    }

    /** Waits until a condition holds that nothing tells; fails after half a minute, or when the server ends. */
    public void until(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try {
            while (!condition.getAsBoolean()) {
                // the pause is a wait for the one event that would make further asking useless
                if (server.awaitEnd(Duration.ofMillis(20)) || System.nanoTime() > limit) {
                    throw new AssertionError("in vain: " + what);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Starts the server again on the same data; whoever asked the old one asks through {@link Person#at}. */
    public void startAgain() {
        server = start();
    }

    /** A new member with an account of their own. */
    public Person ada() {
        return member("ada");
    }

    /** Another new member, to whom nothing of the first belongs. */
    public Person eve() {
        return member("eve");
    }

    private Person member(String name) {
        String username = name + cast.incrementAndGet();
        var reply = nobody().post(
                        "/api/register",
                        Json.of("username", username, "password", Person.PASSWORD, "accept_terms", true))
                .expect(201);
        return new Person(base(), username, reply.text("token"));
    }

    /** The operator. */
    public Person grace() {
        var reply = nobody().post("/api/login", Json.of("username", "grace", "password", Person.PASSWORD))
                .expect(200);
        return new Person(base(), "grace", reply.text("token"));
    }

    /** The same account, signed in once more. */
    public Person again(Person person) {
        var reply = nobody().post("/api/login", Json.of("username", person.name(), "password", Person.PASSWORD))
                .expect(200);
        return new Person(base(), person.name(), reply.text("token"));
    }

    /** Someone who has not signed in. */
    public Person nobody() {
        return new Person(base(), "nobody", "");
    }

    /** Who holds this token or key. */
    public Person holder(String name, String token) {
        return new Person(base(), name, token);
    }

    @Override
    public void close() {
        server.close();
        upstream.close();
        try {
            server.awaitEnd(Duration.ofSeconds(10));
            schema.ifPresent(OwnSchema::close);
            try (var files = Files.walk(data.getParent())) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives every test the one stage that most of them share, its upstream as if new. */
    public static final class Shared implements ParameterResolver, BeforeEachCallback {
        @Override
        public void beforeEach(ExtensionContext context) {
            stage(context).upstream().reset();
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Stage.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return stage(context);
        }

        private static Stage stage(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Stage.class))
                    .computeIfAbsent("shared", _ -> Stage.with(), Stage.class);
        }
    }
}
