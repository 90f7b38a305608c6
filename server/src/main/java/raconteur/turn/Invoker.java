package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.Trail;
import raconteur.provider.Attempt;
import raconteur.provider.Attempts;
import raconteur.provider.Candidate;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Pause;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;

/**
 * Runs generations, each on a virtual thread of its own: waits for a place, completes, keeps, settles, and tells the
 * end.
 */
@Singleton
final class Invoker {
    private static final Logger LOG = Logger.getLogger(Invoker.class);
    private static final Duration AGAIN = Duration.ofMillis(500);
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final int SETTLE_TRIES = 240;

    private final Attempts attempts;
    private final Flights flights;
    private final TurnMeters meters;
    private final Settling settling;
    private final Pause pause;

    Invoker(Attempts attempts, Flights flights, TurnMeters meters, Settling settling, Pause pause) {
        this.attempts = attempts;
        this.flights = flights;
        this.meters = meters;
        this.settling = settling;
        this.pause = pause;
    }

    /** Starts it; {@code after} runs when it has ended, whatever happened. */
    void start(Run run, Runnable after) {
        var payer = run.question.payer().account().toString();
        var trail = new Trail(run.question.trace(), payer, run.turn.toString());
        Thread.ofVirtual().name("turn-" + run.turn).start(() -> {
            trail.lay();
            LOG.infof("Taken: surface=%s model=%s", run.question.surface(), run.question.model());
            var state = TurnState.INTERRUPTED;
            try {
                state = perform(run);
            } finally {
                run.ticket.leave();
                after.run();
                run.ended.complete(state);
            }
        });
    }

    private TurnState perform(Run run) {
        Run.Outcome outcome;
        try {
            outcome = outcome(run);
        } catch (RuntimeException bug) {
            LOG.error("A turn failed unexpectedly", bug);
            outcome = new Run.Outcome(broken(run), "error", Code.INTERNAL, null);
        } finally {
            run.finish();
        }
        run.flush();
        return close(run, outcome);
    }

    /** Waits for a place and completes; the message begins in any case, so that it can end. */
    private Run.Outcome outcome(Run run) {
        try {
            if (!run.begin()) {
                throw new InterruptedException();
            }
            if (!queue(run)) {
                begin(run);
                return new Run.Outcome(broken(run), "error", Code.OVERLOADED, null);
            }
        } catch (InterruptedException _) {
            begin(run);
            return cut(run);
        }
        run.log.append(new TurnEvent.Turn(run.turn, run.question.place(), TurnState.RUNNING));
        begin(run);
        return complete(run);
    }

    /** Whether it got a place before it was too late; its position is told while it waits. */
    private boolean queue(Run run) throws InterruptedException {
        var since = System.nanoTime();
        var position = new Position(run);
        try {
            return run.ticket.await(position, PACE);
        } finally {
            if (position.worst > 0) {
                run.waited(Duration.ofNanos(System.nanoTime() - since));
                meters.waited(run.waited());
                LOG.infof(
                        "Waited %d ms in the queue, at number %d at worst",
                        run.waited().toMillis(), position.worst);
            }
        }
    }

    /** Tells where in the queue a turn stands. */
    private static final class Position implements IntConsumer {
        private final Run run;
        private int worst;

        Position(Run run) {
            this.run = run;
        }

        @Override
        public void accept(int now) {
            worst = Math.max(worst, now);
            var note = new Text("Number " + now + " in the queue.", "排队第 " + now + " 位。");
            var language = run.question.payer().language();
            run.log.append(
                    new TurnEvent.Progress((long) worst - now, worst, TurnEvent.Progress.QUEUED, note.in(language)));
        }
    }

    private static void begin(Run run) {
        var answer = run.opened.answer();
        if (answer != null) {
            run.log.append(new TurnEvent.Message(answer.id(), answer.parentId(), answer.role(), answer.author()));
            if (!run.question.opening().isEmpty()) {
                run.log.append(new TurnEvent.Delta(answer.id(), false, run.question.opening()));
            }
        }
    }

    private Run.Outcome complete(Run run) {
        try {
            if (run.asking != null) {
                return outcome(run.asking.ask(new Calling(run, attempts, settling, meters)));
            }
            answer(run);
            var reason = run.reason();
            return new Run.Outcome(TurnState.COMPLETED, word(reason == null ? StopReason.STOP : reason), null, null);
        } catch (InterruptedException _) {
            return cut(run);
        } catch (ProviderException failed) {
            return new Run.Outcome(broken(run), "error", Faults.code(failed.fault()), failed.getMessage());
        }
    }

    private static Run.Outcome cut(Run run) {
        if (run.wasCut()) {
            return new Run.Outcome(TurnState.INTERRUPTED, "error", Code.INTERRUPTED, null);
        }
        return run.hasExpired()
                ? new Run.Outcome(TurnState.FAILED, "error", Code.UPSTREAM_TIMEOUT, null)
                : new Run.Outcome(TurnState.STOPPED, "stopped", null, null);
    }

