package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the server takes from nothing to its first answer and to the first token of a chat. */
final class Starts {
    private static final int TIMES = 3;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Shape ONE = Shape.chats(1, 1, 1);

    private record Start(String how, Duration ready, Duration token, long rss) {}

    private final Installation server;
    private final UpstreamProcess upstream;
    private final Load load;
    private final Path folder;
    private final List<Start> starts = new ArrayList<>();

    Starts(Installation server, UpstreamProcess upstream, Load load, Path folder) {
        this.server = server;
        this.upstream = upstream;
        this.load = load;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            twice("cold", server, folder.resolve("start" + i));
        }
        var cache = folder.resolve("raconteur.aot");
        train(cache);
        if (!Files.exists(cache)) {
            System.out.println("no ahead-of-time cache could be made: starts with it are left out");
        } else {
            for (int i = 0; i < TIMES; i++) {
                twice("cached", server.with("-XX:AOTCache=" + cache), folder.resolve("cached" + i));
            }
        }
        for (var start : starts) {
            System.out.printf(
                    Locale.ROOT,
                    "start %-14s ready after %.2f s, first token after %.2f s, %.0f MiB resident then%n",
                    start.how(),
                    start.ready().toMillis() / 1000.0,
                    start.token().toMillis() / 1000.0,
                    start.rss() / 1024.0);
        }
    }

    /** A first start, which makes the database, and a second one that finds it. */
    private void twice(String how, Installation installation, Path data) throws IOException, InterruptedException {
        Target target;
        try (var first = started(installation, data)) {
            var ready = first.awaitReady(LIMIT);
            var served = Subject.Served.settle(first, 1);
            target = served.target(ONE);
            add(how + ", first", ready, first.since(), first);
            first.terminate(LIMIT);
            served.api().close();
        }
        try (var again = ServerProcess.start(
                installation,
                data,
                ((Target.Raconteur) target).address().getPort(),
                ServerProcess.using(upstream.base()))) {
            var ready = again.awaitReady(LIMIT);
            var report = load.run(target, ONE);
            if (!report.isWhole()) {
                throw new IOException("the first chat after a start was not whole: " + report.failures());
            }
            add(how, ready, again.since(), again);
            again.terminate(LIMIT);
        }
    }

    private void add(String how, Duration ready, Duration token, ServerProcess process) {
        starts.add(new Start(how, ready, token, process.proc().rss()));
    }

    private ServerProcess started(Installation installation, Path data) throws IOException {
        return ServerProcess.start(installation, data, ServerProcess.freePort(), ServerProcess.using(upstream.base()));
    }

    private void train(Path cache) throws IOException, InterruptedException {
        try (var trained = started(server.with("-XX:AOTCacheOutput=" + cache), folder.resolve("training"))) {
            trained.awaitReady(LIMIT);
            var served = Subject.Served.settle(trained, 1);
            var _ = load.run(served.target(ONE), ONE);
            served.api().close();
            trained.terminate(LIMIT);
        }
    }

    ArrayNode json(ObjectMapper mapper) {
        var array = mapper.createArrayNode();
        for (var start : starts) {
            array.addObject()
                    .put("how", start.how())
                    .put("ready_ms", start.ready().toMillis())
                    .put("first_token_ms", start.token().toMillis())
                    .put("rss_mib", start.rss() / 1024);
        }
        return array;
    }
}
