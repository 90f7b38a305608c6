package raconteur.provider.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Connection;
import raconteur.provider.Model;

/**
 * A provider with everything that is known of it, whoever said it.
 *
 * @param connection what it is asked over; its keys are those that may be sent to its address
 * @param setUp whether anybody has named it here; the rest of the built-in table only waits to be
 * @param enabled whether its models may be asked for
 * @param keyless whether it asks for a key and this server has none
 * @param ownKeys whether people may ask it with keys of their own
 * @param asks whether it is asked which models it offers
 * @param keys the stored ones, also those that its present address may not get
 * @param version of what the operator said; 0 when nothing was
 */
public record Entry(
        Connection connection,
        Source source,
        boolean setUp,
        boolean enabled,
        boolean keyless,
        boolean ownKeys,
        boolean asks,
        List<StoredKey> keys,
        List<Described> models,
        int version) {
    /** Who knows of a model. */
    public enum Voice {
        ENVIRONMENT,
        BUILTIN,
        PROVIDER,
        OPERATOR
    }

    /**
     * A model with everything that is known of it.
     *
     * @param from who knows of it
     * @param version of what the operator said; 0 when nothing was
     */
    public record Described(Model model, @Nullable String label, boolean enabled, Voice from, int version) {}

    public Entry {
        keys = List.copyOf(keys);
        models = List.copyOf(models);
    }

    public String name() {
        return connection.name();
    }
}
