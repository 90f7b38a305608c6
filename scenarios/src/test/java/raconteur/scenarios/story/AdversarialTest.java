package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.hostile.Limits;
import raconteur.bench.hostile.Oracle;
import raconteur.bench.hostile.Vandal;
import raconteur.scenarios.Json;
import raconteur.scenarios.Stage;

/** Plays against a model that breaks every rule in every way, and reads every answer with other eyes. */
class AdversarialTest {
    private static final int ALL = 270;
    private static final int SAMPLE = 60;
    private static final int EVENTS = 10;
    private static final int AT_ONCE = 12;
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    /** What a busy machine may take to carry an answer that was there in time. */
    private static final Duration WAY = Duration.ofMillis(500);

    private static final List<Limits> LIMITS = List.of(
            new Limits("zh", 220, 14, List.of("骰子", "扑克", "点数", "规则")),
            new Limits("zh", 60, 8, List.of("赌场", "东门", "门")),
            new Limits("en", 220, 24, List.of("dice", "poker", "rule", "ice")),
            new Limits("en", 90, 40, List.of("casino", "gun", "the")),
            new Limits("zh", 400, 20, List.of("地图", "枪", "quest")),
            new Limits("en", 600, 60, List.of()));

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> sources = new TreeMap<>();
    private final Map<String, Integer> steps = new TreeMap<>();

    @Test
    void noAnswerEverBreaksARuleAndNobodyIsStuck() throws Exception {
        play(SAMPLE);
    }

    @Test
    @Tag("matrix")
    void inTwoThousandEventsNoAnswerEverBreaksARuleAndNobodyIsStuck() throws Exception {
        play(ALL);

        assertThat(events.get()).isGreaterThanOrEqualTo(2000);
    }

    private void play(int many) throws Exception {
        try (var stage = Stage.with(
                "MAX_RUNNING_TURNS", "0", "TRIAL_CREDIT", "50.00", "STORY_DEADLINE", DEADLINE.toSeconds() + "s")) {
            stage.upstream().when(_ -> true, this::spoilt);
            var play = new Play(stage.ada());
            play.begin("the first one finds the server cold");
            var seats = new Semaphore(AT_ONCE);
            try (var table = Executors.newVirtualThreadPerTaskExecutor()) {
                var stories = IntStream.range(0, many)
                        .mapToObj(n -> table.submit(() -> {
                            seats.acquire();
                            try {
                                return playToTheEnd(play, n);
                            } finally {
                                seats.release();
                            }
                        }))
                        .toList();
                for (var story : stories) {
                    count(play, story.get());
                }
            }
            System.out.printf(
                    "adversarial: %d events, %d model calls, %d wrongs, slowest %d ms of %d; told by %s; mended %s%n",
                    events.get(), calls.get(), wrongs.size(), slowest.get(), DEADLINE.toMillis(), sources, steps);
        }
        assertThat(wrongs).isEmpty();
        assertThat(sources).containsKeys("MENDED", "TEMPLATE");
    }

    /** What the model says, or does instead of saying anything. */
    private Behaviour spoilt(Call call) {
        var random = new Random(calls.incrementAndGet());
        var prompt = call.body().path("messages").toString();
        var limits = LIMITS.stream()
                .filter(one -> one.forbiddenTerms().stream().allMatch(prompt::contains))
                .findFirst()
                .orElseThrow();
        var told = Behaviour.standard().saying(new Vandal(random, limits).instead(honest(prompt)));
        return switch (random.nextInt(300)) {
            case 0 -> told.with("~first:60s");
            case 1, 2 -> told.with("~fault:U10.500");
            case 3, 4 -> told.with("~fault:U05@3");
            default -> told;
        };
    }