    private static Run.Outcome outcome(Asking.Ending ending) {
        return switch (ending) {
            case Asking.Ending.Whole _ -> new Run.Outcome(TurnState.COMPLETED, "stop", null, null);
            case Asking.Ending.Broken(var fault, var detail, var finish) ->
                new Run.Outcome(TurnState.FAILED, finish, fault, detail);
        };
    }

    /** Has it answered: by a kept answer, by a call that others share, or by one of its own. */
    private void answer(Run run) throws InterruptedException {
        if (run.kept != null) {
            flights.tell(run, run.kept);
        } else if (run.reuseKey != null) {
            flights.complete(run, run.reuseKey);
        } else {
            attempts.complete(
                    run.candidates,
                    candidate -> ask(run, candidate),
                    chunk -> hear(run, chunk),
                    new Notes(run, meters));
        }
    }

    private static TurnState broken(Run run) {
        // a value that is not whole is no value: only a message can be continued
        return run.message() == null || run.said().isEmpty() ? TurnState.FAILED : TurnState.INTERRUPTED;
    }

    static Completion ask(Run run, Candidate candidate) {
        return Completion.of(candidate.model().name(), run.question.prompt().messages())
                .with(run.question.parameters());
    }

    static void hear(Run run, Chunk chunk) {
        switch (chunk) {
            case Chunk.TextDelta(var text) -> run.say(false, text);
            case Chunk.ReasoningDelta(var text) -> run.say(true, text);
            case Chunk.ToolCallDelta _ -> {} // no surface offers tools yet
            case Chunk.Finished(var reason, var tokens, var _) -> run.heard(reason, tokens);
        }
    }

    private static String word(StopReason reason) {
        return switch (reason) {
            case STOP, TOOL_CALLS -> "stop";
            case LENGTH -> "length";
            case FILTERED -> "filtered";
        };
    }

    private TurnState close(Run run, Run.Outcome outcome) {
        var said = run.said();
        var used = run.usage(said);
        var ending = 2 + count(used != null) + count(run.message() != null) + count(outcome.fault() != null);
        var over = new Settling.Over(
                run.turn,
                run.generation,
                run.question.payer().account(),
                run.question.surface(),
                run.message(),
                run.asking,
                run.answering().model().id(),
                run.attempts,
                run.unread,
                outcome,
                said,
                used,
                run.overhead(),
                run.log.last() + ending);
        Usage settled;
        try {
            settled = settle(over);
        } catch (RuntimeException failure) {
            LOG.error("A turn could not be settled; the next start will", failure);
            tell(run, new Run.Outcome(broken(run), "error", Code.STORAGE_UNAVAILABLE, null), null);
            return TurnState.FAILED;
        }
        tell(run, outcome, settled);
        meters.ended(run.question.surface(), outcome.state(), run.overhead());
        return outcome.state();
    }

    private static int count(boolean event) {
        return event ? 1 : 0;
    }

    /** A database that is away for a while must not cost the answer: it is tried until it is back. */
    private @Nullable Usage settle(Settling.Over over) {
        for (var tried = 1; ; tried++) {
            try {
                return settling.settle(over).orElse(null);
            } catch (Refusal refused) {
                throw refused; // a database that accepts no more writes will not come back
            } catch (IllegalStateException bug) {
                throw bug;
            } catch (RuntimeException away) {
                if (tried == SETTLE_TRIES) {
                    throw away;
                }
                LOG.warnf("The database did not take a settlement, trying again: %s", away);
            }
            try {
                pause.pause(AGAIN);
            } catch (InterruptedException _) {
                LOG.debug("Stopping does not end settling");
            }
        }
    }

    private static void tell(Run run, Run.Outcome outcome, @Nullable Usage usage) {
        var events = new ArrayList<TurnEvent>();
        if (usage != null) {
            events.add(TurnEvent.Used.of(usage));
        }
        var filled = run.message();
        if (filled != null) {
            events.add(new TurnEvent.MessageEnd(filled, outcome.finishReason()));
        }
        var fault = outcome.fault();
        if (fault != null) {
            var message = Settling.detail(outcome, run.question.payer().language());
            events.add(new TurnEvent.Failed(
                    fault.name(), message == null ? "" : message, Faults.isRetryable(fault), run.question.trace()));
        }
        events.add(new TurnEvent.Turn(run.turn, run.question.place(), outcome.state()));
        events.add(new TurnEvent.Done(run.turn, outcome.state()));
        events.forEach(run.log::append);
        LOG.infof(
                "Ended: surface=%s model=%s state=%s%s calls=%d cost=%s",
                run.question.surface(),
                run.answering().model().id(),
                outcome.state().word(),
                fault == null ? "" : " fault=" + fault,
                run.attempts.size(),
                usage == null ? "0" : usage.cost());
    }

    /** Notes every call of a provider for the inspection. */
    record Notes(Run run, TurnMeters meters) implements Attempts.Listener {
        @Override
        public void starting(Candidate candidate) {
            run.answeredBy(candidate);
            run.calling();
        }

        @Override
        public void ended(Candidate candidate, Attempt attempt) {
            run.called();
            run.attempts.add(Tried.of(candidate, attempt));
            meters.called(candidate, attempt);
        }
    }
}
