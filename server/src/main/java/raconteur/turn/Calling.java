package raconteur.turn;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import raconteur.provider.Attempts;
import raconteur.provider.Candidate;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Parameters;

/** The calls of one generation, counted and remembered while they are made. */
final class Calling implements Asking.Calls {
    private static final Logger LOG = Logger.getLogger(Calling.class);

    private final Run run;
    private final Attempts attempts;
    private final Settling settling;
    private final TurnMeters meters;

    Calling(Run run, Attempts attempts, Settling settling, TurnMeters meters) {
        this.run = run;
        this.attempts = attempts;
        this.settling = settling;
        this.meters = meters;
    }

    @Override
    public List<Candidate> candidates() {
        return run.candidates;
    }

    @Override
    public Parameters parameters() {
        return run.question.parameters();
    }

    @Override
    public void call(
            List<Candidate> candidates, Function<? super Candidate, Completion> ask, Consumer<? super Chunk> out)
            throws InterruptedException {
        save();
        attempts.complete(candidates, ask, chunk -> hear(chunk, out), new Invoker.Notes(run, meters));
    }

    private void hear(Chunk chunk, Consumer<? super Chunk> out) {
        switch (chunk) {
            case Chunk.TextDelta(var text) -> run.say(false, text);
            case Chunk.ReasoningDelta(var text) -> run.say(true, text);
            case Chunk.ToolCallDelta(var _, var _, var _, var arguments) -> run.say(false, arguments);
            case Chunk.Finished(var reason, var tokens, var _) -> run.heard(reason, tokens);
        }
        out.accept(chunk);
    }

    @Override
    public void read(Reading reading) {
        run.read(reading);
    }

    private void save() {
        if (run.unread.isEmpty()) {
            return;
        }
        try {
            settling.save(run.question.payer().account(), run.generation, List.copyOf(run.unread));
            run.unread.clear();
        } catch (RuntimeException failure) {
            // kept with the settlement then, which waits until the database is back
            LOG.warnf("What was read of an answer could not be saved yet: %s", failure);
        }
    }
}
