package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Measures what the server adds to an event of a story, and how many events it answers in a second. */
public final class StoryBench {
    static final String HELP = """
            usage: ./raconteur bench stories [options]

              --sessions=200   stories that are played at the same time
              --events=10      events of each after its beginning
              --model=100ms    what the model takes by itself; 0ms for how many events a second there can be
              --think=2s       between two events of a story; 0s for none
              --rounds=3       how often all of that is done
              --server=FILE    quarkus-run.jar of the server

            Says how much longer than the model's own time an event took, and events a second; as its last line
            everything as JSON. Exit code 1 when an event was refused or not told by the model.
            """;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(60);

    private static final String TALE = """
            {"ai_state":{"title":"The Keeper's Debt","tone":"eerie","memory_summary":"A keeper owes the sea a light.",\
            "arc_progress":%d},%s,"options":[{"id":1,"text":"Climb on"},{"id":2,"text":"Call out"},\
            {"id":3,"text":"Go back"}],"routing":{"next_event_type":"DECISION","should_end":false}}""";

    private static final String BEGINNING = TALE.formatted(0, """
            "mainline":{"premise":"The ferry has left without you.","player_role":"A surveyor","primary_goal":\
            "Put out the lamp","stakes":"Forty people are on that ship"},"opening":{"scene":\
            "Fog climbs the iron stairs ahead of you.","npc_line":"You are late."},"start_hint":\
            {"how_to_play_next":"Choose what to do."}""");

    private static final String DECISION = TALE.formatted(10, """
            "result":{"outcome":"The door gives way.","effect":"You are inside."},"scene":{"summary":\
            "Fog climbs the iron stairs ahead of you, and the great lamp turns.","npc_line":"You are late."}""");

    private record Wish(int sessions, int events, Duration model, Duration think, int rounds, Installation server) {}

    /** What a round showed; times are nanoseconds beyond the model's own. */
    private record Round(long events, double seconds, Histogram added, List<String> wrongs) {}

    private final Wish wish;
    private final AtomicInteger names = new AtomicInteger();

    private StoryBench(Wish wish) {
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
        System.exit(new StoryBench(wish).run() ? 0 : 1);
    }

