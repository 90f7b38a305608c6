package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Measures what event sockets cost: so many that are idle, and beside them so many that stream. */
public final class SocketBench {
    static final String HELP = """
            usage: ./raconteur bench sockets [options]

              --idle=5000          sockets that only beat
              --streams=500@50ms   streams over sockets of their own, at such a cadence
              --seconds=15         length of each stream
              --ramp=3             seconds over which streams begin
              --rounds=3           how often streams are measured alone and beside the idle ones
              --beat=10            seconds between two beats of an idle socket
              --accounts=100       whose sockets they are
              --server=FILE        quarkus-run.jar of the server

            Says what an idle socket costs in heap and direct memory, how soon beats are answered, and how the gaps of
            streams are alone and beside the idle ones; as its last line everything as JSON. Exit code 1 when a socket
            was lost, a beat not answered, or a text not whole.
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    private record Wish(
            int idle,
            int streams,
            int every,
            int seconds,
            int ramp,
            int rounds,
            int beat,
            int accounts,
            Installation server) {}

    private final Wish wish;
    private final ObjectNode result = JSON.createObjectNode();
    private boolean whole = true;

    private SocketBench(Wish wish) {
        this.wish = wish;
    }

    /** See {@link #HELP}. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.print(HELP);
            return;
        }
        Wish wish;
        try {
            wish = parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + HELP);
            System.exit(2);
            return;
        }
        var bench = new SocketBench(wish);
        bench.run();
        System.exit(bench.whole ? 0 : 1);
    }

    private static Wish parse(String[] arguments) {
        int idle = 5000;
        int streams = 500;
        int every = 50;
        int seconds = 15;
        int ramp = 3;
        int rounds = 3;
        int beat = 10;
        int accounts = 100;
        Installation server = null;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--idle" -> idle = Integer.parseInt(value);
                case "--streams" -> {
                    var parts = value.replaceFirst("ms$", "").split("@", 2);
                    streams = Integer.parseInt(parts[0]);
                    every = parts.length == 2 ? Integer.parseInt(parts[1]) : every;
                }
                case "--seconds" -> seconds = Integer.parseInt(value);
                case "--ramp" -> ramp = Integer.parseInt(value);
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--beat" -> beat = Integer.parseInt(value);
                case "--accounts" -> accounts = Integer.parseInt(value);
                case "--server" -> server = Installation.of(Path.of(value).toAbsolutePath());
                default -> throw new IllegalArgumentException("there is no option " + argument);
            }
        }
        var used = server == null ? Installation.found() : server;
        return new Wish(
                idle,
                streams,
                every,
                seconds,
                ramp,
                rounds,
                beat,
                accounts,
                used.with("-XX:NativeMemoryTracking=summary"));
    }

    private void run() throws Exception {
        var folder = Files.createTempDirectory("raconteur-sockets");
        var upstream = UpstreamProcess.start();
        var settings = new TreeMap<>(ServerProcess.using(upstream.base()));
        settings.put("RACONTEUR_SOCKETS_PER_ACCOUNT", "0");
        settings.put("RACONTEUR_SOCKETS_PER_ADDRESS", "0");
        settings.put("RACONTEUR_TRIAL_CREDIT", "1000");
        try (var server =
                        ServerProcess.start(wish.server(), folder.resolve("data"), ServerProcess.freePort(), settings);
                var loop = new Loop("sockets")) {
            server.awaitReady(START);
            var served = Subject.Served.settle(server, wish.accounts());
            try (var api = served.api()) {
                measure(server, loop, new Listeners(loop, server, api, served.bearers()), served.bearers());
            }
        } finally {
            upstream.close();
            Folders.delete(folder);
        }
        System.out.println(JSON.writeValueAsString(result));
    }

    private void measure(ServerProcess server, Loop loop, Listeners listeners, List<String> bearers) throws Exception {
        System.out.printf(
                "%d cores, load average %.1f%n",
                Runtime.getRuntime().availableProcessors(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
        var shape = Shape.streams(
                wish.streams(),
                Duration.ofMillis(wish.every()),
                Duration.ofSeconds(wish.seconds()),
                Duration.ofSeconds(wish.ramp()));
        tell("to warm up", listeners.run(shape));
        var jcmd = new Jcmd(server.pid());
        var without = Look.at(jcmd);
        try (var crowd = new Crowd(loop, server.port(), bearers, 200, 1000)) {
            whole &= crowd.lost() == 0; // what the first sockets bring up is not what sockets cost
        }
        var before = Look.at(jcmd);
        System.out.printf(
                "heap of the idle server %d KiB, with what sockets bring up %d KiB%n", without.heap(), before.heap());
        var alone = new ArrayList<Listeners.Report>();
        var beside = new ArrayList<Listeners.Report>();
        for (int round = 0; round < wish.rounds(); round++) {
            var report = listeners.run(shape);
            tell("alone", report);
            alone.add(report);
            long began = System.nanoTime();
            var idle = Look.at(jcmd);
            try (var crowd = new Crowd(loop, server.port(), bearers, wish.idle(), wish.beat() * 1000L)) {
                System.out.printf(
                        Locale.ROOT,
                        "%d sockets within %.1f s%n",
                        wish.idle() - crowd.lost(),
                        (System.nanoTime() - began) / 1e9);
                // presence has been told, and everybody has beaten once
                Thread.sleep(Duration.ofSeconds(wish.beat() + 1L));
                memory(idle, Look.at(jcmd));
                crowd.forget();
                var together = listeners.run(shape);
                tell("beside " + wish.idle() + " idle ones", together);
                beside.add(together);
                beats(crowd);
            }
            Thread.sleep(Duration.ofSeconds(2));
        }
        compare(alone, beside);
    }

    private record Look(long heap, long direct) {
        static Look at(Jcmd jcmd) throws IOException, InterruptedException {
            return new Look(known(jcmd.heap()), known(jcmd.direct()));
        }

        private static long known(OptionalLong found) {
            return found.orElseThrow(() -> new IllegalStateException("no jcmd beside this java: nothing can be said"));
        }
    }

    private void memory(Look before, Look after) {
        double heap = (after.heap() - before.heap()) / (double) wish.idle();
        double direct = (after.direct() - before.direct()) / (double) wish.idle();
        System.out.printf(
                Locale.ROOT,
                "an idle socket: %.2f KiB of heap, %.2f KiB of direct memory, together %.2f KiB (goal 12)%n",
                heap,
                direct,
                heap + direct);
        result.withArray("kib_per_idle_socket").add(Math.round((heap + direct) * 100) / 100.0);
    }

    private void beats(Crowd crowd) {
        System.out.printf(
                Locale.ROOT,
                "beats: %d, not answered %d, sockets lost %d; answered after %.1f ms in the median, %.1f ms at p99, %.0f ms at most%n",
                crowd.beats(),
                crowd.unanswered(),
                crowd.lost(),
                crowd.answers().getValueAtPercentile(50) / 1e6,
                crowd.answers().getValueAtPercentile(99) / 1e6,
                crowd.answers().getMaxValue() / 1e6);
        whole &= crowd.lost() == 0 && crowd.unanswered() <= 2;
        result.withArray("beat_p99_ms").add(crowd.answers().getValueAtPercentile(99) / 1e6);
        result.withArray("lost").add(crowd.lost());
    }

    private void tell(String how, Listeners.Report report) {
        System.out.printf(
                Locale.ROOT,
                "%d streams @%d ms %s: gap p50 %.1f ms, p99 %.1f ms, worst stream's p99 %.1f ms; %s%n",
                report.streams(),
                wish.every(),
                how,
                report.gap().getValueAtPercentile(50) / 1e6,
                report.p99(),
                report.worstMillis(),
                report.isWhole() ? "all whole" : "NOT WHOLE " + report.failures());
        whole &= report.isWhole();
    }

    private void compare(List<Listeners.Report> alone, List<Listeners.Report> beside) {
        double p99 = median(beside.stream().map(Listeners.Report::p99).toList())
                / median(alone.stream().map(Listeners.Report::p99).toList());
        double worst = median(beside.stream().map(Listeners.Report::worstMillis).toList())
                / median(alone.stream().map(Listeners.Report::worstMillis).toList());
        System.out.printf(
                Locale.ROOT,
                "medians of %d rounds, beside the idle ones against alone: p99 gap %.2f×, worst stream's p99 %.2f× (goal 1.10×)%n",
                wish.rounds(),
                p99,
                worst);
        result.put("gap_p99_ratio", p99).put("worst_stream_p99_ratio", worst).put("whole", whole);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }
}
