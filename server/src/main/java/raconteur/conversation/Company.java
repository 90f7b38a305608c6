package raconteur.conversation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.CharacterSheet;
import raconteur.character.Characters;
import raconteur.character.Profile;
import raconteur.character.acting.Acting;
import raconteur.character.acting.Actor;
import raconteur.character.acting.Partner;
import raconteur.character.bookshelf.Bookshelf;
import raconteur.character.bookshelf.Place;
import raconteur.character.lore.CardBook;
import raconteur.character.lore.LoreIndex;
import raconteur.character.lore.LoreSettings;
import raconteur.character.lore.Shelf;
import raconteur.platform.AccountId;

/** Characters as somebody may talk with them: their own, and others' that are shown to them. Thread-safe. */
@Singleton
public final class Company {
    /** Indexes of books that were lately searched; each may be some megabytes. */
    private static final int MOST_INDEXES = 64;

    private final Characters characters;
    private final Bookshelf bookshelf;
    private final Cache<Searched, LoreIndex> indexes =
            Caffeine.newBuilder().maximumSize(MOST_INDEXES).build();

    Company(Characters characters, Bookshelf bookshelf) {
        this.characters = characters;
        this.bookshelf = bookshelf;
    }

    record Searched(String edition, String character, String partner) {}

    /** One of the account's own, or one that is shown to it. */
    public Optional<Role> find(Handle tx, AccountId reader, CharacterId id) {
        return characters.readable(tx, reader, id).map(sheet -> role(reader, sheet));
    }

    /** The account's own of exactly this name, the newest first. */
    public List<Role> named(Handle tx, AccountId owner, String name) {
        return characters.named(tx, owner, name).stream()
                .map(sheet -> role(owner, sheet))
                .toList();
    }

    private static Role role(AccountId reader, CharacterSheet sheet) {
        var books = new ArrayList<Shelf>();
        var book = sheet.card().book();
        if (book != null) {
            books.add(new Shelf("card", Shelf.Owner.CHARACTER, CardBook.read(book.json(), new ArrayList<>())));
        }
        return new Role(
                sheet.id(),
                sheet.name(),
                sheet.owner().equals(reader),
                actor(sheet),
                sheet.model(),
                books,
                sheet.id() + " " + sheet.version());
    }

    private static Actor actor(CharacterSheet sheet) {
        var card = sheet.card();
        var portrayal = card.portrayal();
        var greetings = Stream.concat(Stream.of(card.greetings().first()), card.greetings().alternates().stream())
                .filter(greeting -> !greeting.isBlank())
                .toList();
        return new Actor(
                sheet.name(),
                card.nickname().isBlank() ? sheet.name() : card.nickname(),
                sheet.language().isEmpty() ? guessed(sheet) : sheet.language(),
                profile(sheet.profile()),
                portrayal.description(),
                portrayal.personality(),
                portrayal.scenario(),
                portrayal.examples(),
                portrayal.systemPrompt(),
                portrayal.postHistory(),
                greetings,
                Set.copyOf(sheet.tags()),
                card.credits().notes());
    }

    /** Cards seldom say what language they speak: Chinese where anything of them is. */
    private static String guessed(CharacterSheet sheet) {
        var card = sheet.card();
        var text =
                sheet.name() + card.portrayal().description() + card.greetings().first();
        var isChinese =
                text.codePoints().anyMatch(one -> Character.UnicodeScript.of(one) == Character.UnicodeScript.HAN);
        return isChinese ? "zh" : "en";
    }

    private static Map<String, Map<String, List<String>>> profile(Profile profile) {
        var said = new HashMap<String, Map<String, List<String>>>();
        profile.said()
                .keySet()
                .forEach(trait -> said.computeIfAbsent(trait.category().key(), _ -> new HashMap<>())
                        .put(trait.key(), profile.texts(trait)));
        return said;
    }

    /**
     * Books that are open where a character is talked with.
     *
     * @param ready the same, when they were searched lately; their shelves are not read then
     */
    record Books(Searched key, @Nullable LoreIndex ready, List<Shelf> shelves) {}

    /** The character's own book, and those that the account has opened here. */
    Books books(Handle tx, AccountId owner, Role role, Partner partner, List<Place> places) {
        var edition = role.edition() + " " + bookshelf.stamp(tx, owner, places);
        var key = new Searched(edition, role.actor().spokenName(), partner.name());
        var ready = indexes.getIfPresent(key);
        if (ready != null) {
            return new Books(key, ready, List.of());
        }
        var opened = bookshelf.open(tx, owner, places);
        var shelves = new ArrayList<Shelf>();
        role.books().stream().filter(book -> !isIn(opened, book)).forEach(shelves::add);
        shelves.addAll(opened);
        return new Books(key, null, List.copyOf(shelves));
    }

    /**
     * Whether a card's own book is open with the character already: other programs put a copy of a book into the card
     * that names it, and nothing is to be said twice.
     */
    private static boolean isIn(List<Shelf> opened, Shelf book) {
        var name = book.book().name();
        return !name.isBlank()
                && opened.stream()
                        .anyMatch(other -> other.owner() == Shelf.Owner.CHARACTER
                                && other.book().name().equals(name));
    }

    /** The books, ready to be searched. */
    LoreIndex lore(Role role, Partner partner, Books books) {
        var ready = books.ready();
        return ready != null
                ? ready
                : indexes.get(
                        books.key(),
                        _ -> LoreIndex.of(
                                books.shelves(),
                                LoreSettings.DEFAULT,
                                text -> Acting.named(role.actor(), partner, text)));
    }
}
