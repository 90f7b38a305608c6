package raconteur.provider.catalogue;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Ability;
import raconteur.provider.Model;
import raconteur.provider.Prices;

/**
 * What one voice says of a model; null is nothing said.
 *
 * @param label what people call it
 * @param version counts the operator's changes, from 1; 0 for what the provider tells
 */
public record ModelRow(
        String provider,
        String name,
        @Nullable String label,
        @Nullable Long contextTokens,
        @Nullable Long maxOutputTokens,
        @Nullable Prices prices,
        @Nullable Set<Ability> abilities,
        @Nullable Boolean enabled,
        int version) {
    static ModelRow told(Model model) {
        return new ModelRow(
                model.provider(),
                model.name(),
                null,
                model.contextTokens(),
                model.maxOutputTokens(),
                model.prices(),
                model.abilities(),
                null,
                0);
    }

    /** The same row with everything that is said in another one. */
    ModelRow with(ModelRow said) {
        return new ModelRow(
                provider,
                name,
                said.label == null ? label : said.label,
                said.contextTokens == null ? contextTokens : said.contextTokens,
                said.maxOutputTokens == null ? maxOutputTokens : said.maxOutputTokens,
                said.prices == null ? prices : said.prices,
                said.abilities == null ? abilities : said.abilities,
                said.enabled == null ? enabled : said.enabled,
                version);
    }

    /** A model of which this is said on top of what is known of it. */
    Model over(Model known) {
        return new Model(
                known.name(),
                known.provider(),
                contextTokens == null ? known.contextTokens() : contextTokens,
                maxOutputTokens == null ? known.maxOutputTokens() : maxOutputTokens,
                prices == null ? known.prices() : prices,
                abilities == null ? known.abilities() : abilities,
                known.isDemo());
    }
}
