package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Refusal;

/**
 * The queue in front of the models: so many turns run at once, the rest wait for a place. An account may have no more
 * turns running than there are places free. So one that floods gets half of them, two get a third each, and a newcomer
 * finds one free. Of those who wait, the account with the fewest running turns is next, among equals the one that got
 * or gave back a place longest ago. The queue itself is shared by the same rule. Thread-safe.
 */
@Singleton
final class TurnQueue {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** What an account has here. */
    private static final class Guest {
        final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
        int running;
        /** When it came, or last got or gave back a place; no two are alike. */
        long served;

        /** How many of its turns get a place before another's turn that comes up when that has so many running. */
        int before(Guest other, int then) {
            // who has more running now is served later up to there, and so was served longer ago when they are even
            var isFirst = running > other.running || (running == other.running && served < other.served);
            return Math.clamp((long) then - running + (isFirst ? 1 : 0), 0, waiting.size());
        }
    }

    private static final Comparator<Guest> NEXT =
            Comparator.<Guest>comparingInt(guest -> guest.running).thenComparingLong(guest -> guest.served);

    private final int places;
    private final int length;
    private final Duration patience;
    private final Map<AccountId, Guest> guests = new HashMap<>();
    /** Those who have turns waiting; all of them have at least as many running as places are free. */
    private final TreeSet<Guest> waiting = new TreeSet<>(NEXT);

    private int running;
    private int queued;
    private long clock;

    TurnQueue(TurnConfig config, TurnMeters meters) {
        this.places = config.places() == 0 ? Integer.MAX_VALUE : config.places();
        this.length = config.queue() == 0 ? Integer.MAX_VALUE : config.queue();
        this.patience = config.queueWait();
        meters.watch(this);
    }

    /** What a turn of this account needs to run; it takes no place yet. */
    Ticket ticket(AccountId account) {
        return new Ticket(account);
    }

    /** How many turns have a place. */
    synchronized int running() {
        return running;
    }

    /** How many wait for one. */
    synchronized int waiting() {
        return queued;
    }

    /** A turn's right to a place: taken once, given back once. */
    final class Ticket {
        private final AccountId account;
        private final CountDownLatch granted = new CountDownLatch(1);
        private volatile boolean taken;
        private boolean over;

        private Ticket(AccountId account) {
            this.account = account;
        }

        /** Takes a place, or one in the queue; {@link Code#OVERLOADED} when that is full. */
        void take() {
            synchronized (TurnQueue.this) {
                var guest = guests.computeIfAbsent(account, _ -> newcomer());
                if (guest.waiting.isEmpty() && guest.running < places - running) {
                    grant(guest, this);
                } else if (guest.waiting.size() < length - queued) {
                    waiting.remove(guest);
                    guest.waiting.add(this);
                    waiting.add(guest);
                    queued++;
                } else {
                    forget(account, guest);
                    throw new Refusal(Code.OVERLOADED).retryAfter(AGAIN);
                }
                taken = true;
            }
        }

        /**
         * Waits until it has a place; what needs none has never taken one.
         *
         * @param moved told its position, when it begins to wait and whenever that has changed
         * @param pace how often it is told at most
         * @return whether it got one; false when that took too long
         */
        boolean await(IntConsumer moved, Duration pace) throws InterruptedException {
            if (!taken || granted.await(0, TimeUnit.NANOSECONDS)) {
                return true;
            }
            var begun = System.nanoTime();
            var told = 0;
            do {
                var now = position();
                if (now > 0 && now != told) {
                    told = now;
                    moved.accept(now);
                }
                if (!patience.isZero() && System.nanoTime() - begun >= patience.toNanos()) {
                    return false;
                }
            } while (!granted.await(step(begun, pace), TimeUnit.NANOSECONDS));
            return true;
        }

        private long step(long begun, Duration pace) {
            var left = begun + patience.toNanos() - System.nanoTime();
            return patience.isZero() ? pace.toNanos() : Math.min(pace.toNanos(), left);
        }

        /** The how manieth to be given a place it is, as things stand; 0 when it has one. */
        int position() {
            synchronized (TurnQueue.this) {
                var guest = guests.get(account);
                if (guest == null || !guest.waiting.contains(this)) {
                    return 0;
                }
                var own = 0;
                for (var one : guest.waiting) {
                    if (one == this) {
                        break;
                    }
                    own++;
                }
                var all = own + 1;
                for (var other : waiting) {
                    all += other == guest ? 0 : other.before(guest, guest.running + own);
                }
                return all;
            }
        }

        /** Gives the place back, or the one in the queue. Once is enough, before {@link #take} it is nothing. */
        void leave() {
            synchronized (TurnQueue.this) {
                if (!taken || over) {
                    return;
                }
                over = true;
                var guest = guests.get(account);
                if (guest == null) {
                    return;
                }
                waiting.remove(guest);
                if (granted.getCount() > 0) {
                    guest.waiting.remove(this);
                    queued--;
                } else {
                    guest.running--;
                    guest.served = ++clock;
                    running--;
                }
                if (!guest.waiting.isEmpty()) {
                    waiting.add(guest);
                }
                forget(account, guest);
                advance();
            }
        }
    }

    private Guest newcomer() {
        var guest = new Guest();
        guest.served = ++clock;
        return guest;
    }

    private void forget(AccountId account, Guest guest) {
        if (guest.running == 0 && guest.waiting.isEmpty()) {
            guests.remove(account);
        }
    }

    private void grant(Guest guest, Ticket ticket) {
        guest.running++;
        guest.served = ++clock;
        running++;
        ticket.granted.countDown();
    }

    /** Gives places to those who wait, for as long as the one who is next may have another. */
    private void advance() {
        while (!waiting.isEmpty() && waiting.first().running < places - running) {
            var guest = waiting.removeFirst();
            queued--;
            grant(guest, guest.waiting.remove());
            if (!guest.waiting.isEmpty()) {
                waiting.add(guest);
            }
        }
    }
}
