package raconteur.provider;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Who may use which model, and with whose key. */
@Singleton
public final class ModelPolicy {
    private final String unpriced;
    private final Models models;
    private final OwnKeys ownKeys;

    ModelPolicy(Settings settings, Models models, OwnKeys ownKeys) {
        this.unpriced = settings.text(Setting.UNPRICED_MODELS);
        this.models = models;
        this.ownKeys = ownKeys;
    }

    /**
     * Those of the candidates that a caller may use. Where the caller has stored a key, only the models it is good for
     * are left, at no cost here: who pays a provider directly is never charged by way of a fallback.
     */
    public List<Candidate> usable(Caller caller, List<Candidate> candidates) {
        var own = new ArrayList<Candidate>();
        var served = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            var model = candidate.model();
            if (!isWithin(caller.bounds(), model)) {
                continue;
            }
            var key = ownKey(caller.account(), model);
            if (key.isPresent()) {
                own.add(new Candidate(candidate.provider(), model.with(Prices.FREE), List.of(key.get()), true));
            } else if (!isKeyless(model) && mayBeServed(caller, model)) {
                served.add(candidate);
            }
        }
        return own.isEmpty() ? served : own;
    }

    /** Whether a caller may use a model: one without a price costs nothing here, which an operator may not want. */
    public boolean mayUse(Caller caller, Model model) {
        return isWithin(caller.bounds(), model)
                && (ownKey(caller.account(), model).isPresent() || (!isKeyless(model) && mayBeServed(caller, model)));
    }

    /** Whether an API key that names its models names this one, by its id, its name or an alias that means it now. */
    private boolean isWithin(Caller.Bounds bounds, Model model) {
        return bounds.models().isEmpty() || bounds.models().stream().anyMatch(name -> means(name, model));
    }

    private boolean means(String name, Model model) {
        return name.equals(model.id())
                || (models.resolve(name) instanceof Resolution.Found(var candidates)
                        && candidates.stream()
                                .anyMatch(candidate -> candidate.model().id().equals(model.id())));
    }

    /** Whether a caller would ask this model with a key of their own. */
    public boolean isOwn(Caller caller, Model model) {
        return ownKey(caller.account(), model).isPresent();
    }

    private boolean mayBeServed(Caller caller, Model model) {
        return model.prices() != null
                || model.isDemo()
                || switch (unpriced) {
                    case "refuse" -> false;
                    case "operator" -> caller.may(Caller.OPERATOR);
                    default -> true;
                };
    }

    private boolean isKeyless(Model model) {
        return models.offer(model.provider()).map(Models.Offer::keyless).orElse(true);
    }

    private Optional<ApiKey> ownKey(AccountId owner, Model model) {
        return models.offer(model.provider())
                .filter(Models.Offer::ownKeys)
                .flatMap(offer -> ownKeys.find(owner, offer.connection()));
    }
}
