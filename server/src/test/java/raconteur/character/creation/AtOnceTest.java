package raconteur.character.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.creation.Nursery.pasted;
import static raconteur.character.creation.Nursery.says;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.ledger.Ledger;
import raconteur.platform.Money;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterTask;

/** All questions are under way at the same time: that is a promise; how long it takes is a figure, and printed. */
class AtOnceTest {
    @Test
    void allNineAreAskedBeforeOneIsAnsweredAndTenCharactersDoNotWaitForEachOther(@TempDir Path folder)
            throws InterruptedException {
        try (var nursery = new Nursery(EveryDatabase.SQLITE, folder)) {
            nursery.world.database().transact(tx -> {
                nursery.world
                        .the(Ledger.class)
                        .credit(tx, nursery.ada.account(), Ledger.Kind.TRIAL, Money.parse("1000"), "enough");
                return true;
            });
            nursery.ended(nursery.begin(pasted()));
            nursery.always(facet -> says(facet, Detail.CONCISE).with("~first:2s"));

            var one = wall(nursery, 1);
            var ten = wall(nursery, 10);

            System.out.printf(
                    "a model that takes 2 s a question: one character %d ms, ten at once %d ms (%.2f times)%n",
                    one.toMillis(), ten.toMillis(), (double) ten.toMillis() / one.toMillis());
            assertThat(one).as("nine after each other would take 18 s").isLessThan(Duration.ofSeconds(15));
            assertThat(ten).as("ninety would take 180 s").isLessThan(Duration.ofSeconds(100));
        }
    }

    private static Duration wall(Nursery nursery, int many) throws InterruptedException {
        var begun = System.nanoTime();
        var all = new ArrayList<CharacterTask>();
        for (var n = 0; n < many; n++) {
            all.add(nursery.begin(pasted()));
        }
        for (var one : all) {
            assertThat(nursery.ended(one).status()).isEqualTo("done");
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
