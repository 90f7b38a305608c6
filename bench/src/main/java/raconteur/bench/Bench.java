package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the server beside nginx and beside nothing, under the same loads in the same run. */
public final class Bench implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    private final Options options;
    private final Path folder;
    private final UpstreamProcess upstream;
    private final Load load = new Load();
    private final Gauge gauge;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Closeable> closing = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final ObjectNode result = JSON.createObjectNode();

    private Bench(Options options) throws IOException {
        this.options = options;
        this.folder = Files.createTempDirectory("raconteur-bench");
        this.upstream = UpstreamProcess.start();
        this.gauge = new Gauge(upstream, load);
    }

    /** See {@link Options#HELP}. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + Options.HELP);
            System.exit(2);
            return;
        }
        boolean whole;
        try (var bench = new Bench(options)) {
            whole = bench.run();
        }
        System.exit(whole ? 0 : 1);
    }

    private boolean run() throws Exception {
        long deadline = System.nanoTime() + options.limit().toNanos();
        System.out.printf(
                "%d cores, load average %.1f, Java %s%n",
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage(),
                Runtime.version());
        if (options.start() && options.subjects().contains("raconteur")) {
            starts();
        }
        subjects();
        for (var subject : subjects) {
            if (options.warmUp() > 0) {
                gauge.warmUp(subject, options.warmUp());
            }
        }
        System.out.println(Row.TITLES);
        for (int round = 1; round <= options.rounds(); round++) {
            for (var shape : options.shapes()) {
                compare(shape, round, deadline);
            }
        }
        for (var subject : subjects) {
            if (subject instanceof Subject.Served served && options.memory() > 0) {
                new Memory(served.server(), load, options.memory())
                        .measure(subject, JSON)
                        .ifPresent(memory -> result.set("memory", memory));
            }
        }
        var array = result.putArray("rows");
        rows.forEach(row -> array.add(row.json(JSON)));
        System.out.println(JSON.writeValueAsString(result));
        return rows.stream().allMatch(row -> row.report().isWhole());
    }

    private void compare(Shape shape, int round, long deadline) throws IOException, InterruptedException {
        Row nginx = null;
        for (var subject : subjects) {
            if (System.nanoTime() > deadline) {
                System.out.println("the time is over: " + subject.name() + " with " + shape + " is left out");
                continue;
            }
            var row = gauge.measure(subject, shape, round);
            rows.add(row);
            nginx = subject instanceof Subject.Proxied ? row : nginx;
            System.out.println(row.line(nginx));
        }
    }

    private void subjects() throws IOException, InterruptedException {
        if (options.subjects().contains("direct")) {
            subjects.add(new Subject.Direct(upstream));
        }
        Optional<Path> nginx = Nginx.installed();
        if (options.subjects().contains("nginx") && nginx.isPresent()) {
            var proxy = Nginx.start(nginx.get(), Files.createDirectory(folder.resolve("nginx")), upstream.port());
            closing.add(proxy::close);
            subjects.add(new Subject.Proxied(proxy));
        } else if (options.subjects().contains("nginx")) {
            System.out.println("nginx is not installed: there is nothing to compare with");
        }
        if (options.subjects().contains("raconteur")) {
            var server = ServerProcess.start(
                    options.installation(),
                    folder.resolve("data"),
                    ServerProcess.freePort(),
                    ServerProcess.using(upstream.base()));
            closing.add(server::close);
            server.awaitReady(START);
            long rss = server.proc().rss();
            System.out.printf("idle after its start: %.0f MiB resident%n", rss / 1024.0);
            result.put("idle_rss_mib", rss / 1024);
            subjects.add(Subject.Served.settle(server));
        }
    }

    /** How long a start takes, to the first answer and to the first token, with and without an ahead-of-time cache. */
    private void starts() throws IOException, InterruptedException {
        var starts = new Starts(options.installation(), upstream, load, folder);
        starts.run();
        result.set("starts", starts.json(JSON));
    }

    @Override
    public void close() throws IOException {
        for (var subject : subjects) {
            if (subject instanceof Subject.Served served) {
                served.api().close();
            }
        }
        for (var each : closing.reversed()) {
            each.close();
        }
        load.close();
        upstream.close();
        Folders.delete(folder);
    }
}
