package raconteur.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.AccountId;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.StoryState;
import raconteur.story.play.StoryEvent;

/** Every query names its owner, also where whoever asks has looked before. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class StoryRowsTest {
    private static final String KEY = "once";

    private final Hall hall;
    private final AccountId ada;
    private final AccountId eve;

    StoryRowsTest(EveryDatabase kind, @TempDir Path folder) {
        hall = new Hall(kind, folder).telling();
        ada = hall.ada.account();
        eve = hall.world.ada("10").account();
    }

    @AfterEach
    void end() {
        hall.close();
    }

    private StoryRows.Row begun() throws InterruptedException {
        var begun = hall.invoke(hall.ada, Hall.request("INIT", Hall.SESSION, null, null), KEY);
        return hall.stories.get(ada, begun.story());
    }

    @Test
    void aStrangerReadsNothing() throws InterruptedException {
        var row = begun();

        hall.world.database().transact(tx -> {
            assertThat(hall.rows.find(tx, eve, row.id())).isEmpty();
            assertThat(hall.rows.current(tx, eve, Hall.SESSION)).isEmpty();
            assertThat(hall.rows.newest(tx, eve, null, null, null, 10)).isEmpty();
            assertThat(hall.rows.all(tx, eve)).isEmpty();
            assertThat(hall.rows.asked(tx, eve, KEY, Instant.EPOCH)).isEmpty();
            assertThat(hall.rows.asked(tx, ada, KEY, Instant.EPOCH)).isPresent();
            assertThat(hall.rows.all(tx, ada)).containsExactly(row.id());
            return true;
        });
    }

    @Test
    void aStrangerChangesNothing() throws InterruptedException {
        var row = begun();

        hall.world.database().transact(tx -> {
            assertThat(hall.rows.update(tx, eve, row.titled("Hers", row.updatedAt()), row.version()))
                    .isFalse();
            assertThat(hall.rows.remove(tx, eve, row.id())).isFalse();
            hall.rows.retire(tx, eve, Hall.SESSION);
            assertThat(hall.rows.current(tx, ada, Hall.SESSION)).contains(row);
            assertThat(hall.rows.asked(tx, ada, KEY, Instant.EPOCH)).isPresent();
            return true;
        });
    }

    @Test
    void whatMovedOnIsNotWrittenOver() throws InterruptedException {
        var row = begun();
        hall.choose("DECISION", 1);

        hall.world.database().transact(tx -> {
            assertThat(hall.rows.update(tx, ada, row.titled("Late", row.updatedAt()), row.version()))
                    .isFalse();
            assertThat(hall.stories.goOn(tx, ada, row, List.of(new StoryEvent.Renamed("Late"))))
                    .isEmpty();
            return true;
        });

        hall.assertFolds(row.id());
    }

    @Test
    void pagesOfStoriesThatBeganAtTheSameMomentHaveEachOnce() throws InterruptedException {
        for (var n = 0; n < 5; n++) {
            hall.invoke(hall.ada, Hall.request("INIT", "session " + n, null, null), null);
        }

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = hall.views.list(ada, null, cursor, 2);
            page.items().stream().map(StoryState::sessionId).forEach(seen::add);
            cursor = page.nextCursor();
        } while (cursor != null && seen.size() < 20);

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }
}
