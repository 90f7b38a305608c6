package raconteur.turn.structured;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.provider.Candidate;
import raconteur.provider.Completion;
import raconteur.provider.ProviderException;
import raconteur.provider.StopReason;
import raconteur.turn.Asking;
import raconteur.turn.Reading;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;

/** Has one value: asks on the surest rung, reads the answer, and has it repaired as often as is wished. */
final class Ladder implements Asking {
    private final Wish wish;
    private final Refusals refusals;
    private final Wording wording;
    private volatile @Nullable Outcome outcome;

    Ladder(Wish wish, Refusals refusals) {
        this.wish = wish;
        this.refusals = refusals;
        this.wording = new Wording(wish.shape(), wish.prompt());
    }

    @Override
    public int calls() {
        return 1 + wish.repairs();
    }

    @Override
    public long promptBytes(long maxTokens) {
        return Wording.most(wish.shape(), wish.prompt(), wish.repairs(), maxTokens);
    }

    @Override
    public Ending ask(Calls calls) throws InterruptedException {
        var candidates = calls.candidates();
        var lowered = false;
        var isShapeMet = false;
        for (var repairs = 0; ; repairs++) {
            if (repairs > 0) {
                wish.asker().restarted();
            }
            var take = call(calls, candidates, repairs + 1, lowered);
            if (take.reason() == StopReason.FILTERED) {
                calls.read(reading(take, repairs + 1, List.of("the provider withheld the answer"), List.of(), null));
                return new Ending.Broken(
                        Code.CONTENT_FILTERED, Code.CONTENT_FILTERED.sentence().en(), "filtered");
            }
            var answer = take.answer();
            var verdict = Verdict.of(wish.shape(), answer, wish.asker()::check);
            var value = verdict.value();
            var notes = notes(take, verdict);
            if (value != null && verdict.messages().isEmpty()) {
                calls.read(reading(take, repairs + 1, List.of(), notes, value.toString()));
                outcome = new Outcome.Value(value, take.rung(), repairs, notes);
                return new Ending.Whole();
            }
            if (value != null && (verdict.isOfShape() || !isShapeMet)) {
                isShapeMet = verdict.isOfShape();
                wish.asker().nearest(value);
            }
            calls.read(reading(take, repairs + 1, verdict.messages(), notes, null));
            if (repairs == wish.repairs()) {
                outcome = new Outcome.Malformed(verdict.messages());
                return new Ending.Broken(
                        Code.MALFORMED_ANSWER, Code.MALFORMED_ANSWER.sentence().en(), "error");
            }
            wording.amend(answer, verdict.messages());
            // an enforced form may leave a model without a word; asked more freely it speaks
            lowered = answer.isBlank();
            candidates = after(candidates, take);
        }
    }

    private Take call(Calls calls, List<Candidate> candidates, int number, boolean lowered)
            throws InterruptedException {
        var take = new Take(wish.asker());
        var stepping = candidates.stream()
                .map(candidate -> stepping(candidate, take, lowered))
                .toList();
        try {
            calls.call(
                    stepping,
                    candidate -> Completion.of(
                                    candidate.model().name(), wish.prompt().messages())
                            .with(calls.parameters()),
                    take::hear);
            return take;
        } catch (InterruptedException stopped) {
            calls.read(reading(take, number, List.of("stopped"), take.notes(), null));
            throw stopped;
        } catch (ProviderException failed) {
            calls.read(reading(take, number, List.of(String.valueOf(failed.getMessage())), take.notes(), null));
            throw failed;
        }
    }

    private Candidate stepping(Candidate candidate, Take take, boolean lowered) {
        var rungs = refusals.rungs(candidate.model(), wish.shape());
        var usable = lowered && rungs.size() > 1 ? rungs.subList(1, rungs.size()) : rungs;
        return new Candidate(
                new Steps(candidate, usable, wording, refusals, take),
                candidate.model(),
                candidate.keys(),
                candidate.own());
    }

    /** Who answered badly is asked first to mend it: those before it did not answer at all. */
    private static List<Candidate> after(List<Candidate> candidates, Take take) {
        var answered = take.model();
        for (var at = 0; answered != null && at < candidates.size(); at++) {
            if (candidates.get(at).model().id().equals(answered.id())) {
                return candidates.subList(at, candidates.size());
            }
        }
        return candidates;
    }

    private static List<String> notes(Take take, Verdict verdict) {
        var notes = new ArrayList<>(take.notes());
        notes.addAll(verdict.notes());
        if (take.reason() == StopReason.LENGTH) {
            notes.add("the answer reached the limit of tokens");
        }
        return notes;
    }

    private Reading reading(Take take, int number, List<String> messages, List<String> notes, @Nullable String value) {
        var model = take.model();
        return new Reading(
                number,
                model == null ? "" : model.id(),
                take.rung().word(),
                wording.prompt(take.rung()),
                wording.format(take.rung()),
                take.answer(),
                messages,
                notes,
                value);
    }

    @Override
    public void ended(Handle tx, TurnId turn, TurnState state, @Nullable Code fault) {
        wish.asker()
                .kept(
                        tx,
                        turn,
                        outcome(
                                state,
                                fault,
                                fault == null ? "" : fault.sentence().en()));
    }

    /** What came of it, when its turn ended in this state. */
    Outcome outcome(TurnState state, @Nullable Code fault, String detail) {
        var own = outcome;
        var agreed = switch (state) {
            case COMPLETED -> own instanceof Outcome.Value;
            case FAILED -> fault == Code.MALFORMED_ANSWER && own instanceof Outcome.Malformed;
            case ADMITTED, RUNNING, STOPPED, INTERRUPTED -> false;
        };
        if (agreed && own != null) {
            return own;
        }
        return state == TurnState.STOPPED
                ? new Outcome.Stopped()
                : new Outcome.Failed(fault == null ? Code.INTERNAL : fault, detail);
    }
}
