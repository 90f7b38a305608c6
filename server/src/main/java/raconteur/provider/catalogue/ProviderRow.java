package raconteur.provider.catalogue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import raconteur.provider.Dialect;
import raconteur.provider.Quirks;

/**
 * What an operator says of a provider; null is nothing said.
 *
 * @param source how the row came to be
 * @param ownKeys whether people may ask it with keys of their own
 * @param version counts the changes, from 1
 */
public record ProviderRow(
        String name,
        Source source,
        @Nullable Dialect dialect,
        @Nullable URI base,
        @Nullable Map<String, String> headers,
        @Nullable Quirks quirks,
        @Nullable Timeouts timeouts,
        @Nullable Boolean enabled,
        @Nullable Boolean ownKeys,
        int version,
        Instant createdAt) {
    /** The same row with everything that is said in another one. */
    ProviderRow with(ProviderRow said) {
        return new ProviderRow(
                name,
                source,
                said.dialect == null ? dialect : said.dialect,
                said.base == null ? base : said.base,
                said.headers == null ? headers : said.headers,
                said.quirks == null ? quirks : said.quirks,
                said.timeouts == null ? timeouts : said.timeouts,
                said.enabled == null ? enabled : said.enabled,
                said.ownKeys == null ? ownKeys : said.ownKeys,
                version,
                createdAt);
    }

    ProviderRow with(Source changed) {
        return new ProviderRow(
                name, changed, dialect, base, headers, quirks, timeouts, enabled, ownKeys, version, createdAt);
    }
}
