package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Trail;

/** What the database tells of statements, and whose they were. */
class DatabaseLogTest {
    private static final Trail TRAIL = new Trail("trace-1", "account-1", "turn-1");
    private static final String SLOW =
            "with recursive n(x) as (select 1 union all select x + 1 from n where x < 3000000)"
                    + " select count(*) from n";

    /** A line, and what its thread said it belongs to. */
    private record Line(Level level, String text, Trail trail) {}

    @TempDir
    private Path folder;

    private static List<Line> told(Supplier<?> work) {
        var lines = Collections.synchronizedList(new ArrayList<Line>());
        var logger = Logger.getLogger("raconteur.database");
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getLevel().intValue() < Level.WARNING.intValue()) {
                    return;
                }
                var text = record.getParameters() == null
                        ? record.getMessage()
                        : String.format(record.getMessage(), record.getParameters());
                lines.add(new Line(record.getLevel(), text, Trail.here()));
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        logger.addHandler(handler);
        try {
            TRAIL.follow(work::get);
        } finally {
            logger.removeHandler(handler);
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatTakesLongIsToldUnderTheTraceOfWhoeverAskedForIt(EveryDatabase kind) {
        try (var own = kind.open(folder, InstantSource.system())) {
            var database = own.database();

            var lines = told(() ->
                    database.read(tx -> tx.createQuery(SLOW).mapTo(Long.class).one()));

            assertThat(lines).singleElement().satisfies(line -> {
                assertThat(line.text()).contains("A statement took", SLOW);
                assertThat(line.trail()).isEqualTo(TRAIL);
            });
            assertThat(Trail.here()).isEqualTo(new Trail(null, null, null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatFailsIsToldWithoutTheValuesThatWereBound(EveryDatabase kind) {
        try (var own = kind.open(folder, InstantSource.system())) {
            var database = own.database();

            var lines = told(() -> {
                assertThatThrownBy(() -> database.transact(tx -> tx.createUpdate("update nowhere set word = :word")
                                .bind("word", "CANARY")
                                .execute()))
                        .isInstanceOf(RuntimeException.class);
                return "";
            });

            assertThat(lines).singleElement().satisfies(line -> {
                assertThat(line.level().intValue()).isGreaterThanOrEqualTo(Level.WARNING.intValue());
                assertThat(line.text())
                        .contains("A statement failed", "update nowhere")
                        .doesNotContain("CANARY");
                assertThat(line.trail()).isEqualTo(TRAIL);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRuleOfTheSchemaThatWasBrokenIsTheFeaturesBusiness(EveryDatabase kind) {
        try (var own = kind.open(folder, InstantSource.system())) {
            var database = own.database();

            var lines = told(() -> {
                assertThatThrownBy(() -> database.transact(tx -> tx.execute(
                                "insert into setting (name, value) values ('CANARY', 'a'), ('CANARY', 'b')")))
                        .isInstanceOf(RuntimeException.class);
                return "";
            });

            assertThat(lines).isEmpty();
        }
    }
}