    private static JsonNode honest(String prompt) {
        return prompt.contains("Begin the story")
                ? Teller.init("DECISION")
                : prompt.contains("The player fights")
                        ? Teller.combat("DECISION", 30)
                        : prompt.contains("The player tries")
                                ? Teller.puzzle("COMBAT", 40)
                                : prompt.contains("The player does")
                                        ? Teller.action("PUZZLE", 25)
                                        : prompt.contains("The story ends")
                                                ? Teller.resolution()
                                                : prompt.contains("Retell")
                                                        ? Teller.novel()
                                                        : Teller.decision("COMBAT", 20);
    }

    private String playToTheEnd(Play play, int n) {
        var limits = LIMITS.get(n % LIMITS.size());
        var random = new Random(n);
        var vandal = new Vandal(random, limits);
        var session = "bad-" + n;
        var payload = ask(play, limits, begin(session, limits), 0);
        for (var event = 0; event < EVENTS; event++) {
            var next = payload.at("/routing/next_event_type").asText();
            if (next.equals("RESOLUTION")) {
                break;
            }
            var options = payload.path("options");
            var request = random.nextInt(4) == 0
                    ? Play.event("ACTION", session, "text", "I say: " + clean(vandal.text()))
                    : Play.event(
                            next,
                            session,
                            "selected_option_id",
                            options.path(random.nextInt(options.size()))
                                    .path("id")
                                    .asInt());
            payload = ask(
                    play, limits, request, payload.at("/ai_state/arc_progress").asInt());
        }
        ask(
                play,
                limits,
                Play.event("RESOLUTION", session),
                payload.at("/ai_state/arc_progress").asInt());
        ask(
                play,
                limits,
                Play.event(
                        "NOVEL",
                        session,
                        "player_name",
                        limits.forbiddenTerms().isEmpty()
                                ? "Ada"
                                : limits.forbiddenTerms().getFirst()),
                0);
        return session;
    }

    /** Of any text what a request can carry. */
    private static String clean(String text) {
        var sayable = text.replaceAll("[\\p{Cs}\\u0000]", "");
        return sayable.substring(0, Math.min(1500, sayable.length()));
    }

    private static ObjectNode begin(String session, Limits limits) {
        var request = Play.sample(session);
        request.set(
                "constraints",
                Json.of(
                        "language",
                        limits.language(),
                        "max_chars_scene",
                        limits.maxCharsScene(),
                        "max_chars_option",
                        limits.maxCharsOption(),
                        "forbidden_terms",
                        limits.forbiddenTerms()));
        return request;
    }

    private JsonNode ask(Play play, Limits limits, JsonNode request, int arc) {
        var begun = System.nanoTime();
        var reply = play.invoke(request);
        var took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        slowest.accumulateAndGet(took, Math::max);
        events.incrementAndGet();
        var payload = reply.json().at("/data/payload");
        if (reply.status() != 200) {
            wrongs.add(reply.status() + " " + reply.body() + " to " + request);
            return payload;
        }
        if (took > DEADLINE.plus(WAY).toMillis()) {
            wrongs.add("late by " + (took - DEADLINE.toMillis()) + " ms: " + request);
        }
        for (var wrong : Oracle.violations(limits, payload)) {
            wrongs.add(limits + " " + wrong);
        }
        var next = payload.at("/routing/next_event_type").asText();
        if (payload.at("/routing/should_end").asBoolean() != (next.equals("RESOLUTION") || next.equals("END"))) {
            wrongs.add("routing " + payload.path("routing"));
        }
        if (payload.at("/ai_state/arc_progress").asInt(-1) < arc) {
            wrongs.add("the arc fell from " + arc + ": " + payload.path("ai_state"));
        }
        return payload;
    }

    private void count(Play play, String session) {
        var told = play.told(play.story(session));
        if (!told.getLast().at("/data/type").asText().equalsIgnoreCase("NOVEL")) {
            wrongs.add(session + " was stuck at " + told.getLast());
        }
        for (var entry : told) {
            sources.merge(entry.at("/data/source").asText(), 1, Integer::sum);
            entry.at("/data/mended")
                    .forEach(mending -> steps.merge(mending.path("step").asText(), 1, Integer::sum));
        }
    }
}
