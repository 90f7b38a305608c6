package raconteur.character;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import raconteur.account.Accounts;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Cursor;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.CharacterItem;
import raconteur.protocol.CharacterSourceText;
import raconteur.protocol.CharacterState;
import raconteur.protocol.CharacterTag;
import raconteur.protocol.Page;
import raconteur.protocol.PublicCharacter;

/** Where characters are looked at: lists, searches, single ones, and the page that anybody may see. Thread-safe. */
@Singleton
public final class Gallery {
    private static final int MOST_TAGS = 500;

    /** Whose characters a list shows. */
    public enum Scope {
        OWN,
        PUBLIC;

        /** Reads it; {@link Refusal} naming the field for anything else. */
        public static Scope parse(String text) {
            return switch (text) {
                case "own" -> OWN;
                case "public" -> PUBLIC;
                default -> throw Refusal.invalid("scope", "is own or public", "只能为 own 或 public");
            };
        }
    }

    /** What a list goes by. */
    public enum Sort {
        UPDATED,
        NAME;

        /** Reads it; {@link Refusal} naming the field for anything else. */
        public static Sort parse(String text) {
            return switch (text) {
                case "updated" -> UPDATED;
                case "name" -> NAME;
                default -> throw Refusal.invalid("sort", "is updated or name", "只能为 updated 或 name");
            };
        }
    }

    private final Database database;
    private final Characters characters;
    private final Shelf shelf;
    private final CharacterFiles files;
    private final Accounts accounts;
    private final Views views;

    Gallery(
            Database database,
            Characters characters,
            Shelf shelf,
            CharacterFiles files,
            Accounts accounts,
            Views views) {
        this.database = database;
        this.characters = characters;
        this.shelf = shelf;
        this.files = files;
        this.accounts = accounts;
        this.views = views;
    }

    /**
     * One page of a list.
     *
     * @param words all of which name, brief or tags must hold; empty for any
     * @param tag that they must have; empty for any
     */
    public Page<CharacterItem> list(
            AccountId reader, Scope scope, String words, String tag, Sort sort, @Nullable String cursor, int limit) {
        var wish = Wish.of(scope == Scope.PUBLIC, words, tag);
        return switch (sort) {
            case UPDATED -> {
                var from = cursor == null ? null : Cursor.parse(cursor);
                var found = database.read(tx -> shelf.newest(tx, reader, wish, from, limit + 1));
                yield page(
                        found,
                        limit,
                        last -> new Cursor(last.item().updatedAt(), last.item().id()).toString());
            }
            case NAME -> {
                var from = cursor == null ? null : NameCursor.parse(cursor);
                var found = database.read(tx -> shelf.byName(tx, reader, wish, from, limit + 1));
                yield page(
                        found,
                        limit,
                        last -> new NameCursor(last.key(), last.item().id()).toString());
            }
        };
    }

    private static Page<CharacterItem> page(List<Shelf.Found> found, int limit, Function<Shelf.Found, String> cursor) {
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        var next = found.size() > limit ? cursor.apply(shown.getLast()) : null;
        return new Page<>(shown.stream().map(Shelf.Found::item).toList(), next);
    }

    /** The tags there are, most used first. */
    public List<CharacterTag> tags(AccountId reader, Scope scope) {
        return database.read(tx -> shelf.tags(tx, reader, scope == Scope.PUBLIC, MOST_TAGS));
    }

    /** One that the account may read; {@link Code#NOT_FOUND} for any other. */
    public CharacterState get(AccountId reader, CharacterId id) {
        return views.of(database.read(tx -> characters.readable(tx, reader, id)).orElseThrow(Gallery::none), reader);
    }

    /** The text that an own one was made from; {@link Code#NOT_FOUND} where there is none. */
    public CharacterSourceText source(AccountId owner, CharacterId id) {
        return database.read(tx -> {
            var origin =
                    characters.find(tx, owner, id).map(CharacterSheet::origin).orElseThrow(Gallery::none);
            return new CharacterSourceText(
                    origin.kind(),
                    origin.title(),
                    origin.url(),
                    origin.revision(),
                    origin.licence(),
                    origin.licenceUrl(),
                    origin.fetchedAt(),
                    characters.sourceText(tx, owner, id).orElse(""));
        });
    }

    /** The picture of one that the account may read. */
    public byte[] avatar(AccountId reader, CharacterId id) {
        return database.read(tx -> characters
                .readable(tx, reader, id)
                .flatMap(sheet -> files.portrait(tx, sheet))
                .orElseThrow(Gallery::none));
    }

    /** One that is unlisted or public, as anybody may see it. */
    public PublicCharacter published(CharacterId id) {
        return database.read(tx -> {
            var sheet = characters.published(tx, id).orElseThrow(Gallery::none);
            var by = accounts.find(tx, sheet.owner()).orElseThrow(Gallery::none);
            return Views.published(sheet, by.username().shown());
        });
    }

    /** The picture of one that is unlisted or public. */
    public byte[] publishedAvatar(CharacterId id) {
        return database.read(tx -> characters
                .published(tx, id)
                .flatMap(sheet -> files.portrait(tx, sheet))
                .orElseThrow(Gallery::none));
    }

    private static Refusal none() {
        return new Refusal(Code.NOT_FOUND);
    }
}
