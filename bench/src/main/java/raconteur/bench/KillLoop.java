package raconteur.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Kills the server under people who stream, again and again on the same data, and audits what is left each time:
 * nothing that was acknowledged is lost or doubled, nothing runs or is held 5 s after the server is ready, every book
 * balances.
 */
public final class KillLoop {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ORDER = Duration.ofSeconds(5);
    private static final int MOST_COMPLAINTS = 50;

    /**
     * What to do.
     *
     * @param cycles starts that end in a kill
     * @param users who stream at the same time
     * @param least the shortest life after the first acknowledgement
     * @param most the longest
     * @param seed of all randomness of this driver
     */
    public record Plan(int cycles, int users, Duration least, Duration most, long seed) {
        public static Plan of(int cycles, int users, long seed) {
            return new Plan(cycles, users, Duration.ofMillis(100), Duration.ofMillis(3000), seed);
        }
    }

    /**
     * What was found.
     *
     * @param acknowledged questions that the server said it had taken
     * @param finished those whose {@code done} told a whole answer
     * @param slowestRestart to ready, on data that a kill had left
     * @param wrongs every broken promise as a sentence; empty is the only good result
     */
    public record Verdict(int cycles, int acknowledged, int finished, Duration slowestRestart, List<String> wrongs) {
        public boolean good() {
            return wrongs.isEmpty();
        }
    }

    private final Plan plan;
    private final Installation server;
    private final Path data;
    private final Consumer<String> narrator;
    private final Random random;
    private final int port;
    private final List<Guest> guests = new ArrayList<>();
    private final List<String> wrongs = new ArrayList<>();
    private Duration slowest = Duration.ZERO;

    private KillLoop(Plan plan, Installation server, Path data, Consumer<String> narrator) throws IOException {
        this.plan = plan;
        this.server = server;
        this.data = data;
        this.narrator = narrator;
        this.random = new Random(plan.seed());
        this.port = ServerProcess.freePort();
    }

    /** Runs the whole plan on the fresh folder {@code data}; {@code narrator} hears one line a cycle. */
    public static Verdict run(Plan plan, Installation server, Path data, Consumer<String> narrator)
            throws IOException, InterruptedException, SQLException {
        Files.createDirectories(data);
        try (var upstream = Upstream.start(0)) {
            return new KillLoop(plan, server, data, narrator).run(upstream);
        }
    }

    private Verdict run(Upstream upstream) throws IOException, InterruptedException, SQLException {
        for (int cycle = 0; cycle < plan.cycles() && wrongs.size() < MOST_COMPLAINTS; cycle++) {
            try (var process = start(upstream);
                    var api = new Api(process.base())) {
                ready(process, cycle);
                if (cycle == 0) {
                    invite(api);
                }
                streamAndKill(process, api);
            }
            narrator.accept("cycle %d: %d acknowledged, %d finished, %d wrongs"
                    .formatted(cycle + 1, acknowledged(), finished(), wrongs.size()));
        }
        try (var process = start(upstream);
                var api = new Api(process.base())) {
            ready(process, plan.cycles());
            heldNothing(api);
            keptEverything(api);
            process.terminate(READY);
        }
        guests.forEach(guest -> wrongs.addAll(guest.complaints()));
        return new Verdict(plan.cycles(), acknowledged(), finished(), slowest, List.copyOf(wrongs));
    }

    private ServerProcess start(Upstream upstream) throws IOException {
        return ServerProcess.start(server, data, port, ServerProcess.using(upstream.base()));
    }

    private void invite(Api api) throws IOException, InterruptedException {
        for (int i = 0; i < plan.users(); i++) {
            String name = i == 0 ? "grace" : "ada" + i;
            String bearer = i == 0 ? api.setup(name) : api.register(name);
            guests.add(new Guest(name, bearer, api.conversation(bearer), random.nextLong()));
        }
    }

