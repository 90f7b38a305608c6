package raconteur.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Sockets that do nothing but show that they are there, each beating on its own. */
final class Crowd implements AutoCloseable {
    private static final int AT_ONCE = 64;
    private static final String BEAT = "{\"event\":\"heartbeat\",\"id\":1}";

    private final Loop loop;
    private final List<Member> members = new ArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong beats = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Histogram late = new ConcurrentHistogram(3);
    private volatile boolean over;

    /** Connects so many, and returns when all are there. */
    Crowd(Loop loop, int port, List<String> bearers, int size, long beatMillis)
            throws InterruptedException, ExecutionException {
        this.loop = loop;
        var room = new Semaphore(AT_ONCE);
        for (int i = 0; i < size; i++) {
            room.acquire();
            var member = new Member(beatMillis, beatMillis * i / size);
            members.add(member);
            var _ = Plug.connect(loop, port, bearers.get(i % bearers.size()), member)
                    .whenComplete((plug, failure) -> {
                        room.release();
                        if (failure == null) {
                            member.begin(plug);
                        } else {
                            lost.incrementAndGet();
                        }
                    });
        }
        room.acquire(AT_ONCE);
    }

    /** Sockets that could not be opened or did not stay open. */
    int lost() {
        return lost.get();
    }

    long beats() {
        return beats.get();
    }

    /** Beats that have not been answered. */
    long unanswered() {
        return beats.get() - answered.get();
    }

    /** Nanoseconds from a beat to its answer. */
    Histogram answers() {
        return late;
    }

    /** Forgets how long answers took so far. */
    void forget() {
        late.reset();
    }

    @Override
    public void close() {
        over = true;
        for (var member : members) {
            member.leave();
        }
    }

    private final class Member implements Plug.Ear {
        private final long every;
        private final long first;
        private volatile Plug plug;
        private long sent;

        @SuppressWarnings("NullAway") // there is nobody to hear before it is connected
        Member(long every, long first) {
            this.every = every;
            this.first = first;
            this.plug = null;
        }

        void begin(Plug connected) {
            plug = connected;
            var _ = loop.eventLoop().schedule(this::beat, first, TimeUnit.MILLISECONDS);
        }

        private void beat() {
            if (over) {
                return;
            }
            beats.incrementAndGet();
            sent = System.nanoTime();
            plug.send(BEAT);
            var _ = loop.eventLoop().schedule(this::beat, every, TimeUnit.MILLISECONDS);
        }

        @Override
        public void heard(JsonNode message, long at) {
            if (message.path("event").asText().equals("heartbeat")) {
                answered.incrementAndGet();
                late.recordValue(Math.max(0, at - sent));
            }
        }

        @Override
        public void closed(int code) {
            if (!over) {
                lost.incrementAndGet();
            }
        }

        @SuppressWarnings("NullAway") // it may never have been connected
        void leave() {
            if (plug != null) {
                plug.close();
            }
        }
    }
}
