package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.platform.journal.Entry;
import raconteur.story.payload.EventType;
import raconteur.story.payload.Form;
import raconteur.story.play.Difficulty;
import raconteur.story.play.Story;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Tales;
import raconteur.story.play.Tick;
import raconteur.story.play.Vitals;

/**
 * Whatever models say and people choose: what is kept is enough to know the story, and the same again makes the same.
 */
class FoldTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    private static List<StoryEvent> played(long seed) {
        var random = new Random(seed);
        var difficulty =
                List.of(Difficulty.EASY, Difficulty.NORMAL, Difficulty.HARD).get(random.nextInt(3));
        var events = new ArrayList<StoryEvent>();
        events.add(new StoryEvent.Begun(Tales.setup("seed" + seed, difficulty)));
        var story = Story.UNBEGUN.after(events.getFirst());
        var tick = new Tick(0, 0);
        var type = EventType.INIT;
        for (var n = 0; n < 12; n++) {
            var option = switch (type) {
                case DECISION, COMBAT, PUZZLE ->
                    story.options().get(random.nextInt(story.options().size())).id();
                case INIT, ACTION, RESOLUTION, NOVEL -> null;
            };
            var text = type == EventType.ACTION ? "I sing" : null;
            var more = Tales.events(story, type, option, text, Tales.anything(random, type), tick);
            for (var event : more) {
                story = story.after(event);
            }
            events.addAll(more);
            tick = new Tick(tick.elapsedMs() + random.nextInt(60_000), tick.readingMs() + 1);
            var allowed = story.allowed(tick);
            type = allowed.get(random.nextInt(allowed.size()));
        }
        return events;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFoldOfWhatWasKeptIsTheSnapshot(long seed) {
        var story = Story.UNBEGUN;
        var again = Story.UNBEGUN;
        var version = 0L;
        for (var event : played(seed)) {
            story = story.after(event);
            var draft = StoryJson.draft(event);
            again = again.after(StoryJson.read(new Entry(++version, draft.type(), draft.body(), Tales.AT)));
            var snapshot = StoryJson.read(StoryJson.write(story), Story.class);

            assertThat(again).isEqualTo(story).isEqualTo(snapshot);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theSameChoicesAndAnswersMakeTheSameJournal(long seed) {
        assertThat(played(seed).stream().map(StoryJson::draft).toList())
                .isEqualTo(played(seed).stream().map(StoryJson::draft).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyAnswerIsWholeAndTheArcNeverFalls(long seed) {
        var arc = 0;
        for (var event : played(seed)) {
            if (event instanceof StoryEvent.Told told) {
                var payload = told.payload();
                assertThat(Form.of(told.type()).answered().faults(payload)).isEmpty();
                var now = payload.at("/ai_state/arc_progress").asInt();
                assertThat(now).isBetween(arc, 100);
                arc = now;
                var next = payload.at("/routing/next_event_type").asText();
                assertThat(payload.at("/routing/should_end").asBoolean())
                        .isEqualTo(next.equals("RESOLUTION") || next.equals("END"));
                assertThat(told.vitals().playerHp()).isBetween(0, Vitals.PLAYER);
                assertThat(told.vitals().enemyHp()).isBetween(0, Vitals.ENEMY);
            }
        }
    }
}
