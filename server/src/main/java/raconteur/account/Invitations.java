package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Ids;
import raconteur.platform.db.Rows;

/** Every invitation. Operators own them all. What is kept of one does not give it back. Thread-safe. */
@Singleton
final class Invitations {
    private static final String MARK = "ri_";
    private static final int PREFIX = 8;
    private static final String COLUMNS =
            "id, prefix, note, uses, most_uses, made_by, created_at, expires_at, revoked_at";
    private static final String VALID = " revoked_at is null and uses < most_uses and expires_at > :now";

    /** An invitation at its birth: the only time its text is known. */
    record Issued(Invitation invitation, String text) {}

    private final Ids ids;
    private final InstantSource time;

    Invitations(Ids ids, InstantSource time) {
        this.ids = ids;
        this.time = time;
    }

    Issued add(Handle tx, AccountId operator, String note, int uses, Instant expires) {
        var text = RandomText.next(MARK);
        var now = Instant.ofEpochMilli(time.millis());
        var made = new Invitation(
                new InvitationId(ids.next()), text.substring(0, PREFIX), note, 0, uses, operator, now, expires, false);
        tx.createUpdate("insert into invitation (id, hash, prefix, note, uses, most_uses, made_by, created_at,"
                        + " expires_at) values (:id, :hash, :prefix, :note, 0, :most, :operator, :now, :expires)")
                .bind("id", made.id().toString())
                .bind("hash", RandomText.hash(text))
                .bind("prefix", made.prefix())
                .bind("note", note)
                .bind("most", uses)
                .bind("operator", operator.toString())
                .bind("now", now.toEpochMilli())
                .bind("expires", expires.toEpochMilli())
                .execute();
        return new Issued(made, text);
    }

    /** Whether an account can be made with it now. */
    boolean isGood(Handle tx, String text) {
        return tx.createQuery("select count(*) from invitation where hash = :hash and" + VALID)
                        .bind("hash", RandomText.hash(text))
                        .bind("now", time.millis())
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    /** Uses it once; of several at once no more succeed than it has uses left. */
    boolean use(Handle tx, String text) {
        return tx.createUpdate("update invitation set uses = uses + 1 where hash = :hash and" + VALID)
                        .bind("hash", RandomText.hash(text))
                        .bind("now", time.millis())
                        .execute()
                == 1;
    }

    boolean revoke(Handle tx, InvitationId id) {
        return tx.createUpdate("update invitation set revoked_at = :now where id = :id and revoked_at is null")
                        .bind("now", time.millis())
                        .bind("id", id.toString())
                        .execute()
                == 1;
    }

    /** The newest that are older than {@code before}. */
    List<Invitation> list(Handle tx, @Nullable InvitationId before, int most) {
        return tx.createQuery("select " + COLUMNS + " from invitation where id < :before order by id desc limit :most")
                .bind("before", before == null ? "g" : before.toString()) // after every id there can be
                .bind("most", most)
                .map(row -> read(row))
                .list();
    }

    private static Invitation read(RowView row) {
        var operator = Rows.optionalId(row, "made_by");
        return new Invitation(
                new InvitationId(Rows.id(row, "id")),
                Rows.text(row, "prefix"),
                Rows.text(row, "note"),
                (int) Rows.number(row, "uses"),
                (int) Rows.number(row, "most_uses"),
                operator == null ? null : new AccountId(operator),
                Rows.time(row, "created_at"),
                Rows.time(row, "expires_at"),
                Rows.optionalNumber(row, "revoked_at") != null);
    }
}
