package raconteur.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.AccountId;
import raconteur.platform.db.EveryDatabase;
import raconteur.turn.World;

/** Ten thousand texts, of which an index knows what each says, and nothing that is no longer there. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class IndexTest {
    private static final Logger LOG = Logger.getLogger(IndexTest.class);
    private static final int TEXTS = 10_000;
    private static final UUID SHELF = UUID.randomUUID();

    private final EveryDatabase kind;
    private final World world;
    private final FullText text;
    private final List<UUID> ids = new ArrayList<>();
    private final AccountId ada;

    IndexTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        world = new World(kind, folder, Map.of(), List.of());
        text = world.the(FullText.class);
        ada = world.ada("10").account();
    }

    @BeforeEach
    void fill() {
        world.database()
                .transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role, state, version,"
                                + " created_at, updated_at) values (:id, 'ada', 'ada', 'member', 'active', 1, 0, 0)")
                        .bind("id", ada.toString())
                        .execute());
        var random = new Random(7);
        for (var batch = 0; batch < TEXTS; batch += 500) {
            var entries = new ArrayList<Entry>();
            for (var at = 0; at < 500; at++) {
                var id = UUID.randomUUID();
                ids.add(id);
                var words = random.ints(40, 0, 2000).mapToObj(IndexTest::word).collect(Collectors.joining(" "));
                entries.add(new Entry(id, "unique" + word(ids.size()), words));
            }
            world.database().transact(tx -> {
                text.put(tx, ada, SHELF, entries);
                return entries;
            });
        }
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** A word of letters only that no other number has. */
    private static String word(int number) {
        return Integer.toString(number)
                .chars()
                .mapToObj(digit -> Character.toString("bcdfghjklm".charAt(digit - '0')))
                .collect(Collectors.joining("", "w", "q"));
    }

    private List<UUID> found(String question) {
        return world.database().read(tx -> text.find(tx, ada, List.of(SHELF), Terms.asked(question), 5)).stream()
                .map(Hit::id)
                .toList();
    }

    @Test
    void aQuestionIsAnsweredFromTheIndex() {
        world.database().transact(tx -> tx.execute(kind == EveryDatabase.SQLITE ? "analyze" : "analyze search_entry"));

        var plan = world.database().read(kind == EveryDatabase.SQLITE ? this::sqlite : this::postgres);
        var began = System.nanoTime();
        var found = found("unique" + word(4321) + " " + word(7) + " " + word(8));

        LOG.infof("%s: found in %.1f ms by%n%s", kind, (System.nanoTime() - began) / 1e6, String.join("\n", plan));
        assertThat(found).first().isEqualTo(ids.get(4320));
        if (kind == EveryDatabase.SQLITE) {
            assertThat(plan).anyMatch(step -> step.contains("search_text VIRTUAL TABLE INDEX"));
            assertThat(plan).noneMatch(step -> step.contains("SCAN e"));
        } else {
            assertThat(plan).anyMatch(step -> step.contains("Bitmap Index Scan on search_entry_terms"));
        }
    }

    private List<String> sqlite(Handle tx) {
        return tx.createQuery("explain query plan " + SqliteText.FOUND)
                .bind("query", "{shelf} : (" + FullText.term(SHELF) + ") AND {title body} : (" + word(7) + ")")
                .bind("owner", ada.toString())
                .bind("most", 40)
                .map((row, _) -> row.getString("detail"))
                .list();
    }

    private List<String> postgres(Handle tx) {
        return tx.createQuery("explain (analyze, timing off, summary off) " + PostgresText.FOUND)
                .bind("owner", ada.toString())
                .bind("each", FullText.term(SHELF) + " & " + word(7) + "," + FullText.term(SHELF) + " & " + word(8))
                .bindList("shelves", List.of(SHELF.toString()))
                .bind("most", 40)
                .mapTo(String.class)
                .list();
    }

    @Test
    void whatIsTakenOutIsInNoIndex() {
        var other = found("unique" + word(2));
        world.database().transact(tx -> {
            text.remove(tx, ada, List.of(ids.getFirst()));
            return ids;
        });

        assertThat(found("unique" + word(1))).isEmpty();
        assertThat(found("unique" + word(2))).isEqualTo(other).containsExactly(ids.get(1));
        world.database().transact(tx -> {
            text.put(tx, ada, SHELF, List.of(new Entry(ids.getFirst(), "again", "nothing of before")));
            return ids;
        });
        assertThat(found("again")).containsExactly(ids.getFirst());
        assertThat(found("unique" + word(1))).isEmpty();
    }

    @Test
    void withAnAccountGoesAllThatItHad() {
        world.database()
                .transact(tx -> tx.createUpdate("delete from account where id = :id")
                        .bind("id", ada.toString())
                        .execute());

        assertThat(world.database()
                        .<Long>read(tx -> tx.createQuery(
                                        kind == EveryDatabase.SQLITE
                                                ? "select count(*) from search_text where search_text match 'again OR "
                                                        + FullText.term(SHELF) + "'"
                                                : "select count(*) from search_entry")
                                .mapTo(Long.class)
                                .one()))
                .isZero();
    }
}
