package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import raconteur.platform.Trail;
import raconteur.provider.Attempts;

/** The calls under way that equal questions share, and the answers that were kept of earlier ones. Thread-safe. */
@Singleton
final class Flights {
    private static final Logger LOG = Logger.getLogger(Flights.class);

    private final Attempts attempts;
    private final KeptAnswers answers;
    private final TurnMeters meters;
    private final InstantSource time;
    private final Map<String, Flight> flying = new HashMap<>();

    Flights(Attempts attempts, KeptAnswers answers, TurnMeters meters, InstantSource time) {
        this.attempts = attempts;
        this.answers = answers;
        this.meters = meters;
        this.time = time;
    }

    /** Tells the run an answer: a kept one, one that is being given, or one of its own that others may join. */
    void complete(Run run, String key) throws InterruptedException {
        Flight flight;
        synchronized (this) {
            var kept = answers.find(key);
            if (kept.isPresent()) {
                tell(run, kept.get());
                return;
            }
            var earlier = flying.get(key);
            if (earlier != null && earlier.join(run)) {
                flight = earlier;
                meters.reused("shared");
            } else {
                flight = new Flight(run, time, meters);
                flying.put(key, flight);
                var started = flight;
                var trail = Trail.here();
                Thread.ofVirtual().name("flight-" + run.turn).start(() -> {
                    trail.lay();
                    fly(started, run, key);
                });
                meters.reused("miss");
            }
        }
        run.calling();
        try {
            flight.await(run);
        } finally {
            run.called();
        }
    }

    /** Tells a kept answer as if it were given now. */
    void tell(Run run, KeptAnswers.Kept kept) {
        meters.reused("hit");
        var now = time.instant();
        var candidate = run.candidates.stream()
                .filter(one -> one.model().id().equals(kept.model()))
                .findFirst()
                .orElse(run.candidates.getFirst());
        run.answeredBy(candidate);
        if (!kept.reasoning().isEmpty()) {
            run.say(true, kept.reasoning());
        }
        run.say(false, kept.text());
        run.heard(kept.reason(), kept.tokens());
        run.free(Tried.free(candidate, "cached", now, Duration.ZERO));
    }

    private void fly(Flight flight, Run first, String key) {
        RuntimeException failure = new IllegalStateException("the call died");
        try {
            if (flight.begin()) {
                attempts.complete(first.candidates, candidate -> Invoker.ask(first, candidate), flight::hear, flight);
                var whole = flight.whole();
                if (whole != null) {
                    answers.keep(key, whole);
                }
            }
            failure = null;
        } catch (InterruptedException _) {
            LOG.debugf("Nobody waits for it any more: %s", first.turn);
        } catch (RuntimeException failed) {
            failure = failed;
        } finally {
            synchronized (this) {
                flying.remove(key, flight);
            }
            flight.land(failure);
        }
    }
}
