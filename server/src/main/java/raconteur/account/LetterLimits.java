package raconteur.account;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import raconteur.platform.Code;
import raconteur.platform.Rate;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * How many letters may be asked for: few per mailbox, so that nobody's is filled, and some per asking address. Who asks
 * too often for one mailbox is not told, since that would tell whether it is known here. Thread-safe.
 */
@Singleton
final class LetterLimits {
    private static final int PER_MAILBOX = 5;
    private static final int PER_ADDRESS = 20;

    private final Rate rate;

    LetterLimits(InstantSource time) {
        this.rate = new Rate(Duration.ofHours(1), time);
    }

    /** Refuses an address from which too many letters were asked for; {@link Code#TOO_MANY_REQUESTS}. */
    void check(String address) {
        var standing = rate.take("address " + address, PER_ADDRESS);
        if (!standing.granted()) {
            throw new Refusal(
                            Code.TOO_MANY_REQUESTS,
                            new Text("Too many letters were asked for. Wait a little.", "申请邮件过于频繁，请稍候。"))
                    .retryAfter(standing.pause());
        }
    }

    /** Whether this mailbox may get another letter now. */
    boolean mayReach(String emailKey) {
        return rate.take("mailbox " + emailKey, PER_MAILBOX).granted();
    }
}
