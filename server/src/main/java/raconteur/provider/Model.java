package raconteur.provider;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that a provider offers, as it was when it was looked up: prices in it are a snapshot.
 *
 * @param name the provider's own name of it
 * @param provider the name of the provider's connection
 * @param contextTokens what fits into prompt and answer together
 * @param maxOutputTokens the longest answer
 * @param prices null when nobody has said what it costs; it then costs nothing here
 * @param isDemo templates that only look like a model
 */
public record Model(
        String name,
        String provider,
        long contextTokens,
        long maxOutputTokens,
        @Nullable Prices prices,
        Set<Ability> abilities,
        boolean isDemo) {
    /** What is assumed of a model nobody has described. */
    public static final long ASSUMED_CONTEXT = 32_768;

    public static final long ASSUMED_OUTPUT = 8_192;

    public Model {
        abilities = Set.copyOf(abilities);
    }

    /** A model of which only the name is known. */
    public static Model undescribed(String provider, String name) {
        return new Model(name, provider, ASSUMED_CONTEXT, ASSUMED_OUTPUT, null, Set.of(Ability.STREAM), false);
    }

    /** {@code provider/name}, unique on this server. */
    public String id() {
        return provider + "/" + name;
    }

    public Model with(@Nullable Prices changed) {
        return new Model(name, provider, contextTokens, maxOutputTokens, changed, abilities, isDemo);
    }
}
