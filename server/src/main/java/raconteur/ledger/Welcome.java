package raconteur.ledger;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.account.Role;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Opens a wallet for every new account, and puts the trial credit into it once it is taken for a person's, as far as
 * the day's cap goes.
 */
@Singleton
final class Welcome implements AccountListener {
    private static final Logger LOG = Logger.getLogger(Welcome.class);
    private final Ledger ledger;
    private final InstantSource time;
    private final Money credit;
    private final Money cap;
    private final ZoneId zone;

    Welcome(Ledger ledger, InstantSource time, Settings settings) {
        this.ledger = ledger;
        this.time = time;
        this.credit = settings.money(Setting.TRIAL_CREDIT);
        this.cap = settings.money(Setting.TRIAL_DAILY_CAP);
        this.zone = ZoneId.of(settings.text(Setting.TIMEZONE));
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        ledger.open(tx, opening.account(), opening.role() == Role.LOCAL);
    }

    @Override
    public void confirmed(Handle tx, Opening opening) {
        if (opening.role() == Role.LOCAL || credit.nano() <= 0) {
            return;
        }
        if (opening.here() || withinCap(tx)) {
            ledger.credit(tx, opening.account(), Ledger.Kind.TRIAL, credit, "trial credit");
        } else {
            LOG.infof("account=%s got no trial credit: the day's cap is reached.", opening.account());
        }
    }

    /** Counts this credit against the day, if it still fits. */
    private boolean withinCap(Handle tx) {
        var day = time.instant().atZone(zone).toLocalDate().toString();
        tx.createUpdate("insert into trial_day (day, given) values (:day, 0) on conflict (day) do nothing")
                .bind("day", day)
                .execute();
        return tx.createUpdate(
                                "update trial_day set given = given + :credit where day = :day and given + :credit <= :cap")
                        .bind("day", day)
                        .bind("credit", credit.nano())
                        .bind("cap", cap.nano())
                        .execute()
                == 1;
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        // the book stays under an id that now names nobody: the money was real
    }
}
