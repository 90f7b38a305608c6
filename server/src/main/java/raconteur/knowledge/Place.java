package raconteur.knowledge;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Refusal;

/**
 * Where a collection can be open.
 *
 * @param id of the character; null wherever the account talks with one
 */
record Place(Kind kind, @Nullable UUID id) {
    /** Kinds of places, by the words that are kept. */
    enum Kind {
        CHARACTER,
        ACCOUNT;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** A character names one, the account nothing. */
    static Place of(String field, String word, @Nullable UUID id) {
        var kind = Kind.of(word);
        if (kind == Kind.ACCOUNT && id != null) {
            throw Refusal.invalid(field, "the account needs no id", "账户无需编号");
        }
        if (kind == Kind.CHARACTER && id == null) {
            throw Refusal.invalid(field, "this is the id of the character", "请填写角色的编号");
        }
        return new Place(kind, id);
    }

    /** The id as it is kept. */
    String key() {
        return id == null ? "" : id.toString();
    }
}
