package raconteur.turn.structured;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.turn.Question;
import raconteur.turn.TurnEnds;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;
import raconteur.turn.Turns;

/** Has values from models. Thread-safe. */
@Singleton
public final class Structured {
    /**
     * What came of a wish.
     *
     * @param turn by which it can be looked at
     * @param fresh false when this is the first answer to a repeated request
     */
    public record Answered(TurnId turn, Outcome outcome, boolean fresh) {}

    private final Turns turns;
    private final TurnEnds ends;
    private final Refusals refusals;
    private final InstantSource time;

    Structured(Turns turns, TurnEnds ends, Refusals refusals, InstantSource time) {
        this.turns = turns;
        this.ends = ends;
        this.refusals = refusals;
        this.time = time;
    }

    /**
     * Has a value: one turn with one generation, one hold and one settlement, whatever it takes. Blocks the calling
     * thread; interrupt it to stop the turn, which is settled when this throws.
     *
     * @throws Refusal if it may not be asked now, and nothing has happened; {@link Code#TURN_RUNNING} when the same
     *     request still runs
     */
    public Answered ask(Wish wish) throws InterruptedException {
        var begun = time.instant();
        var origin = wish.origin();
        var ladder = new Ladder(wish, refusals);
        var taken = turns.take(
                new Question(
                        origin.payer(),
                        origin.surface(),
                        origin.place(),
                        origin.once(),
                        wish.model(),
                        wish.parameters(),
                        wish.prompt(),
                        "",
                        (tx, turn, model) -> {
                            wish.asker().admitted(tx, turn, model);
                            return Question.Opened.NOTHING;
                        },
                        origin.trace()),
                ladder);
        var turn = taken.turn();
        if (!taken.fresh()) {
            if (ends.isRunning(turn)) {
                throw new Refusal(Code.TURN_RUNNING).with("turn_id", turn.toString());
            }
            return new Answered(turn, again(origin.payer(), turn), false);
        }
        var limit = wish.limit();
        var left = limit == null ? null : limit.minus(Duration.between(begun, time.instant()));
        var end = await(origin.payer(), turn, left);
        return new Answered(turn, ladder.outcome(end.state(), end.fault(), end.detail()), true);
    }

    private TurnEnds.End await(Caller payer, TurnId turn, @Nullable Duration limit) throws InterruptedException {
        try {
            return ends.await(payer, turn, limit);
        } catch (InterruptedException stopped) {
            turns.stop(payer, turn);
            throw stopped;
        }
    }

    /** What came of a turn that ended before; as it was, also after a restart. */
    private Outcome again(Caller payer, TurnId turn) throws InterruptedException {
        var end = ends.await(payer, turn, null);
        var last = ends.outcome(payer, turn);
        var value = last.map(TurnEnds.Outcome::value).orElse(null);
        if (end.state() == TurnState.COMPLETED && value != null) {
            var kept = last.orElseThrow();
            return new Outcome.Value(read(value), Rung.of(kept.rung()), kept.number() - 1, kept.notes());
        }
        if (end.state() == TurnState.STOPPED) {
            return new Outcome.Stopped();
        }
        var fault = end.fault();
        if (fault == Code.MALFORMED_ANSWER) {
            return new Outcome.Malformed(last.map(TurnEnds.Outcome::messages).orElse(java.util.List.of()));
        }
        // a value that was forgotten since cannot be given again
        return new Outcome.Failed(fault == null ? Code.NOT_FOUND : fault, end.detail());
    }

    private static JsonNode read(String value) {
        try {
            return Lenient.STRICT.readTree(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a stored value cannot be read", broken);
        }
    }
}
