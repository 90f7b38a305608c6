package raconteur.turn;

import java.time.Duration;
import java.util.function.LongSupplier;
import raconteur.platform.Ticker;

/**
 * Writes one message's deltas into the log. The first goes at once; later ones that fall into one tick become one
 * event, before numbering, so all readers see the same numbers. Thread-safe.
 */
final class Pen {
    private final EventLog log;
    private final MessageId message;
    private final long tick;
    private final LongSupplier nanos;
    private final Ticker ticker;
    private final StringBuilder waiting = new StringBuilder();
    private boolean waitingIsReasoning;
    private boolean scheduled;
    private boolean begun;
    private long written;

    Pen(EventLog log, MessageId message, Duration tick, LongSupplier nanos, Ticker ticker) {
        this.log = log;
        this.message = message;
        this.tick = tick.toNanos();
        this.nanos = nanos;
        this.ticker = ticker;
    }

    synchronized void write(boolean isReasoning, String text) {
        if (!waiting.isEmpty() && waitingIsReasoning != isReasoning) {
            flush();
        }
        waiting.append(text);
        waitingIsReasoning = isReasoning;
        var since = nanos.getAsLong() - written;
        if (!begun || since >= tick) {
            flush();
        } else if (!scheduled) {
            scheduled = true;
            ticker.after(Duration.ofNanos(tick - since), this::tick);
        }
    }

    private synchronized void tick() {
        scheduled = false;
        flush();
    }

    /** Writes what still waits. */
    synchronized void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        begun = true;
        written = nanos.getAsLong();
        log.append(new TurnEvent.Delta(message, waitingIsReasoning, waiting.toString()));
        waiting.setLength(0);
    }
}
