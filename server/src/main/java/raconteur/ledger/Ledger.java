package raconteur.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;

/** Every wallet and every entry. An entry is never changed; balance = sum of amounts. Thread-safe. */
@Singleton
public final class Ledger {
    /** What an entry is about. */
    public enum Kind {
        TRIAL,
        DEPOSIT,
        REDEEM,
        PLAN,
        ADJUSTMENT,
        HOLD,
        SETTLE,
        RELEASE;

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line of an account's book; holds are negative, releases positive, settlements negative or zero. */
    public record Entry(
            UUID id,
            Kind kind,
            Money amount,
            Money balanceAfter,
            @Nullable UUID turnId,
            @Nullable UUID generationId,
            @Nullable String note,
            Instant createdAt) {}

    /** What is left to spend, and what open holds keep back. */
    public record Balance(Money balance, Money held) {}

    /** The generation that money is moved for. */
    public record Purpose(UUID turn, UUID generation) {}

    private static final Logger LOG = Logger.getLogger(Ledger.class);
    private final Database database;
    private final Ids ids;
    private final InstantSource time;

    Ledger(Database database, Ids ids, InstantSource time) {
        this.database = database;
        this.ids = ids;
        this.time = time;
    }

    /** Opens an account's wallet. An unlimited one is the server's own book and may go below zero. */
    public void open(Handle tx, AccountId account, boolean unlimited) {
        tx.createUpdate("insert into wallet (account_id, balance, unlimited) values (:account, 0, :unlimited)")
                .bind("account", account.toString())
                .bind("unlimited", unlimited ? 1 : 0)
                .execute();
    }

    /**
     * Lets this account's transactions from here on happen one after another, on databases that would run them side by
     * side: what is counted and looked for next still holds when it is acted on.
     */
    public void claim(Handle tx, AccountId account) {
        tx.createUpdate("update wallet set balance = balance where account_id = :account")
                .bind("account", account.toString())
                .execute();
    }

    /** Gives money to an account. */
    public void credit(Handle tx, AccountId account, Kind kind, Money amount, String note) {
        move(tx, account, kind, amount, null, note);
    }

    /**
     * Sets money aside for a generation.
     *
     * @throws Refusal {@link Code#INSUFFICIENT_BALANCE} with the amount {@code missing}; nothing was moved
     */
    public void hold(Handle tx, AccountId account, Purpose purpose, Money amount) {
        var taken = tx.createUpdate("update wallet set balance = balance - :amount"
                        + " where account_id = :account and (unlimited = 1 or :amount = 0 or balance >= :amount)")
                .bind("amount", amount.nano())
                .bind("account", account.toString())
                .execute();
        if (taken == 0) {
            var missing = amount.minus(balanceIn(tx, account));
            throw new Refusal(Code.INSUFFICIENT_BALANCE).with("missing", missing.toString());
        }
        write(tx, account, Kind.HOLD, amount.negated(), purpose, null);
        tx.createUpdate(
                        "insert into open_hold (generation_id, account_id, amount) values (:generation, :account, :amount)")
                .bind("generation", purpose.generation().toString())
                .bind("account", account.toString())
                .bind("amount", amount.nano())
                .execute();
    }

    /**
     * Gives a generation's hold back and takes what it cost, in the same transaction; never more than the hold.
     *
     * @return what was taken
     * @throws IllegalStateException if the generation has no open hold: it was settled before
     */
    public Money settle(Handle tx, AccountId account, Purpose purpose, Money cost) {
        var held = tx.createQuery("delete from open_hold where generation_id = :generation returning amount")
                .bind("generation", purpose.generation().toString())
                .mapTo(Long.class)
                .findOne()
                .map(Money::new)
                .orElseThrow(() -> new IllegalStateException("settled before: " + purpose.generation()));
        var excess = cost.minus(held);
        var taken = excess.nano() > 0 ? held : cost;
        var note = excess.nano() > 0 ? "over the hold by " + excess + ", borne by the operator" : null;
        if (note != null) {
            LOG.warnf("generation=%s account=%s cost %s %s", purpose.generation(), account, cost, note);
        }
        move(tx, account, Kind.RELEASE, held, purpose, null);
        move(tx, account, Kind.SETTLE, taken.negated(), purpose, note);
        return taken;
    }

    private void move(
            Handle tx, AccountId account, Kind kind, Money amount, @Nullable Purpose purpose, @Nullable String note) {
        var moved = tx.createUpdate("update wallet set balance = balance + :amount where account_id = :account")
                .bind("amount", amount.nano())
                .bind("account", account.toString())
                .execute();
        if (moved != 1) {
            throw new IllegalStateException("no wallet for " + account);
        }
        write(tx, account, kind, amount, purpose, note);
    }

    private void write(
            Handle tx, AccountId account, Kind kind, Money amount, @Nullable Purpose purpose, @Nullable String note) {
        tx.createUpdate("insert into ledger_entry"
                        + " (id, account_id, kind, amount, balance_after, turn_id, generation_id, note, created_at)"
                        + " values (:id, :account, :kind, :amount,"
                        + " (select balance from wallet where account_id = :account), :turn, :generation, :note, :now)")
                .bind("id", ids.next().toString())
                .bind("account", account.toString())
                .bind("kind", kind.word())
                .bind("amount", amount.nano())
                .bind("turn", purpose == null ? null : purpose.turn().toString())
                .bind(
                        "generation",
                        purpose == null ? null : purpose.generation().toString())
                .bind("note", note)
                .bind("now", time.millis())
                .execute();
    }

    private static Money balanceIn(Handle tx, AccountId account) {
        return tx.createQuery("select balance from wallet where account_id = :account")
                .bind("account", account.toString())
                .mapTo(Long.class)
                .findOne()
                .map(Money::new)
                .orElse(Money.ZERO);
    }

    /** What the generations of a turn cost an account, as far as they are settled. */
    public Money settled(Handle tx, AccountId owner, UUID turn) {
        return new Money(-tx.createQuery("select coalesce(sum(amount), 0) from ledger_entry"
                        + " where account_id = :owner and turn_id = :turn and kind = :kind")
                .bind("owner", owner.toString())
                .bind("turn", turn.toString())
                .bind("kind", Kind.SETTLE.word())
                .mapTo(Long.class)
                .one());
    }

    /** What an account has. */
    public Balance balance(AccountId owner) {
        return database.read(tx -> {
            var open = tx.createQuery("select coalesce(sum(amount), 0) from open_hold where account_id = :owner")
                    .bind("owner", owner.toString())
                    .mapTo(Long.class)
                    .one();
            return new Balance(balanceIn(tx, owner), new Money(open));
        });
    }

    /** An account's entries, newest first, older than {@code before} when that is given. */
    public List<Entry> newest(AccountId owner, Optional<UUID> before, int limit) {
        return database.read(tx -> tx.createQuery("select * from ledger_entry where account_id = :owner"
                        + " and (:before is null or id < :before) order by id desc limit :limit")
                .bind("owner", owner.toString())
                .bind("before", before.map(UUID::toString).orElse(null))
                .bind("limit", limit)
                .map((row, _) -> new Entry(
                        UUID.fromString(row.getString("id")),
                        Kind.of(row.getString("kind")),
                        new Money(row.getLong("amount")),
                        new Money(row.getLong("balance_after")),
                        uuid(row.getString("turn_id")),
                        uuid(row.getString("generation_id")),
                        row.getString("note"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list());
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