    private static Wish parse(String[] arguments) {
        int sessions = 200;
        int events = 10;
        int rounds = 3;
        var model = Duration.ofMillis(100);
        var think = Duration.ofSeconds(2);
        Installation server = null;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.replaceFirst("=.*", "")) {
                case "--sessions" -> sessions = Integer.parseInt(value);
                case "--events" -> events = Integer.parseInt(value);
                case "--model" -> model = Duration.ofMillis(Integer.parseInt(value.replaceFirst("ms$", "")));
                case "--think" -> think = Duration.ofSeconds(Integer.parseInt(value.replaceFirst("s$", "")));
                case "--rounds" -> rounds = Integer.parseInt(value);
                case "--server" -> server = Installation.of(Path.of(value).toAbsolutePath());
                default -> throw new IllegalArgumentException("there is no option " + argument);
            }
        }
        return new Wish(sessions, events, model, think, rounds, server == null ? Installation.found() : server);
    }

    private boolean run() throws Exception {
        var folder = Files.createTempDirectory("raconteur-stories");
        var settings = ServerProcess.using(java.net.URI.create("http://127.0.0.1:1/v1"));
        try (var upstream = Upstream.start(0)) {
            teach(upstream);
            settings.put("RACONTEUR_PROVIDER_FAKE_BASE_URL", upstream.base().toString());
            settings.put("RACONTEUR_MODEL_STORY", "fake/bench");
            settings.put("RACONTEUR_TRIAL_CREDIT", "1000");
            try (var server =
                    ServerProcess.start(wish.server(), folder.resolve("data"), ServerProcess.freePort(), settings)) {
                server.awaitReady(START);
                return measure(server);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void teach(Upstream upstream) {
        var told = Behaviour.standard().with("~first:" + wish.model().toMillis() + "ms~every:0ms");
        upstream.when(
                call -> call.body().path("messages").toString().contains("Begin the story"), told.saying(BEGINNING));
        upstream.when(_ -> true, told.saying(DECISION));
    }

    private boolean measure(ServerProcess server) throws Exception {
        var result = JSON.createObjectNode();
        var rounds = result.putArray("rounds");
        boolean whole = true;
        try (var api = new Api(server.base())) {
            String bearer = api.setup("bench");
            play(api, bearer, Duration.ZERO);
            for (int round = 1; round <= wish.rounds(); round++) {
                var shown = play(api, bearer, wish.think());
                whole &= shown.wrongs().isEmpty();
                System.out.printf(
                        "%d stories, %d events, model %d ms: added %.1f ms in the median, %.1f at p99, %.1f at most;"
                                + " %.0f events/s, %d wrongs%n",
                        wish.sessions(),
                        shown.events(),
                        wish.model().toMillis(),
                        millis(shown.added().getValueAtPercentile(50)),
                        millis(shown.added().getValueAtPercentile(99)),
                        millis(shown.added().getMaxValue()),
                        shown.events() / shown.seconds(),
                        shown.wrongs().size());
                shown.wrongs().stream().limit(3).forEach(System.out::println);
                rounds.add(json(shown));
            }
        }
        System.out.println(JSON.writeValueAsString(result));
        return whole;
    }

    private Round play(Api api, String bearer, Duration think) throws InterruptedException, ExecutionException {
        var added = new ConcurrentHistogram(3);
        var begun = System.nanoTime();
        var seats = new ArrayList<java.util.concurrent.Future<List<String>>>();
        var wrongs = new ArrayList<String>();
        try (var table = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < wish.sessions(); n++) {
                // evenly over the time between two events, so that players do not move in step
                var wait = think.multipliedBy(n).dividedBy(wish.sessions());
                seats.add(table.submit(() -> story(api, bearer, think, wait, added)));
            }
            for (var seat : seats) {
                wrongs.addAll(seat.get());
            }
        }
        return new Round(added.getTotalCount(), (System.nanoTime() - begun) / 1e9, added, wrongs);
    }

    private List<String> story(Api api, String bearer, Duration think, Duration wait, Histogram added)
            throws InterruptedException {
        var session = "bench-" + names.incrementAndGet();
        var wrongs = new ArrayList<String>();
        pause(wait);
        ask(api, bearer, begin(session), added, wrongs);
        for (int event = 0; event < wish.events(); event++) {
            pause(think);
            ask(api, bearer, decide(session, 1 + event % 3), added, wrongs);
        }
        return wrongs;
    }

    /** Players think; this is their time and not a wait for anything of the server's. */
    private static void pause(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    private void ask(Api api, String bearer, String body, Histogram added, List<String> wrongs)
            throws InterruptedException {
        var asked = System.nanoTime();
        try {
            var payload = api.post("/invoke", bearer, body).at("/data/payload");
            added.recordValue(
                    Math.max(0, System.nanoTime() - asked - wish.model().toNanos()));
            if (!payload.at("/ai_state/title").asText().equals("The Keeper's Debt")) {
                wrongs.add("not told by the model: " + payload);
            }
        } catch (IOException refused) {
            wrongs.add(String.valueOf(refused.getMessage()));
        }
    }

    private static String begin(String session) {
        return """
                {"event":{"type":"INIT"},"session":{"session_id":"%s"},"time":{"hard_limit_seconds":36000},\
                "constraints":{"language":"en","max_chars_option":30,"forbidden_terms":["dice","poker","rules"]}}""".formatted(session);
    }

    private static String decide(String session, int option) {
        return """
                {"event":{"type":"DECISION"},"session":{"session_id":"%s"},"payload":{"selected_option_id":%d}}""".formatted(session, option);
    }

    private static JsonNode json(Round round) {
        ObjectNode node = JSON.createObjectNode();
        return node.put("events", round.events())
                .put("seconds", round.seconds())
                .put("added_p50_ms", millis(round.added().getValueAtPercentile(50)))
                .put("added_p99_ms", millis(round.added().getValueAtPercentile(99)))
                .put("added_max_ms", millis(round.added().getMaxValue()))
                .put("wrongs", round.wrongs().size());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
