package raconteur.character.bookshelf;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.bookshelf.Study.TALE;
import static raconteur.character.bookshelf.Study.WENDY;
import static raconteur.character.bookshelf.Study.at;
import static raconteur.character.bookshelf.Study.draft;
import static raconteur.character.bookshelf.Study.edit;
import static raconteur.character.bookshelf.Study.refused;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.lore.Shelf;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.LorebookCard;
import raconteur.protocol.LorebookUses;

/** Where lorebooks are open, on every database. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class OpenBooksTest {
    private final Study study;
    private final EveryDatabase.Own own;
    private final Bookshelf bookshelf;
    private final Caller ada;

    OpenBooksTest(EveryDatabase kind, @TempDir Path folder) {
        study = new Study(kind, folder);
        own = study.own;
        bookshelf = study.bookshelf;
        ada = study.ada;
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void aBookIsOpenWhereItsOwnerWantsIt() {
        var places = List.of(
                new Place(Place.Kind.CHARACTER, WENDY), new Place(Place.Kind.CONVERSATION, TALE), Place.EVERYWHERE);
        var hers = bookshelf.make(ada, draft("Wendy's")).id();
        var world = bookshelf.make(ada, draft("World")).id();
        var first = bookshelf.make(ada, draft("First")).id();
        var both =
                List.of(new LorebookUses.Use("character", WENDY, 5), new LorebookUses.Use("conversation", TALE, null));
        bookshelf.use(ada.account(), hers, new LorebookUses(both));
        bookshelf.use(ada.account(), world, at("account", null));
        bookshelf.use(ada.account(), first, at("character", WENDY));

        var open = study.open(ada, places.toArray(Place[]::new));

        assertThat(open).extracting(Shelf::id).containsExactly(hers.toString(), first.toString(), world.toString());
        assertThat(open)
                .extracting(Shelf::owner)
                .containsExactly(Shelf.Owner.CHAT, Shelf.Owner.CHARACTER, Shelf.Owner.WORLD);
        assertThat(open.getFirst().book().entries()).hasSize(2);
        assertThat(bookshelf.list(ada.account(), "character", WENDY, null, 50).items())
                .extracting(LorebookCard::name)
                .containsExactlyInAnyOrder("Wendy's", "First");
        assertThat(bookshelf.list(ada.account(), "account", null, null, 50).items())
                .extracting(LorebookCard::useCount)
                .containsExactly(1);
        bookshelf.use(ada.account(), hers, new LorebookUses(List.of()));
        assertThat(study.open(ada, new Place(Place.Kind.CONVERSATION, TALE))).isEmpty();
    }

    @Test
    void theStampChangesWithWhatIsOpen() {
        var there = new Place(Place.Kind.CHARACTER, WENDY);
        var id = bookshelf.make(ada, draft("Book")).id();
        var seen = new ArrayList<String>();
        seen.add(study.stamp(ada, there));
        bookshelf.use(ada.account(), id, at("character", WENDY));
        seen.add(study.stamp(ada, there));
        bookshelf.change(ada, id, edit(Map.of()), null);
        seen.add(study.stamp(ada, there));
        assertThat(study.stamp(ada, there)).isEqualTo(seen.getLast());
        bookshelf.delete(ada.account(), id, false);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(study.stamp(ada, there)).isEqualTo(seen.getFirst()).isEmpty();
        assertThat(study.open(ada, there)).isEmpty();
        bookshelf.restore(ada, id);
        assertThat(study.open(ada, there)).hasSize(1);
    }

    @Test
    void aPlaceThatIsNoneIsNamed() {
        var id = bookshelf.make(ada, draft("Book")).id();
        var twice = List.of(new LorebookUses.Use("persona", TALE, 1), new LorebookUses.Use("persona", TALE, 2));

        refused("uses[0].place", () -> bookshelf.use(ada.account(), id, at("character", null)));
        refused("uses[0].place", () -> bookshelf.use(ada.account(), id, at("account", WENDY)));
        refused("uses[1].place", () -> bookshelf.use(ada.account(), id, new LorebookUses(twice)));
        refused("place", () -> bookshelf.list(ada.account(), "persona", null, null, 50));
        assertThat(bookshelf.uses(ada.account(), id).uses()).isEmpty();
    }
}
