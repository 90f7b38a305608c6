package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** Kills the server under people who play: no event that was answered is lost, and none is there twice. */
class StoryKillTest {
    private static final int CYCLES = 5;
    private static final int PLAYERS = 8;
    private static final int MOST = 400;

    /** Answers by session and number, as they came. */
    private final Map<String, Map<Integer, JsonNode>> answered = new ConcurrentHashMap<>();

    private final Random random = new Random(20260418);

    @Test
    @Tag("kill")
    void noAnsweredEventIsLostAndNoneIsThereTwice() throws Exception {
        try (var stage = Stage.with("MAX_RUNNING_TURNS", "0", "TRIAL_CREDIT", "5.00")) {
            Teller.teach(stage.upstream());
            var ada = stage.ada();
            IntStream.range(0, PLAYERS).forEach(n -> answered.put("session-" + n, new ConcurrentHashMap<>()));
            for (var cycle = 0; cycle < CYCLES; cycle++) {
                var at = ada.at(stage.base());
                var enough = new CountDownLatch(30 + random.nextInt(60));
                try (var table = Executors.newVirtualThreadPerTaskExecutor()) {
                    var players = answered.entrySet().stream()
                            .map(one -> table.submit(() -> play(new Play(at), one.getKey(), one.getValue(), enough)))
                            .toList();
                    assertThat(enough.await(3, TimeUnit.MINUTES))
                            .as("players play")
                            .isTrue();
                    stage.server().kill();
                    for (var player : players) {
                        player.get();
                    }
                }
                stage.startAgain();
                audit(new Play(ada.at(stage.base())));
            }
            assertThat(answered.values().stream().mapToInt(Map::size).sum()).isGreaterThan(CYCLES * 30);
            ada.at(stage.base()).assertBooksClosed();
        }
    }

    /** Plays on until the server is gone; what it does not know it asks for again by its number. */
    private static void play(Play play, String session, Map<Integer, JsonNode> mine, CountDownLatch enough) {
        try {
            while (mine.size() < MOST) {
                var number = mine.size() + 1;
                var reply = play.invoke(event(session, number));
                assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                mine.put(number, reply.json());
                enough.countDown();
            }
        } catch (AssertionError gone) {
            if (!(gone.getCause() instanceof java.io.IOException)) {
                throw gone;
            }
        }
    }

    private static ObjectNode event(String session, int number) {
        if (number == 1) {
            var begin = Play.sample(session);
            ((ObjectNode) begin.path("time")).put("hard_limit_seconds", 600_000);
            return begin;
        }
        var choice = Play.event("ACTION", session, "text", "继续前进 " + number);
        ((ObjectNode) choice.path("event")).put("number", number);
        return choice;
    }

    private void audit(Play play) {
        answered.forEach((session, answers) -> {
            answers.forEach((number, answer) -> assertThat(
                            play.invoke(event(session, number)).expect(200).json())
                    .as("%s %d", session, number)
                    .isEqualTo(answer));
            if (!answers.isEmpty()) {
                var numbers = numbers(play, session);
                assertThat(numbers)
                        .containsExactlyElementsOf(
                                IntStream.rangeClosed(1, numbers.size()).boxed().toList())
                        .hasSizeBetween(answers.size(), answers.size() + 1);
            }
        });
    }

    private static List<Integer> numbers(Play play, String session) {
        return play.told(play.story(session)).stream()
                .map(entry -> entry.at("/data/number").asInt())
                .toList();
    }

    @Test
    void timeStandsStillWhileThereIsNoServer() throws InterruptedException {
        try (var stage = Stage.with()) {
            Teller.teach(stage.upstream());
            var ada = stage.ada();
            new Play(ada).begin("standing");
            var story = new Play(ada).story("standing");
            long before = elapsed(ada, story);
            stage.server().kill();
            stage.startAgain();
            var again = ada.at(stage.base());
            assertThat(elapsed(again, story)).isBetween(before, before + 1);
        }
    }

    private static long elapsed(Person person, String story) {
        return person.get("/api/stories/" + story)
                .expect(200)
                .json()
                .path("elapsed_seconds")
                .asLong();
    }
}
