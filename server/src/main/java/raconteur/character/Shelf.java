package raconteur.character;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Cursor;
import raconteur.platform.db.Rows;
import raconteur.protocol.CharacterItem;
import raconteur.protocol.CharacterTag;

/** Characters in lists. Each query names its owner, or is of public ones alone. */
@Singleton
final class Shelf {
    private static final String COLUMNS = "select id, account_id, name, name_key, brief, tags, visibility, avatar,"
            + " avatar_version, creating, created_at, updated_at from character where ";
    private static final String TAGGED = " and (:tag = '' or exists (select 1 from character_tag t"
            + " where t.character_id = character.id and t.tag_key = :tag))";
    private static final int MOST_WORDS = 8;

    private final ObjectMapper json;

    Shelf(ObjectMapper json) {
        this.json = json;
    }

    /** An item, and what it stands by when names are sorted. */
    record Found(CharacterItem item, String key) {}

    /** Most recently changed first, from after a cursor. */
    List<Found> newest(Handle tx, AccountId reader, Wish wish, @Nullable Cursor from, int limit) {
        return asked(
                        tx,
                        reader,
                        wish,
                        " and (:time is null or updated_at < :time or (updated_at = :time and id < :from))"
                                + " order by updated_at desc, id desc limit :limit",
                        limit)
                .bind("time", from == null ? null : Long.valueOf(from.time().toEpochMilli()))
                .bind("from", from == null ? "" : from.id().toString())
                .map(row -> read(row, reader))
                .list();
    }

    /** By name, from after a key and an id. */
    List<Found> byName(Handle tx, AccountId reader, Wish wish, @Nullable NameCursor from, int limit) {
        return asked(
                        tx,
                        reader,
                        wish,
                        " and (:key is null or name_key > :key or (name_key = :key and id > :from))"
                                + " order by name_key, id limit :limit",
                        limit)
                .bind("key", from == null ? null : from.key())
                .bind("from", from == null ? "" : from.id().toString())
                .map(row -> read(row, reader))
                .list();
    }

    private static Query asked(Handle tx, AccountId reader, Wish wish, String order, int limit) {
        var where = new StringBuilder(COLUMNS).append(scope(wish)).append(TAGGED);
        var words = wish.words().size() > MOST_WORDS ? wish.words().subList(0, MOST_WORDS) : wish.words();
        for (var nth = 0; nth < words.size(); nth++) {
            where.append(" and words like :word").append(nth).append(" escape '!'");
        }
        var query = tx.createQuery(where.append(order).toString())
                .bind("tag", Names.key(wish.tag()))
                .bind("limit", limit);
        for (var nth = 0; nth < words.size(); nth++) {
            query.bind("word" + nth, like(words.get(nth)));
        }
        return wish.isPublic() ? query : query.bind("owner", reader.toString());
    }

    private static String scope(Wish wish) {
        return wish.isPublic()
                ? "visibility = 'public' and deleted_at is null"
                : "account_id = :owner and deleted_at is null";
    }

    private static String like(String word) {
        return "%" + word.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** The tags of an account's own, or of the public ones, most used first. */
    List<CharacterTag> tags(Handle tx, AccountId reader, boolean isPublic, int limit) {
        var query = tx.createQuery("select min(t.tag) as shown, count(*) as uses from character_tag t"
                        + " join character c on c.id = t.character_id where "
                        + (isPublic
                                ? "c.visibility = 'public' and c.deleted_at is null"
                                : "c.account_id = :owner and c.deleted_at is null")
                        + " group by t.tag_key order by count(*) desc, t.tag_key limit :limit")
                .bind("limit", limit);
        return (isPublic ? query : query.bind("owner", reader.toString()))
                .map(row -> new CharacterTag(Rows.text(row, "shown"), (int) Rows.number(row, "uses")))
                .list();
    }

    private Found read(RowView row, AccountId reader) {
        var id = new CharacterId(Rows.id(row, "id"));
        var tags = json.convertValue(CharacterRows.tree(json, Rows.text(row, "tags")), String[].class);
        var isOwn = Rows.id(row, "account_id").equals(reader.value());
        return new Found(
                new CharacterItem(
                        id.value(),
                        Rows.text(row, "name"),
                        Rows.text(row, "brief"),
                        List.of(tags),
                        Rows.text(row, "visibility"),
                        Views.avatar(id, CharacterRows.portrait(row)),
                        isOwn,
                        isOwn ? Rows.optionalId(row, "creating") : null,
                        Rows.time(row, "updated_at"),
                        Rows.time(row, "created_at")),
                Rows.text(row, "name_key"));
    }
}
