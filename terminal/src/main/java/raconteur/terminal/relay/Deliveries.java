package raconteur.terminal.relay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What is on its way, at most {@value #MOST} things at once; and the questions that were given up, until that is told.
 */
final class Deliveries {
    static final int MOST = 256;

    private final Link link;
    private final Patience patience;
    private final Consumer<String> log;
    private final Semaphore places = new Semaphore(MOST);
    private final Deque<Ask> givenUp = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
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
        waiting.incrementAndGet();
        return Thread.ofVirtual().name("delivery").start(() -> {
            try {
                if (!delivery.carry()) {
                    giveUp(delivery.ask(), polled);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
                places.release();
            }
        });
    }

    private void giveUp(Ask ask, boolean polled) {
        lost.incrementAndGet();
        log.accept("Something that a game said did not reach the server in time and was given up.");
        if (polled) {
            synchronized (givenUp) {
                if (givenUp.size() >= MOST) {
                    givenUp.removeFirst();
                }
                givenUp.addLast(ask);
            }
        }
    }

    /** What is new, as far as it is known here: questions that were given up, once. */
    Optional<Answer> news(Ask poll) {
        var found = new ArrayList<Ask>();
        synchronized (givenUp) {
            givenUp.removeIf(one -> isMeant(poll, one) && found.add(one));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(Words.givenUp(poll, List.copyOf(found)));
    }

    private static boolean isMeant(Ask poll, Ask question) {
        var session = poll.text("session");
        return session.isEmpty()
                ? !poll.text("request_id").isEmpty() && poll.text("request_id").equals(question.text("request_id"))
                : session.equals(question.text("session"));
    }

    int waiting() {
        return waiting.get();
    }

    int lost() {
        return lost.get();
    }
}
