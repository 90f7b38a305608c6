package raconteur.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A provider as data: all that an adapter needs to know to talk to it.
 *
 * @param name what the operator calls it, the first part of its models' ids
 * @param base where its API is; operations are appended
 * @param keys what it is asked with, the first first; none where it asks for none
 * @param headers sent along with every request
 * @param models what is known of its models without asking it
 * @param prices what the operator says that models cost, by the models' names
 * @param asks whether it is asked which models it offers, in the background
 */
public record Connection(
        String name,
        Dialect dialect,
        URI base,
        List<ApiKey> keys,
        Map<String, String> headers,
        Quirks quirks,
        List<Model> models,
        Map<String, Prices> prices,
        boolean asks,
        Timers timers) {
    public Connection {
        keys = List.copyOf(keys);
        headers = Map.copyOf(headers);
        models = List.copyOf(models);
        prices = Map.copyOf(prices);
    }

    public Connection with(Timers changed) {
        return new Connection(name, dialect, base, keys, headers, quirks, models, prices, asks, changed);
    }
}
