package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Text;
import raconteur.platform.db.Database;

/**
 * The least time between two questions of one account, whichever way, with whichever credential and on whichever node
 * they are asked. Counted in the transaction that admits the question, so one that is refused does not use it up.
 */
@Singleton
final class Pace implements AccountListener {
    private final Database database;
    private final Duration interval;

    Pace(Database database, Settings settings) {
        this.database = database;
        this.interval = settings.duration(Setting.SESSION_QUESTION_INTERVAL);
    }

    /**
     * Lets a question of a person pass, and makes the next one wait. What is no question of a person passes always.
     *
     * @throws Refusal {@link Code#TOO_SOON} with the time to wait
     */
    void admit(Handle tx, Question question) {
        if (!question.asked() || interval.isZero()) {
            return;
        }
        var account = question.payer().account();
        var now = database.clock(tx);
        // a time to come was written by a clock that has been set back since; it binds nobody
        var passed = tx.createUpdate("insert into question_pace (account_id, asked_at) values (:account, :now)"
                        + " on conflict (account_id) do update set asked_at = excluded.asked_at"
                        + " where question_pace.asked_at <= excluded.asked_at - :interval"
                        + " or question_pace.asked_at > excluded.asked_at")
                .bind("account", account.toString())
                .bind("now", now)
                .bind("interval", interval.toMillis())
                .execute();
        if (passed == 0) {
            throw tooSoon(Duration.ofMillis(asked(tx, account) + interval.toMillis() - now));
        }
    }

    private Refusal tooSoon(Duration left) {
        var wait = left.isPositive() ? left : Duration.ofMillis(1);
        var seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return new Refusal(
                        Code.TOO_SOON,
                        new Text(
                                "You asked a moment ago. The next question can be asked in " + seconds + " s.",
                                "您刚刚提过问题，请在 " + seconds + " 秒后再问。"))
                .retryAfter(wait)
                .limit(new Refusal.Limit("questions", 1, interval));
    }

    private static long asked(Handle tx, AccountId account) {
        return tx.createQuery("select asked_at from question_pace where account_id = :account")
                .bind("account", account.toString())
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // who has never asked may ask
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        tx.createUpdate("delete from question_pace where account_id = :account")
                .bind("account", account.toString())
                .execute();
    }
}
