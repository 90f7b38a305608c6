package raconteur.character;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.card.Attachment;
import raconteur.platform.AccountId;

/**
 * The pictures of characters, and the files that came with their cards. Each query that writes names the owner; what is
 * read belongs to a character that the reader was allowed to read in the same transaction.
 */
@Singleton
final class CharacterFiles {
    private static final String OWNED = "(select id from character where id = :id and account_id = :owner)";

    /** The picture that is shown, a PNG. */
    Optional<byte[]> portrait(Handle tx, CharacterSheet sheet) {
        return picture(tx, "png", sheet);
    }

    /** The whole picture of the card, as long as that is what is shown. */
    Optional<byte[]> picture(Handle tx, CharacterSheet sheet) {
        return picture(tx, "picture", sheet);
    }

    private static Optional<byte[]> picture(Handle tx, String which, CharacterSheet sheet) {
        return tx.createQuery("select <which> from character_avatar a join character c on c.id = a.character_id"
                        + " where c.account_id = :owner and c.id = :id and <which> is not null")
                .define("which", which)
                .bind("owner", sheet.owner().toString())
                .bind("id", sheet.id().toString())
                .mapTo(byte[].class)
                .findOne();
    }

    /** The files that came with a card, in their order. */
    List<Attachment> files(Handle tx, CharacterSheet sheet) {
        return tx.createQuery("select f.path, f.bytes from character_file f join character c on c.id = f.character_id"
                        + " where c.account_id = :owner and c.id = :id order by f.place")
                .bind("owner", sheet.owner().toString())
                .bind("id", sheet.id().toString())
                .map(row -> new Attachment(row.getColumn("path", String.class), row.getColumn("bytes", byte[].class)))
                .list();
    }

    /** Shows a character by a picture from now on. */
    void show(Handle tx, AccountId owner, CharacterId id, Portrait.Kind kind, byte[] png, byte @Nullable [] whole) {
        remove(tx, owner, id);
        tx.createUpdate("insert into character_avatar (character_id, png, picture) select id, :png, :whole"
                        + " from character where id = :id and account_id = :owner")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("png", png)
                .bind("whole", whole)
                .execute();
        mark(tx, owner, id, kind);
    }

    /** Takes the picture away; false when there was none. */
    boolean hide(Handle tx, AccountId owner, CharacterId id) {
        var isDone = remove(tx, owner, id);
        if (isDone) {
            mark(tx, owner, id, Portrait.Kind.REMOVED);
        }
        return isDone;
    }

    private static boolean remove(Handle tx, AccountId owner, CharacterId id) {
        return tx.createUpdate("delete from character_avatar where character_id = " + OWNED)
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .execute()
                > 0;
    }

    private static void mark(Handle tx, AccountId owner, CharacterId id, Portrait.Kind kind) {
        tx.createUpdate("update character set avatar = :kind, avatar_version = avatar_version + 1"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .bind("kind", kind.key())
                .execute();
        weigh(tx, owner, id);
    }

    /** Keeps the files of a new card. */
    void keep(Handle tx, AccountId owner, CharacterId id, List<Attachment> files) {
        for (var place = 0; place < files.size(); place++) {
            var file = files.get(place);
            tx.createUpdate("insert into character_file (character_id, path, place, bytes)"
                            + " select id, :path, :place, :bytes from character"
                            + " where id = :id and account_id = :owner")
                    .bind("owner", owner.toString())
                    .bind("id", id.toString())
                    .bind("path", file.path())
                    .bind("place", place)
                    .bind("bytes", file.bytes())
                    .execute();
        }
        weigh(tx, owner, id);
    }

    /** Gives a copy the same files and the same picture. */
    void copy(Handle tx, CharacterSheet from, CharacterSheet to) {
        keep(tx, to.owner(), to.id(), files(tx, from));
        if (from.stamp().portrait().isThere()) {
            var whole = picture(tx, from).orElse(null);
            portrait(tx, from)
                    .ifPresent(png -> show(
                            tx, to.owner(), to.id(), from.stamp().portrait().kind(), png, whole));
        }
    }

    /** Counts anew what a character's files take. */
    private static void weigh(Handle tx, AccountId owner, CharacterId id) {
        tx.createUpdate("update character set file_bytes ="
                        + " (select coalesce(sum(length(f.bytes)), 0) from character_file f where f.character_id = :id)"
                        + " + (select coalesce(sum(length(a.png) + coalesce(length(a.picture), 0)), 0)"
                        + " from character_avatar a where a.character_id = :id)"
                        + " where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }
}
