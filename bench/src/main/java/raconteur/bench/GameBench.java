package raconteur.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Measures what the server adds to an answer in a game, asked of a model and given again, and that none is late. */
public final class GameBench {
    static final String HELP = """
            usage: ./raconteur bench games [options]

              --players=500    players who ask at the same time
              --questions=4    questions of each
              --every=10s      between two questions of a player; 0s for none
              --model=100ms    what the model takes by itself
              --wait=8000ms    how long the game waits
              --server=FILE    quarkus-run.jar of the server

            Asks with players (each is remembered, a model answers) and then in general (the answer is given again).
            Says how much longer than the model's own time an answer took; as its last line everything as JSON.
            Exit code 1 when a question was refused, had a canned line or was answered after its time.
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);
    private static final int QUESTIONS_IN_GENERAL = 50;

    private record Wish(
            int players,
            int questions,
            Duration every,
            Duration model,
            Duration patience,
            @Nullable Path server) {}

    /** What a round showed; times are nanoseconds beyond the model's own. */
    private record Round(Histogram added, double seconds, long late, long hits, List<String> wrongs) {}

    private final Wish wish;

    private GameBench(Wish wish) {
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
        System.exit(new GameBench(wish).run() ? 0 : 1);
    }

    private static Wish parse(String[] arguments) {
        var wish = new Wish(500, 4, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(8), null);
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            wish = switch (argument.replaceFirst("=.*", "")) {
                case "--players" ->
                    new Wish(
                            Integer.parseInt(value),
                            wish.questions(),
                            wish.every(),
                            wish.model(),
                            wish.patience(),
                            wish.server());
                case "--questions" ->
                    new Wish(
                            wish.players(),
                            Integer.parseInt(value),
                            wish.every(),
                            wish.model(),
                            wish.patience(),
                            wish.server());
                case "--every" ->
                    new Wish(
                            wish.players(),
                            wish.questions(),
                            span(value),
                            wish.model(),
                            wish.patience(),
                            wish.server());
                case "--model" ->
                    new Wish(
                            wish.players(),
                            wish.questions(),
                            wish.every(),
                            span(value),
                            wish.patience(),
                            wish.server());
                case "--wait" ->
                    new Wish(wish.players(), wish.questions(), wish.every(), wish.model(), span(value), wish.server());
                case "--server" ->
                    new Wish(
                            wish.players(),
                            wish.questions(),
                            wish.every(),
                            wish.model(),
                            wish.patience(),
                            Path.of(value).toAbsolutePath());
                default -> throw new IllegalArgumentException("there is no option " + argument);
            };
        }
        return wish;
    }

    private static Duration span(String text) {
        return text.endsWith("ms")
                ? Duration.ofMillis(Integer.parseInt(text.replace("ms", "")))
                : Duration.ofSeconds(Integer.parseInt(text.replaceFirst("s$", "")));
    }

    private boolean run() throws Exception {
        var folder = Files.createTempDirectory("raconteur-games");
        var settings = ServerProcess.using(URI.create("http://127.0.0.1:1/v1"));
        var installation = wish.server() == null ? Installation.found() : Installation.of(wish.server());
        try (var upstream = Upstream.start(0)) {
            upstream.always(Behaviour.standard()
                    .with("~first:" + wish.model().toMillis() + "ms~every:0ms")
                    .saying("Winter is near, gather wood. The nights are long, so keep your fire burning."));
            settings.put("RACONTEUR_PROVIDER_FAKE_BASE_URL", upstream.base().toString());
            settings.put("RACONTEUR_MODEL_CHAT", "fake/bench");
            settings.put("RACONTEUR_TRIAL_CREDIT", "1000");
            settings.put("RACONTEUR_GAME_PLAYER_PER_MINUTE", "0");
            settings.put("RACONTEUR_GAME_RUNNING", "0");
            try (var server =
                    ServerProcess.start(installation, folder.resolve("data"), ServerProcess.freePort(), settings)) {
                server.awaitReady(START);
                return measure(server);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private boolean measure(ServerProcess server) throws Exception {
        var result = JSON.createObjectNode();
        try (var api = new Api(server.base())) {
            String bearer = api.setup("bench");
            String key = api.post("/api/me/keys", bearer, "{\"name\":\"bench\",\"scopes\":[\"game\"]}")
                    .path("key")
                    .asText();
            play(api, key, true, Duration.ZERO, 2);
            var asked = play(api, key, true, wish.every(), wish.questions());
            play(api, key, false, Duration.ZERO, 1);
            var again = play(api, key, false, wish.every(), wish.questions());
            tell(result.putObject("asked"), "a model asked", asked);
            tell(result.putObject("again"), "given again", again);
            System.out.println(JSON.writeValueAsString(result));
            return asked.wrongs().isEmpty() && again.wrongs().isEmpty() && asked.late() + again.late() == 0;
        }
    }

    private void tell(ObjectNode node, String name, Round round) {
        System.out.printf(
                "%s: %d answers to %d players, model %d ms: added %.1f ms in the median, %.1f at p99, %.1f at most;"
                        + " %.0f a second, %d given again, %d after their time, %d wrongs%n",
                name,
                round.added().getTotalCount(),
                wish.players(),
                wish.model().toMillis(),
                millis(round.added().getValueAtPercentile(50)),
                millis(round.added().getValueAtPercentile(99)),
                millis(round.added().getMaxValue()),
                round.added().getTotalCount() / round.seconds(),
                round.hits(),
                round.late(),
                round.wrongs().size());
        round.wrongs().stream().limit(3).forEach(System.out::println);
        node.put("answers", round.added().getTotalCount())
                .put("seconds", round.seconds())
                .put("added_p50_ms", millis(round.added().getValueAtPercentile(50)))
                .put("added_p99_ms", millis(round.added().getValueAtPercentile(99)))
                .put("added_max_ms", millis(round.added().getMaxValue()))
                .put("again", round.hits())
                .put("late", round.late())
                .put("wrongs", round.wrongs().size());
    }

    private Round play(Api api, String key, boolean asPlayers, Duration every, int questions)
            throws InterruptedException, ExecutionException {
        var added = new ConcurrentHistogram(3);
        var late = new AtomicLong();
        var hits = new AtomicLong();
        var wrongs = new ArrayList<String>();
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seats = new ArrayList<Future<List<String>>>();
            for (int n = 0; n < wish.players(); n++) {
                int player = n;
                // evenly over the time between two questions, so that players do not move in step
                var wait = every.multipliedBy(n).dividedBy(wish.players());
                seats.add(threads.submit(() -> {
                    var own = new ArrayList<String>();
                    pause(wait);
                    for (int question = 0; question < questions; question++) {
                        pause(question == 0 ? Duration.ZERO : every);
                        ask(
                                api,
                                key,
                                asPlayers ? body(player, question) : general(player + question),
                                added,
                                late,
                                hits,
                                own);
                    }
                    return own;
                }));
            }
            for (var seat : seats) {
                wrongs.addAll(seat.get());
            }
        }
        return new Round(added, (System.nanoTime() - begun) / 1e9, late.get(), hits.get(), wrongs);
    }

    /** Players think; this is their time and not a wait for anything of the server's. */
    private static void pause(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(
            Api api, String key, String body, Histogram added, AtomicLong late, AtomicLong hits, List<String> wrongs)
            throws InterruptedException {
        long asked = System.nanoTime();
        try {
            var answer = api.post("/interact?token=" + key, "", body);
            long took = System.nanoTime() - asked;
            boolean again = answer.path("cached").asBoolean();
            if (!answer.path("state").asText().equals("done")) {
                wrongs.add("not answered: " + answer);
            }
            if (again) {
                hits.incrementAndGet();
            }
            if (took > wish.patience().toNanos()) {
                late.incrementAndGet();
            }
            added.recordValue(Math.max(0, took - (again ? 0 : wish.model().toNanos())));
        } catch (IOException refused) {
            wrongs.add(String.valueOf(refused.getMessage()));
        }
    }

    private String body(int player, int question) {
        return """
                {"player_input":"Is winter near, and what do I need? %d","player":{"id":"KU_%d","name":"Wendy"},\
                "world":{"season":"autumn","day":%d,"health":0.8,"nearby":["spider","pigman"]},\
                "save":{"id":"w","epoch":%d},"wait_ms":%d}""".formatted(
                        question, player, question, question, wish.patience().toMillis());
    }

    private String general(int question) {
        return "{\"player_input\":\"What does thing %d do?\",\"wait_ms\":%d}"
                .formatted(question % QUESTIONS_IN_GENERAL, wish.patience().toMillis());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
