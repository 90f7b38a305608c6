package raconteur.scenarios.account;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import raconteur.bench.ServerProcess;
import raconteur.scenarios.Prepared;

/** A server of a test's own, which can be started again on the same data. */
final class House implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path data;
    private final Map<String, String> settings;
    private ServerProcess server;

    private House(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.server = launch(data, settings);
    }

    /** A server that is ready. */
    static House open(Path folder, Map<String, String> settings) throws IOException, InterruptedException {
        var house = new House(folder.resolve("data"), settings);
        house.server.awaitReady(PATIENCE);
        return house;
    }

    /** A server that has just been started and may refuse to. */
    static ServerProcess launch(Path data, Map<String, String> settings) throws IOException {
        var all = new HashMap<>(settings);
        all.putIfAbsent("RACONTEUR_LOG_LEVEL", "info");
        all.putIfAbsent("RACONTEUR_SESSION_MAX_DEVICES", "0");
        return ServerProcess.start(Prepared.installation(), data, ServerProcess.freePort(), all);
    }

    /** Kills it as {@code kill -9} does and starts it again. */
    void killAndRestart() throws IOException, InterruptedException {
        server.kill();
        server = launch(data, settings);
        server.awaitReady(PATIENCE);
    }

    ServerProcess server() {
        return server;
    }

    String log() throws IOException {
        return server.log();
    }

    String localKey() throws IOException {
        return server.localKey();
    }

    /** Somebody without a credential. */
    Visitor visitor() {
        return new Visitor(server.base(), Map.of());
    }

    /** Somebody who has just registered from this machine. */
    Visitor member(String name) throws IOException, InterruptedException {
        var answer = visitor().post("/api/register", """
                {"username": "%s", "password": "%s", "accept_terms": true}""".formatted(name, Visitor.PASSWORD));
        return visitor().bearer(answer.expect(201).text("token"));
    }

    /** The first operator. */
    Visitor operator() throws IOException, InterruptedException {
        var answer = visitor().post("/api/setup", """
                {"username": "Grace", "password": "%s"}""".formatted(Visitor.PASSWORD));
        return visitor().bearer(answer.expect(201).text("token"));
    }

    @Override
    public void close() {
        server.close();
    }
}
