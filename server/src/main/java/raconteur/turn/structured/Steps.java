package raconteur.turn.structured;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import raconteur.provider.Candidate;
import raconteur.provider.Chunk;
import raconteur.provider.Completion;
import raconteur.provider.Model;
import raconteur.provider.Provider;
import raconteur.provider.ProviderException;

/**
 * Stands before a provider for one call and asks it rung by rung: what refuses the form of the answer before it has
 * said anything is asked one rung lower. To everybody else it is one call.
 */
final class Steps implements Provider {
    private final Provider provider;
    private final Model model;
    private final List<Rung> rungs;
    private final Wording wording;
    private final Refusals refusals;
    private final Take take;

    Steps(Candidate candidate, List<Rung> rungs, Wording wording, Refusals refusals, Take take) {
        this.provider = candidate.provider();
        this.model = candidate.model();
        this.rungs = rungs;
        this.wording = wording;
        this.refusals = refusals;
        this.take = take;
    }

    @Override
    public void complete(Completion request, Consumer<? super Chunk> out) throws InterruptedException {
        var refused = new ArrayList<Rung>();
        for (var rung : rungs) {
            take.begin(model, rung);
            try {
                provider.complete(shaped(request, rung), out);
                refusals.remember(model, refused);
                return;
            } catch (ProviderException failed) {
                if (take.hasContent() || rung == rungs.getLast() || !Refusals.isRefusal(failed)) {
                    throw failed;
                }
                refused.add(rung);
                take.note(rung.word() + " was refused by " + model.id() + ": " + failed.getMessage());
            }
        }
    }

    @Override
    public String body(Completion request) {
        return provider.body(shaped(request, rungs.getFirst()));
    }

    private Completion shaped(Completion request, Rung rung) {
        return new Completion(
                request.model(),
                wording.prompt(rung).messages(),
                request.parameters(),
                wording.format(rung),
                request.stream(),
                request.key());
    }
}
