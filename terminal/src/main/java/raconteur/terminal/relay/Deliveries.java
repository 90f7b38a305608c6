package raconteur.terminal.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What is on its way, at most {@value #MOST} things at once; and what came too late, until it is told. */
final class Deliveries {
    /**
     * A question whose game had gone when it ended.
     *
     * @param answer the server's; none where it was given up
     */
    record Late(Ask ask, Optional<Answer> answer) {}

    static final int MOST = 256;

    private final Link link;
    private final Patience patience;
    private final Consumer<String> log;
    private final Semaphore places = new Semaphore(MOST);
    private final Deque<Late> late = new ArrayDeque<>();
    private final Set<Delivery> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();

    Deliveries(Link link, Patience patience, Consumer<String> log) {
        this.link = link;
        this.patience = patience;
        this.log = log;
    }

    /** Speaks to somebody: the answer in time, whatever it is. */
    Answer question(Ask ask) throws InterruptedException {
        if (!places.tryAcquire()) {
            return Words.canned(ask);
        }
        var delivery = new Delivery(ask, link, patience, ask.wait(patience.question()));
        var polled = ask.said().isPresent() && !ask.text("session").isEmpty();
        var thread = begin(delivery, polled);
        var answer = delivery.answer();
        if (answer.isPresent()) {
            return answer.get();
        }
        if (polled) {
            return Words.pending(ask);
        }
        thread.interrupt(); // nobody could hear what still comes, and it would cost
        return Words.canned(ask);
    }

    /** Tells what happened: the game goes on, whether it is told now or later. */
    Answer events(Ask ask) throws InterruptedException {
        if (!places.tryAcquire()) {
            lost.incrementAndGet();
            return Words.kept(0);
        }
        var delivery = new Delivery(ask, link, patience, patience.slack());
        begin(delivery, false);
        return delivery.answer()
                .orElseGet(() -> Words.kept(
                        ask.said().map(json -> json.path("events").size()).orElse(0)));
    }

    private Thread begin(Delivery delivery, boolean polled) {
        open.add(delivery);
        return Thread.ofVirtual().name("delivery").start(() -> {
            try {
                var answer = delivery.carry();
                if (answer.isEmpty()) {
                    lost.incrementAndGet();
                    log.accept("Something that a game said did not reach the server in time and was given up.");
                }
                if (polled && (answer.isEmpty() || delivery.isLeft())) {
                    keep(new Late(delivery.ask(), answer));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                open.remove(delivery);
                places.release();
            }
        });
    }

    /** The server does not tell by polling what it answered at once, but to whom it answered had gone. */
    private void keep(Late one) {
        synchronized (late) {
            if (late.size() >= MOST) {
                late.removeFirst();
            }
            late.addLast(one);
        }
    }

    /** What is new, as far as it is known here, once. Of one question the server tells all that it ever answered. */
    Optional<Answer> news(Ask poll) {
        var found = new ArrayList<Late>();
        synchronized (late) {
            late.removeIf(one -> isMeant(poll, one.ask()) && found.add(one));
        }
        if (poll.text("session").isEmpty()) {
            found.removeIf(one -> one.answer().isPresent());
        }
        return Words.late(poll, found);
    }

    /** Whether something is asked for that has not reached the server yet, which would say that it knows of nothing. */
    boolean isAwaited(Ask poll) {
        return open.stream().anyMatch(one -> one.isAwaited() && isMeant(poll, one.ask()));
    }

    private static boolean isMeant(Ask poll, Ask question) {
        var session = poll.text("session");
        return session.isEmpty()
                ? !poll.text("request_id").isEmpty() && poll.text("request_id").equals(question.text("request_id"))
                : session.equals(question.text("session"));
    }

    int waiting() {
        return open.size();
    }

    int lost() {
        return lost.get();
    }
}
