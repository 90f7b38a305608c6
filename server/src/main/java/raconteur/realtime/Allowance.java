package raconteur.realtime;

import java.util.function.LongSupplier;

/** So many per second, and as many at once after a pause. Used by one thread. */
final class Allowance {
    private static final double SECOND = 1e9;

    private final int perSecond;
    private final LongSupplier nanos;
    private double left;
    private long at;

    /** @param perSecond 0 for any number */
    Allowance(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.left = perSecond;
        this.at = nanos.getAsLong();
    }

    /** Takes one if there is one. */
    boolean take() {
        if (perSecond == 0) {
            return true;
        }
        var now = nanos.getAsLong();
        left = Math.min(perSecond, left + (now - at) * perSecond / SECOND);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
