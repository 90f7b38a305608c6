package raconteur.provider;

import jakarta.inject.Singleton;
import raconteur.platform.Caller;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Who may use which model. */
@Singleton
public final class ModelPolicy {
    private final String unpriced;

    ModelPolicy(Settings settings) {
        this.unpriced = settings.text(Setting.UNPRICED_MODELS);
    }

    /** Whether a caller may use a model: one without a price costs nothing here, which an operator may not want. */
    public boolean mayUse(Caller caller, Model model) {
        return model.prices() != null
                || model.isDemo()
                || switch (unpriced) {
                    case "refuse" -> false;
                    case "operator" -> caller.may(Caller.OPERATOR);
                    default -> true;
                };
    }
}
