package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.story.party.Evening.refusal;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.db.EveryDatabase;

/** How many may play a story. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class PartyRoomTest {
    private final EveryDatabase kind;
    private final Path folder;

    PartyRoomTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
    }

    @Test
    void asManyAsItWasBegunForMayPlay() throws InterruptedException {
        try (var evening = new Evening(kind, folder, 2)) {
            evening.open("vote", 60);
            evening.join(evening.bo, "Bo");

            assertThat(refusal(() -> evening.join(evening.cy, "Cy")).code()).isEqualTo(Code.CONFLICT);
            assertThat(evening.join(evening.bo, "Bo").players())
                    .as("who is in, is in")
                    .hasSize(2);
            evening.leave(evening.bo, null);
            assertThat(evening.join(evening.cy, "Cy").players()).hasSize(2);
        }
    }

    @Test
    void oneThatWasBegunForOneTakesEight() throws InterruptedException {
        try (var evening = new Evening(kind, folder)) {
            evening.open("vote", 60);
            for (var n = 2; n <= 8; n++) {
                evening.join(evening.hall.world.ada("0"), "P" + n);
            }

            assertThat(refusal(() -> evening.join(evening.bo, "Bo")).code()).isEqualTo(Code.CONFLICT);
        }
    }
}
