package raconteur.character.bookshelf;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.lore.Shelf;
import raconteur.platform.Refusal;

/**
 * Where a book can be open.
 *
 * @param id of the character, persona or conversation; null wherever the account talks
 */
public record Place(Kind kind, @Nullable UUID id) {
    /** Kinds of places, by the words that are kept. */
    public enum Kind {
        CONVERSATION("conversation", Shelf.Owner.CHAT),
        PERSONA("persona", Shelf.Owner.PERSONA),
        CHARACTER("character", Shelf.Owner.CHARACTER),
        ACCOUNT("account", Shelf.Owner.WORLD);

        private final String word;
        private final Shelf.Owner owner;

        Kind(String word, Shelf.Owner owner) {
            this.word = word;
            this.owner = owner;
        }

        String word() {
            return word;
        }

        Shelf.Owner owner() {
            return owner;
        }

        static Kind of(String word) {
            for (var kind : values()) {
                if (kind.word.equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(word);
        }
    }

    /** Wherever the account talks. */
    public static final Place EVERYWHERE = new Place(Kind.ACCOUNT, null);

    /** Every kind but the account names one thing. */
    static Place of(String field, String word, @Nullable UUID id) {
        var kind = Kind.of(word);
        if (kind == Kind.ACCOUNT && id != null) {
            throw Refusal.invalid(field, "the account needs no id", "账户无需编号");
        }
        if (kind != Kind.ACCOUNT && id == null) {
            throw Refusal.invalid(field, "this is the id of the " + word, "请填写所在处的编号");
        }
        return new Place(kind, id);
    }

    /** The id as it is kept. */
    String key() {
        return id == null ? "" : id.toString();
    }
}
