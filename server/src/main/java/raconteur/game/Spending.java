package raconteur.game;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;

/** The tokens that players of games, and all players of a key, use in a day. Each query names its owner. */
@Singleton
final class Spending {
    /** Days of it that are kept. */
    private static final int KEPT = 31;

    private final Database database;
    private final GameConfig config;
    private final InstantSource time;

    Spending(Database database, GameConfig config, InstantSource time) {
        this.database = database;
        this.config = config;
        this.time = time;
    }

    /** Whether this player, or the key, has used what a day holds. */
    boolean isSpent(AccountId owner, @Nullable String player, UUID key) {
        return (player != null && isOver(owner, player, config.playerTokens()))
                || isOver(owner, key(key), config.keyTokens());
    }

    private boolean isOver(AccountId owner, String who, int most) {
        return most > 0 && database.read(tx -> used(tx, owner, who)) >= most;
    }

    private static String key(UUID key) {
        return "key " + key;
    }

    private long used(Handle tx, AccountId owner, String who) {
        return tx.createQuery(
                        "select tokens from game_spending where account_id = :owner and who = :who and day = :day")
                .bind("owner", owner.toString())
                .bind("who", who)
                .bind("day", today())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** Counts what an answer took. */
    void add(Handle tx, AccountId owner, @Nullable String player, UUID key, long tokens) {
        if (tokens <= 0) {
            return;
        }
        for (var who : player == null ? List.of(key(key)) : List.of(player, key(key))) {
            tx.createUpdate(
                            "insert into game_spending (account_id, who, day, tokens) values (:owner, :who, :day, :tokens)"
                                    + " on conflict (account_id, who, day)"
                                    + " do update set tokens = game_spending.tokens + excluded.tokens")
                    .bind("owner", owner.toString())
                    .bind("who", who)
                    .bind("day", today())
                    .bind("tokens", tokens)
                    .execute();
        }
    }

    /** Forgets what was used long ago, a housekeeper's work. */
    void forget() {
        database.transact(tx -> tx.createUpdate("delete from game_spending where day < :day")
                .bind("day", today() - KEPT)
                .execute());
    }

    private long today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time.millis()).truncatedTo(ChronoUnit.SECONDS), config.zone())
                .toEpochDay();
    }
}
