package raconteur.story.share;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.platform.db.Rows;
import raconteur.protocol.SharedStory;
import raconteur.protocol.StoryShare;
import raconteur.protocol.StoryShared;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/**
 * Links to read stories by: one at a time for each. Of a token of 192 random bits only the digest is kept: nobody can
 * try so many, and who reads the database cannot use what stands there. Thread-safe.
 */
@Singleton
public final class Shares {
    /** By which logs know that it is a secret. */
    private static final String MARK = "rs_";

    private static final int BYTES = 24;
    private static final SecureRandom SOURCE = new SecureRandom();

    private final Database database;
    private final Recital recital;
    private final InstantSource time;
    private final Voiding voiding;

    Shares(Database database, Recital recital, InstantSource time, Voiding voiding) {
        this.database = database;
        this.recital = recital;
        this.time = time;
        this.voiding = voiding;
    }

    /** Makes a link and voids the one before; {@link Code#NOT_FOUND} when the story is not the owner's. */
    public StoryShare share(AccountId owner, StoryId story) {
        var bytes = new byte[BYTES];
        SOURCE.nextBytes(bytes);
        var token = MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = time.instant();
        database.transact(tx -> {
            require(tx, owner, story);
            return tx.createUpdate("insert into story_share (story_id, account_id, digest, created_at)"
                            + " values (:story, :owner, :digest, :now) on conflict (story_id)"
                            + " do update set digest = excluded.digest, created_at = excluded.created_at")
                    .bind("story", story.toString())
                    .bind("owner", owner.toString())
                    .bind("digest", digest(token))
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
        return new StoryShare(token, "/s/" + token, Instant.ofEpochMilli(now.toEpochMilli()));
    }

    /** Whether there is a link. */
    public StoryShared shared(AccountId owner, StoryId story) {
        return database.read(tx -> {
            require(tx, owner, story);
            return tx.createQuery("select created_at from story_share where story_id = :story and account_id = :owner")
                    .bind("story", story.toString())
                    .bind("owner", owner.toString())
                    .map(row -> new StoryShared(true, Rows.time(row, "created_at")))
                    .findOne()
                    .orElse(new StoryShared(false, null));
        });
    }

    /** Voids the link, if there is one. */
    public void end(AccountId owner, StoryId story) {
        database.transact(tx -> {
            require(tx, owner, story);
            voiding.removed(tx, owner, story);
            return true;
        });
    }

    private void require(Handle tx, AccountId owner, StoryId story) {
        if (recital.scene(tx, owner, story).isEmpty()) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    private record Link(AccountId owner, StoryId story) {}

    /** What whoever has the link may read; {@link Code#NOT_FOUND} when it is void or never was. */
    public SharedStory read(String token) {
        var link = database.read(tx -> tx.createQuery(
                                "select account_id, story_id from story_share where digest = :digest")
                        .bind("digest", digest(token))
                        .map(row -> new Link(
                                new AccountId(Rows.id(row, "account_id")), new StoryId(Rows.id(row, "story_id"))))
                        .findOne())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var scene = recital.scene(link.owner(), link.story()).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var tale = recital.tale(link.owner(), link.story(), 0, false);
        return new SharedStory(
                scene.title(),
                scene.language(),
                scene.state(),
                tale.isEmpty() ? 0 : tale.getLast().number(),
                tale,
                scene.updatedAt());
    }

    private static String digest(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
