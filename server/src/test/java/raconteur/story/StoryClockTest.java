package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.ManualTime;
import raconteur.platform.db.EveryDatabase;

/** The time that stories go by: it never goes back, and stands still while nobody could play. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class StoryClockTest {
    private static final long SECOND = 1000;

    private final Hall hall;
    private final ManualTime time;

    StoryClockTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
        time = hall.time;
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private StoryClock another(ManualTime its) {
        return new StoryClock(hall.world.database(), its);
    }

    @Test
    void aWallClockThatIsSetBackTakesNothingBack() {
        var begun = hall.clock.millis();
        time.pass(Duration.ofSeconds(60));
        time.pass(Duration.ofHours(-3));

        assertThat(hall.clock.millis()).isEqualTo(begun);
        time.pass(Duration.ofSeconds(10));
        assertThat(hall.clock.millis()).isEqualTo(begun + 10 * SECOND);
        time.pass(Duration.ofHours(-1));
        assertThat(hall.clock.millis()).isEqualTo(begun + 10 * SECOND);
    }

    @Test
    void ofServersThatShareADatabaseTheOneThatIsAheadCounts() {
        var begun = hall.clock.millis();
        var its = new ManualTime();
        var other = another(its);
        assertThat(other.millis()).isEqualTo(begun);
        its.pass(Duration.ofHours(1));
        other.millis();
        other.beat();
        time.pass(Duration.ofSeconds(5));
        hall.clock.millis();

        hall.clock.beat();

        assertThat(hall.clock.millis()).isEqualTo(begun + 3600 * SECOND);
        assertThat(another(time).millis())
                .as("nothing that was kept is taken back")
                .isEqualTo(begun + 3600 * SECOND);
    }

    @Test
    void whatAKilledServerHadAnsweredIsNotBeforeItsTime() throws InterruptedException {
        hall.init();
        time.pass(Duration.ofSeconds(60));
        var told = hall.choose("DECISION", 1);

        var kept = hall.stories
                .get(hall.ada.account(), told.story())
                .snapshot()
                .clock()
                .readingMs();
        assertThat(another(time).millis()).isEqualTo(kept).isPositive();
    }

    @Test
    void whileNobodyLooksItIsNotKept() {
        var begun = hall.clock.millis();
        time.pass(Duration.ofMinutes(9));
        hall.clock.beat();
        time.pass(Duration.ofMinutes(9));

        hall.clock.beat();

        assertThat(another(time).millis()).isEqualTo(begun + 9 * 60 * SECOND);
    }
}
