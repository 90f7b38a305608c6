package raconteur.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Language;
import raconteur.turn.TurnId;

/**
 * One connection: who it is, what it follows, and what waits to be served, one after another. What most sockets never
 * need is made when it is needed, since thousands of them are idle. Thread-safe.
 */
final class Socket implements Wire.Ear {
    /** Where a socket comes from. */
    record Origin(String address, boolean isHere, String device, Language language) {}

    /** Who serves what a socket asks. Must not block. */
    interface Host {
        void said(Socket socket, String text);

        void spoiled(Socket socket, Wire.Spoil why);

        void gone(Socket socket);
    }

    private static final int MOST_FAULTS = 10;
    private static final long FAULTS_WITHIN = 60_000_000_000L;

    private final UUID id;
    private final Origin origin;
    private final Host host;
    private final LongSupplier nanos;
    private final Wire wire;
    private volatile @Nullable Identity identity;
    private volatile boolean holdsTabs;
    private volatile long proved;
    private boolean gone;
    private boolean working;
    private @Nullable ArrayDeque<Runnable> inbox;
    private @Nullable Map<TurnId, Subscription> followed;
    private @Nullable List<Runnable> waiting;
    private @Nullable ArrayDeque<Long> faults;

    Socket(UUID id, Origin origin, Host host, int messagesPerSecond, LongSupplier nanos) {
        this.id = id;
        this.origin = origin;
        this.host = host;
        this.nanos = nanos;
        this.wire = new Wire(this, messagesPerSecond, nanos);
        this.proved = nanos.getAsLong();
    }

    UUID id() {
        return id;
    }

    Origin origin() {
        return origin;
    }

    Wire wire() {
        return wire;
    }

    /** Whose it is; null before a login. */
    @Nullable
    Identity identity() {
        return identity;
    }

    void identify(@Nullable Identity who) {
        identity = who;
        proved = nanos.getAsLong();
    }

    /** How long ago its credential was last looked at, in nanoseconds; from now on it is now. */
    long sinceProved() {
        return nanos.getAsLong() - proved;
    }

    void prove() {
        proved = nanos.getAsLong();
    }

    boolean holdsTabs() {
        return holdsTabs;
    }

    void holdTabs(boolean holds) {
        holdsTabs = holds;
    }

    /** Sends a message. Returns whether more can be sent without piling up. */
    boolean send(String text) {
        return wire.send(text);
    }

    void close(int code, String reason) {
        wire.close(code, reason);
    }

    /** Serves this after everything that came before it, on a virtual thread. */
    synchronized void inTurn(Runnable work) {
        if (gone) {
            return;
        }
        if (inbox == null) {
            inbox = new ArrayDeque<>(4);
        }
        inbox.add(work);
        if (inbox.size() == SocketConfig.MOST_WAITING) {
            wire.hold(true);
        }
        if (!working) {
            working = true;
            Thread.ofVirtual().name("socket-" + id).start(this::work);
        }
    }

    private void work() {
        for (var next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        var next = inbox == null ? null : inbox.poll();
        if (next == null) {
            inbox = null;
            working = false;
        } else if (inbox != null && inbox.size() == SocketConfig.MOST_WAITING / 2) {
            wire.hold(false);
        }
        return next;
    }

    /** Counts something that is not listened to; true when there were too many of them within a minute. */
    synchronized boolean fault() {
        var now = nanos.getAsLong();
        if (faults == null) {
            faults = new ArrayDeque<>(MOST_FAULTS);
        }
        faults.add(now);
        if (faults.size() > MOST_FAULTS) {
            faults.poll();
        }
        var first = faults.peek();
        return faults.size() == MOST_FAULTS && first != null && now - first < FAULTS_WITHIN;
    }

    /** Follows a turn, anew if it was followed before; false when it follows too many. */
    boolean follow(Subscription subscription) {
        Subscription before;
        synchronized (this) {
            if (gone) {
                return true;
            }
            if (followed == null) {
                followed = new HashMap<>(4);
            }
            if (followed.size() >= SocketConfig.MOST_FOLLOWED && !followed.containsKey(subscription.turn())) {
                return false;
            }
            before = followed.put(subscription.turn(), subscription);
        }
        if (before != null) {
            before.leave();
        }
        return true;
    }

    /** Follows a turn no more. */
    void unfollow(TurnId turn) {
        Subscription before;
        synchronized (this) {
            before = followed == null ? null : followed.remove(turn);
        }
        if (before != null) {
            before.leave();
        }
    }

    /** A turn has been told to its end. */
    synchronized void over(Subscription subscription) {
        if (followed != null) {
            followed.remove(subscription.turn(), subscription);
            if (followed.isEmpty()) {
                followed = null;
            }
        }
    }

    synchronized boolean follows() {
        return followed != null && !followed.isEmpty();
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Follows nothing any more. */
    void unfollowAll() {
        List<Subscription> all;
        synchronized (this) {
            all = followed == null ? List.of() : List.copyOf(followed.values());
            followed = null;
            waiting = null;
        }
        all.forEach(Subscription::leave);
    }

    /** Runs this once, soon after more can be sent. */
    void whenReady(Runnable more) {
        synchronized (this) {
            if (waiting == null) {
                waiting = new ArrayList<>(2);
            }
            waiting.add(more);
        }
        // it may have drained before this one waited
        wire.execute(() -> {
            if (wire.isWritable()) {
                drained();
            }
        });
    }

    @Override
    public void drained() {
        List<Runnable> ready;
        synchronized (this) {
            ready = waiting == null ? List.of() : waiting;
            waiting = null;
        }
        ready.forEach(Runnable::run);
    }

    @Override
    public void said(String text) {
        host.said(this, text);
    }

    @Override
    public void spoiled(Wire.Spoil why) {
        host.spoiled(this, why);
    }

    @Override
    public void gone() {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            inbox = null;
        }
        unfollowAll();
        host.gone(this);
    }
}
