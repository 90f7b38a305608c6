package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.story.Hall.says;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.platform.db.EveryDatabase;
import raconteur.story.payload.EventType;
import raconteur.story.play.StoryEvent;
import raconteur.story.play.Tales;

/** A model that takes its time does not take the players'. */
class DeadlineTest {
    private static final Duration DEADLINE = Duration.ofMillis(1500);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before every test
    private Path folder;

    @Test
    void whatIsNotToldInTimeIsToldInSafeWords() throws InterruptedException {
        try (var hall = new Hall(EveryDatabase.SQLITE, folder, DEADLINE)) {
            hall.upstream.always(
                    says(Tales.proposal(EventType.INIT, "DECISION", 0)).with("~first:60s"));
            var begun = System.nanoTime();

            var answer = hall.init();

            // how far below the deadline is a figure; that it is not the minute the model takes is a promise
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DEADLINE.multipliedBy(10));
            assertThat(answer.payload().at("/opening/scene").asText()).isNotBlank();
            assertThat(hall.told(answer.story()).getFirst().fault()).isEqualTo("UPSTREAM_TIMEOUT");
        }
    }

    @Test
    void anAnswerThatOnlyLacksItsRepairIsMendedRatherThanThrownAway() throws InterruptedException {
        try (var hall = new Hall(EveryDatabase.SQLITE, folder, DEADLINE)) {
            var twice = Tales.proposal(EventType.INIT, "DECISION", 0);
            twice.withArray("/options").removeAll();
            twice.withArray("/options").addObject().put("text", "Go on");
            twice.withArray("/options").addObject().put("text", "Go on");
            hall.upstream.next(says(twice));
            hall.upstream.always(says(twice).with("~first:60s"));

            var answer = hall.init();

            assertThat(answer.payload().at("/opening/scene").asText()).isEqualTo("It is dark on the stairs.");
            assertThat(hall.told(answer.story()).getFirst().source()).isEqualTo(StoryEvent.Source.MENDED);
            assertThat(answer.payload().path("options").findValuesAsText("text"))
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
