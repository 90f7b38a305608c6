package raconteur.character.bookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.bookshelf.Study.WENDY;
import static raconteur.character.bookshelf.Study.at;
import static raconteur.character.bookshelf.Study.draft;
import static raconteur.character.bookshelf.Study.edit;
import static raconteur.character.bookshelf.Study.entry;
import static raconteur.character.bookshelf.Study.refused;
import static raconteur.character.bookshelf.Study.trial;
import static raconteur.character.bookshelf.Study.uids;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.lore.LoreFile;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.LorebookChange;
import raconteur.protocol.LorebookDraft;
import raconteur.protocol.LorebookState;
import raconteur.protocol.LorebookUses;

/** Lorebooks as they are kept, on every database. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class BookshelfTest {
    private final Study study;
    private final ManualTime time;
    private final EveryDatabase.Own own;
    private final Lorebooks lorebooks;
    private final Bookshelf bookshelf;
    private final Caller ada;
    private final Caller eve;

    BookshelfTest(EveryDatabase kind, @TempDir Path folder) {
        study = new Study(kind, folder);
        time = study.time;
        own = study.own;
        lorebooks = study.lorebooks;
        bookshelf = study.bookshelf;
        ada = study.ada;
        eve = study.eve;
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void ofAnothersNothingIsThere() {
        var hers = bookshelf.make(ada, draft("Hers")).id();
        var gone = bookshelf.make(ada, draft("Gone")).id();
        bookshelf.use(ada.account(), hers, at("character", WENDY));
        bookshelf.delete(ada.account(), gone, false);

        refused(Code.NOT_FOUND, () -> bookshelf.get(eve, hers));
        refused(Code.NOT_FOUND, () -> bookshelf.put(eve, hers, draft("Mine"), null));
        refused(Code.NOT_FOUND, () -> bookshelf.change(eve, hers, edit(Map.of()), null));
        refused(Code.NOT_FOUND, () -> bookshelf.delete(eve.account(), hers, true));
        refused(Code.NOT_FOUND, () -> bookshelf.restore(eve, gone));
        refused(Code.NOT_FOUND, () -> bookshelf.file(eve.account(), hers, LoreFile.Form.WORLD));
        refused(Code.NOT_FOUND, () -> bookshelf.uses(eve.account(), hers));
        refused(Code.NOT_FOUND, () -> bookshelf.use(eve.account(), hers, new LorebookUses(List.of())));
        refused(Code.NOT_FOUND, () -> bookshelf.report(eve, hers, trial("door")));
        assertThat(study.names(eve)).isEmpty();
        assertThat(bookshelf.list(eve.account(), "character", WENDY, null, 50).items())
                .isEmpty();
        assertThat(study.open(eve, new Place(Place.Kind.CHARACTER, WENDY))).isEmpty();
        assertThat(study.stamp(eve, new Place(Place.Kind.CHARACTER, WENDY))).isEmpty();
        assertThat(bookshelf.get(ada, hers).name()).isEqualTo("Hers");
        assertThat(bookshelf.uses(ada.account(), hers)).isEqualTo(at("character", WENDY));
        assertThat(bookshelf.restore(ada, gone).name()).isEqualTo("Gone");
    }

    /** Each query alone, so that none leans on a look before it. */
    @Test
    void everyQueryNamesItsOwner() {
        var hers = bookshelf.make(ada, draft("Hers")).id();
        bookshelf.use(ada.account(), hers, at("account", null));
        var other = eve.account();
        var kept = own.database()
                .read(tx -> lorebooks.find(tx, ada.account(), hers).orElseThrow());
        var mine = new KeptBook(hers, kept.book(), List.of(), 2, time.instant(), time.instant());

        own.database().transact(tx -> {
            assertThat(lorebooks.find(tx, other, hers)).isEmpty();
            assertThat(lorebooks.version(tx, other, hers)).isEmpty();
            assertThat(lorebooks.count(tx, other)).isZero();
            assertThat(lorebooks.newest(tx, other, Place.EVERYWHERE, null, 9)).isEmpty();
            assertThat(lorebooks.uses(tx, other, hers)).isEmpty();
            assertThat(lorebooks.openAt(tx, other, Place.EVERYWHERE)).isEmpty();
            assertThat(lorebooks.update(tx, other, mine)).isFalse();
            assertThat(lorebooks.delete(tx, other, hers, time.instant())).isFalse();
            lorebooks.open(tx, other, hers, List.of());
            lorebooks.delete(tx, ada.account(), hers, time.instant());
            lorebooks.erase(tx, other, hers);
            return lorebooks.restore(tx, other, hers, time.instant().minusSeconds(9));
        });

        assertThat(bookshelf.restore(ada, hers).version()).isEqualTo(1);
        assertThat(bookshelf.uses(ada.account(), hers).uses()).hasSize(1);
    }

    @Test
    void oneIsMadeChangedDeletedAndBroughtBack() {
        var made = bookshelf.make(ada, draft("First"));
        assertThat(made.version()).isEqualTo(1);
        assertThat(uids(made)).containsExactly("1", "2");

        time.pass(Duration.ofSeconds(5));
        var changed = bookshelf.put(ada, made.id(), draft("Second", List.of(entry("7", "sea"))), 1);

        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.updatedAt()).isAfter(changed.createdAt());
        assertThat(bookshelf.get(ada, made.id())).isEqualTo(changed);
        assertThat(uids(changed)).containsExactly("7");
        refused(Code.VERSION_CONFLICT, () -> bookshelf.put(ada, made.id(), draft("Third"), 1));
        bookshelf.delete(ada.account(), made.id(), false);
        refused(Code.NOT_FOUND, () -> bookshelf.get(ada, made.id()));
        refused(Code.NOT_FOUND, () -> bookshelf.put(ada, made.id(), draft("Third"), null));
        refused(Code.NOT_FOUND, () -> bookshelf.uses(ada.account(), made.id()));
        assertThat(bookshelf.restore(ada, made.id()).name()).isEqualTo("Second");
        bookshelf.delete(ada.account(), made.id(), false);
        time.pass(Duration.ofMinutes(11));
        refused(Code.NOT_FOUND, () -> bookshelf.restore(ada, made.id()));
    }

    @Test
    void entriesArePutAndTakenOutOneByOne() {
        var made = bookshelf.make(ada, draft("Book"));
        var wish = new HashMap<String, @Nullable Map<String, @Nullable Object>>();
        wish.put("1", null);
        wish.put("2", entry("ignored", "lantern"));
        wish.put("9", entry("9", "sea"));

        var changed = bookshelf.change(ada, made.id(), edit(wish), 1);

        assertThat(uids(changed)).containsExactly("2", "9");
        assertThat(changed.entries().getFirst().path("key").path(0).asText()).isEqualTo("lantern");
        assertThat(changed.name()).isEqualTo("Book");
        refused(Code.VERSION_CONFLICT, () -> bookshelf.change(ada, made.id(), edit(wish), 1));
        var renamed = bookshelf.change(ada, made.id(), new LorebookChange("New", "d", 3, 100, true, null, null), null);
        assertThat(renamed.version()).isEqualTo(3);
        assertThat(List.of(renamed.name(), renamed.description())).containsExactly("New", "d");
        assertThat(List.of(Objects.requireNonNull(renamed.scanDepth()), Objects.requireNonNull(renamed.tokenBudget())))
                .containsExactly(3, 100);
        assertThat(renamed.recursiveScanning()).isTrue();
        assertThat(uids(renamed)).containsExactly("2", "9");
    }

    /** Two tabs save at once: what the second read is old by the time it writes. */
    @Test
    void ofTwoWritersWhoReadTheSameOneIsRefused() {
        var id = bookshelf.make(ada, draft("Book")).id();
        var old =
                own.database().read(tx -> lorebooks.find(tx, ada.account(), id).orElseThrow());
        bookshelf.change(ada, id, edit(Map.of("9", entry("9", "sea"))), null);

        var late = new KeptBook(id, old.book(), List.of(), old.version() + 1, old.createdAt(), time.instant());

        assertThat(own.database().<Boolean>transact(tx -> lorebooks.update(tx, ada.account(), late)))
                .isFalse();
        assertThat(uids(bookshelf.get(ada, id))).contains("9");
    }

    @Test
    void whatNobodyKnowsIsKeptFromImportToExport() {
        var file = """
                {"entries": {"3": {"uid": 3, "key": ["门"], "content": "木门", "order": 7, "future": {"x": [1, null]}},
                             "1": {"uid": 1, "key": ["灯"], "content": "灯", "sticky": 2}},
                 "originalData": {"kept": true}, "extensions": {"app/one": 1}}
                """.getBytes(StandardCharsets.UTF_8);

        var made = bookshelf.take(ada, file, "门");
        bookshelf.put(
                ada,
                made.id(),
                new LorebookDraft("门外", "d", null, null, null, List.of(again(made, 0), again(made, 1)), null, null),
                1);

        var out = LoreFile.read(bookshelf.file(ada.account(), made.id(), LoreFile.Form.WORLD))
                .book();
        var in = LoreFile.read(file).book();
        assertThat(made.name()).isEqualTo("门");
        assertThat(out.name()).isEqualTo("门外");
        assertThat(out.entries()).isEqualTo(in.entries());
        assertThat(out.rest()).isEqualTo(in.rest());
        var card = bookshelf.file(ada.account(), made.id(), LoreFile.Form.BOOK);
        assertThat(LoreFile.read(card).book().entries()).isEqualTo(in.entries());
        assertThat(bookshelf.make(ada, draft("x")).extra()).isEmpty();
    }

    /** An entry as a client got it, to be sent again. */
    private static Map<String, @Nullable Object> again(LorebookState state, int at) {
        var entry = new HashMap<String, @Nullable Object>();
        state.entries().get(at).properties().forEach(one -> entry.put(one.getKey(), one.getValue()));
        return entry;
    }

    @Test
    void aListIsReadPageByPageTheLastChangedFirst() {
        for (var n = 0; n < 5; n++) {
            time.pass(Duration.ofSeconds(n % 2)); // some at the same moment
            bookshelf.make(ada, draft("B" + n));
        }
        var seen = new ArrayList<String>();
        for (String cursor = null; ; ) {
            var page = bookshelf.list(ada.account(), null, null, cursor, 2);
            page.items().forEach(card -> seen.add(card.name() + card.entryCount()));
            cursor = page.nextCursor();
            if (cursor == null) {
                break;
            }
        }

        assertThat(seen).containsExactly("B42", "B32", "B22", "B12", "B02");
        refused(Code.INVALID_REQUEST, () -> bookshelf.list(ada.account(), null, null, "x", 50));
    }

    @Test
    void nobodyKeepsMoreThanTwoHundred() {
        var first = bookshelf.make(ada, draft("B0")).id();
        for (var n = 1; n < 200; n++) {
            bookshelf.make(ada, draft("B" + n));
        }
        refused(Code.CONFLICT, () -> bookshelf.make(ada, draft("One more")));
        bookshelf.delete(ada.account(), first, false);
        bookshelf.make(ada, draft("Instead"));

        refused(Code.CONFLICT, () -> bookshelf.restore(ada, first));
        refused(Code.NOT_FOUND, () -> bookshelf.get(ada, first));
        assertThat(bookshelf.make(eve, draft("Eve's")).version()).isEqualTo(1);
    }

    @Test
    void whatCannotBeRestoredIsErasedAndItsPlacesToo() {
        var old = bookshelf.make(ada, draft("Old")).id();
        var purged = bookshelf.make(ada, draft("Purged")).id();
        bookshelf.use(ada.account(), old, at("account", null));
        bookshelf.delete(ada.account(), purged, true);
        refused(Code.NOT_FOUND, () -> bookshelf.restore(ada, purged));
        bookshelf.delete(ada.account(), old, false);
        time.pass(Duration.ofMinutes(5));
        var young = bookshelf.make(ada, draft("Young")).id();
        bookshelf.delete(ada.account(), young, false);
        time.pass(Duration.ofMinutes(6));

        study.erasing.run();

        assertThat(study.rows("lorebook")).isEqualTo(1);
        assertThat(study.rows("lorebook_use")).isZero();
        assertThat(bookshelf.restore(ada, young).name()).isEqualTo("Young");
    }

    @Test
    void anAccountThatGoesTakesItsBooksAlongAndNoOthers() {
        var id = bookshelf.make(ada, draft("Hers")).id();
        bookshelf.use(ada.account(), id, at("account", null));
        bookshelf.make(eve, draft("Eve's"));

        own.database()
                .transact(tx -> tx.createUpdate("delete from account where id = :id")
                        .bind("id", ada.account().toString())
                        .execute());

        assertThat(study.rows("lorebook")).isEqualTo(1);
        assertThat(study.rows("lorebook_use")).isZero();
        assertThat(study.names(eve)).containsExactly("Eve's");
    }
}
