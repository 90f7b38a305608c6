package raconteur.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.ManualTime;
import raconteur.platform.db.EveryDatabase;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class SqlJournalTest implements JournalContract {
    private final ManualTime time = new ManualTime();
    private final EveryDatabase.Own own;
    private final SqlJournal journal;

    SqlJournalTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, time);
        journal = new SqlJournal(own.database(), time);
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Test
    void whatIsUndoneWasNeverKept() {
        assertThatThrownBy(() -> own.database().transact(tx -> {
                    journal.append(tx, HERS, 0, List.of(new Entry.Draft("told", "{}")));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(journal.version(HERS)).isZero();
    }

    @Test
    void withTheAccountGoAllItsStreamsAndNoOthers() {
        journal.append(HERS, 0, List.of(new Entry.Draft("told", "{}")));
        var eves = new Stream(EVE, TALE);
        journal.append(eves, 0, List.of(new Entry.Draft("told", "{}")));

        own.database().transact(tx -> {
            journal.removeAll(tx, ADA);
            return true;
        });

        assertThat(journal.version(HERS)).isZero();
        assertThat(journal.version(eves)).isEqualTo(1);
    }
}
