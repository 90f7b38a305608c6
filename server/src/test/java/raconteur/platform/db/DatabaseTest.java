package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;

/** What every feature relies on, whatever the database. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
@Timeout(60)
class DatabaseTest {
    private final EveryDatabase.Own own;
    private final Database database;

    DatabaseTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, new ManualTime());
        database = own.database();
    }

    @BeforeEach
    void makeATable() {
        database.transact(tx -> tx.execute("drop table if exists probe"));
        database.transact(tx -> tx.execute("create table probe (n integer primary key, text text not null)"));
    }

    @AfterEach
    void close() {
        database.transact(tx -> tx.execute("drop table if exists probe"));
        own.close();
    }

    private static int insert(Handle tx, int n) {
        return tx.execute("insert into probe (n, text) values (?, ?)", n, "text " + n);
    }

    private List<Integer> kept() {
        return database.read(tx -> tx.createQuery("select n from probe order by n")
                .mapTo(Integer.class)
                .list());
    }

    @Test
    void whatWasTransactedIsThereForEveryReader() {
        var inserted = database.transact(tx -> insert(tx, 1));

        assertThat(inserted).isEqualTo(1);
        assertThat(kept()).containsExactly(1);
    }

    @Test
    void aRefusalUndoesItsOwnWorkAndNoOther() {
        var busy = new CountDownLatch(1);
        var results = new ArrayList<CompletableFuture<Integer>>();
        results.add(database.transactLater(tx -> {
            await(busy);
            return insert(tx, 0);
        }));
        for (var n = 1; n <= 20; n++) {
            var number = n;
            results.add(database.transactLater(tx -> {
                insert(tx, number);
                if (number % 5 == 0) {
                    throw new Refusal(Code.CONFLICT);
                }
                return number;
            }));
        }
        busy.countDown();

        CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null)
                .join();

        assertThat(results)
                .filteredOn(CompletableFuture::isCompletedExceptionally)
                .hasSize(4);
        assertThat(kept()).hasSize(17).doesNotContain(5, 10, 15, 20);
    }

    @Test
    void aStatementThatFailsLeavesTheRestOfItsGroup() {
        database.transact(tx -> insert(tx, 1));

        var fine = database.transactLater(tx -> insert(tx, 2));
        assertThatThrownBy(() -> database.transact(tx -> {
                    insert(tx, 3);
                    return insert(tx, 1);
                }))
                .isInstanceOf(UnableToExecuteStatementException.class);
        fine.join();

        assertThat(kept()).containsExactly(1, 2);
        assertThat(database.accepting()).isTrue();
    }

    @Test
    void theCallerGetsTheRefusalItself() {
        var refusal = new Refusal(Code.USERNAME_TAKEN);

        assertThatThrownBy(() -> database.transact(_ -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
        assertThatThrownBy(() -> database.read(_ -> {
                    throw refusal;
                }))
                .isSameAs(refusal);
    }

    @Test
    void anInterruptedCallerStillLearnsWhetherItsWorkStands() {
        Thread.currentThread().interrupt();

        var inserted = database.transact(tx -> insert(tx, 7));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(inserted).isEqualTo(1);
        assertThat(kept()).containsExactly(7);
    }

    @Test
    void itAnswersAndTakesWrites() {
        assertThat(database.answers()).isTrue();
        assertThat(database.accepting()).isTrue();
    }

    @Test
    void manyWritersLoseNothing() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var t = 0; t < 16; t++) {
            var from = t * 50;
            threads.add(Thread.ofVirtual().start(() -> {
                for (var n = from; n < from + 50; n++) {
                    var number = n;
                    database.transact(tx -> insert(tx, number));
                }
            }));
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(kept()).hasSize(800);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
