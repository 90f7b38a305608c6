package raconteur.conversation.migration;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Groups and their chats, as they came. Each query names the owner. */
@Singleton
final class Groups {
    /** Of an account at most. */
    static final int MOST = 2000;

    private static final long MOST_BYTES = 64L << 20;

    private final InstantSource time;

    Groups(InstantSource time) {
        this.time = time;
    }

    /**
     * One of them.
     *
     * @param members which file of a card became which character, as JSON
     * @param body as it came, as JSON
     */
    record Kept(UUID id, Mark.Kind kind, String name, String members, String body) {}

    /** {@link Code#CONFLICT} for more than the account may have. */
    void keep(Handle tx, AccountId owner, Kept group) {
        var size = group.body().getBytes(StandardCharsets.UTF_8).length;
        tx.createUpdate("insert into tavern_group (id, account_id, kind, name, members, body, bytes, created_at)"
                        + " values (:id, :owner, :kind, :name, :members, :body, :bytes, :now)")
                .bind("id", group.id().toString())
                .bind("owner", owner.toString())
                .bind("kind", group.kind().word())
                .bind("name", group.name())
                .bind("members", group.members())
                .bind("body", group.body())
                .bind("bytes", size)
                .bind("now", time.millis())
                .execute();
        var isTooMuch = tx.createQuery(
                        "select count(*) from (select count(*) as number, sum(bytes) as total from tavern_group"
                                + " where account_id = :owner) t where t.number > :most or t.total > :bytes")
                .bind("owner", owner.toString())
                .bind("most", MOST)
                .bind("bytes", MOST_BYTES)
                .mapTo(Integer.class)
                .one();
        if (isTooMuch > 0) {
            throw new Refusal(
                    Code.CONFLICT, new Text("There is no room for more groups and chats of groups.", "群组及群聊记录已达上限。"));
        }
    }

    void erase(Handle tx, AccountId owner, UUID id) {
        tx.createUpdate("delete from tavern_group where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }
}