    /** Waits for a server that is ready and in order, and audits it. */
    private void ready(ServerProcess process, int cycle) throws IOException, InterruptedException, SQLException {
        var took = process.awaitReady(READY);
        if (cycle == 0) {
            return;
        }
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        try (var books = Books.open(data)) {
            long deadline = System.nanoTime() + ORDER.toNanos();
            var unrest = books.unrest();
            while (!unrest.isEmpty() && System.nanoTime() < deadline && process.alive()) {
                var _ = process.awaitEnd(Duration.ofMillis(50));
                unrest = books.unrest();
            }
            note(unrest, "%s after ready, cycle " + cycle);
            note(books.wrongs(), "%s, cycle " + cycle);
            answers(books);
        }
    }

    /** Each acknowledged question is there once, and its answer is what was said: whole when it was told to be done. */
    private void answers(Books books) throws SQLException {
        for (var guest : guests) {
            for (var taken : guest.taken()) {
                if (books.questions(taken.turn(), taken.question()) != 1) {
                    wrongs.add("lost: " + taken);
                }
                var answer = books.answer(taken.turn());
                if (answer.isEmpty()) {
                    wrongs.add("without an answer: " + taken);
                } else if (!taken.told().isEmpty() && !taken.told().equals(answer.getFirst())) {
                    wrongs.add("told otherwise than kept, " + answer + ": " + taken);
                } else if (taken.finished() && !taken.answer().equals(answer.get(1))) {
                    wrongs.add("told to be whole, but kept as " + answer + ": " + taken);
                } else if (!taken.answer().startsWith(answer.get(1))) {
                    wrongs.add("kept what was never said, " + answer + ": " + taken);
                }
            }
        }
    }

    private void streamAndKill(ServerProcess process, Api api) throws InterruptedException {
        var first = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        for (var guest : guests) {
            threads.add(Thread.ofVirtual().start(() -> guest.askUntilCut(api, _ -> first.countDown())));
        }
        if (!first.await(30, TimeUnit.SECONDS)) {
            wrongs.add("nothing was acknowledged in 30 s");
        }
        long spread = plan.most().minus(plan.least()).toMillis();
        var life = plan.least().plusMillis(random.nextLong(Math.max(1, spread)));
        if (process.awaitEnd(life)) {
            wrongs.add("the server ended by itself");
        }
        process.kill();
        for (var thread : threads) {
            if (!thread.join(Duration.ofSeconds(40))) {
                wrongs.add("a reader still hangs on a server that is gone");
                thread.interrupt();
            }
        }
    }

    private void heldNothing(Api api) throws IOException, InterruptedException {
        for (var guest : guests) {
            var balance = api.get("/api/me/balance", guest.bearer());
            if (!balance.path("held").asText().equals("0.000000000")) {
                wrongs.add("held at the end: " + balance);
            }
        }
    }

    /** The same as {@link #answers}, as the owner sees it: every acknowledged question stands in the conversation. */
    private void keptEverything(Api api) throws IOException, InterruptedException {
        for (var guest : guests) {
            var seen = new ArrayList<String>();
            String before = "";
            do {
                var page = api.get(
                        "/api/conversations/" + guest.conversation() + "/messages?limit=200"
                                + (before.isEmpty() ? "" : "&before=" + before),
                        guest.bearer());
                page.path("items")
                        .forEach(message -> seen.add(message.path("text").asText()));
                before = page.path("items").size() < 200
                        ? ""
                        : page.path("items").path(0).path("id").asText();
            } while (!before.isEmpty());
            for (var taken : guest.taken()) {
                if (!seen.contains(taken.question())) {
                    wrongs.add("its owner no longer sees " + taken);
                }
            }
        }
    }

    private void note(List<String> found, String form) {
        found.forEach(each -> wrongs.add(form.formatted(each)));
    }

    private int acknowledged() {
        return guests.stream().mapToInt(guest -> guest.taken().size()).sum();
    }

    private int finished() {
        return (int) guests.stream()
                .flatMap(guest -> guest.taken().stream())
                .filter(Guest.Taken::finished)
                .count();
    }
}
