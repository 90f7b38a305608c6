package raconteur.provider.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Language;
import raconteur.platform.Money;
import raconteur.protocol.ProviderTimeouts;
import raconteur.protocol.QuirkRule;
import raconteur.provider.BaseUrl;
import raconteur.provider.Prices;
import raconteur.provider.Quirks;
import raconteur.provider.Timers;
import raconteur.provider.catalogue.Catalogue;
import raconteur.provider.catalogue.Entry;
import raconteur.provider.catalogue.Source;
import raconteur.provider.catalogue.Trial;

/** How the catalogue looks to operators. A key is never among it, only its last four characters. */
final class ProviderViews {
    /**
     * A provider.
     *
     * @param source environment, builtin, operator or discovered
     * @param setUp false for what is only on offer: the rest of the built-in table, and servers found on this machine
     * @param needsKey whether it asks for a key and this server has none
     * @param models how many are known
     */
    public record ProviderView(
            String id,
            String source,
            String dialect,
            String baseUrl,
            Map<String, String> headers,
            List<QuirkRule> quirks,
            ProviderTimeouts timeouts,
            boolean enabled,
            boolean setUp,
            boolean needsKey,
            boolean ownKeys,
            List<KeyView> keys,
            int models,
            int version) {}

    /**
     * A key of the server's own.
     *
     * @param id null for a key of the environment, which cannot be removed here
     * @param usable false when it was entered for another address than the present one
     */
    public record KeyView(
            @Nullable UUID id,
            String lastFour,
            boolean usable,
            @Nullable Instant createdAt) {}

    /** A model with everything that is known of it. */
    public record ModelView(
            String id,
            String provider,
            String name,
            @Nullable String label,
            long contextTokens,
            long maxOutputTokens,
            @Nullable PriceView prices,
            List<String> abilities,
            boolean enabled,
            String source,
            int version) {}

    /** Prices per million tokens; {@code asOf} is the day they were read, where that is known. */
    public record PriceView(
            Money input,
            Money output,
            Money cached,
            @Nullable String asOf) {}

    /**
     * An alias.
     *
     * @param models what was chosen
     * @param source environment, operator or nobody
     * @param resolved the models that answer to it now
     */
    public record AliasView(String alias, List<String> models, String source, List<String> resolved, int version) {}

    /** What happened when a provider was tried. Times are milliseconds. */
    public record TrialView(
            boolean works,
            boolean reached,
            @Nullable Boolean keyAccepted,
            @Nullable Integer models,
            @Nullable String model,
            @Nullable Long firstTokenMs,
            long durationMs,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable String fault,
            String message,
            @Nullable String detail) {}

    private ProviderViews() {}

    static ProviderView of(Entry entry) {
        var connection = entry.connection();
        return new ProviderView(
                entry.name(),
                entry.source().word(),
                connection.dialect().word(),
                connection.base().toString(),
                connection.headers(),
                quirks(connection.quirks()),
                timeouts(connection.timers()),
                entry.enabled(),
                entry.setUp(),
                entry.keyless(),
                entry.ownKeys(),
                keys(entry),
                entry.models().size(),
                entry.version());
    }

    private static List<KeyView> keys(Entry entry) {
        var views = new ArrayList<KeyView>();
        if (entry.source() == Source.ENVIRONMENT) {
            entry.connection().keys().forEach(key -> views.add(new KeyView(null, key.lastFour(), true, null)));
        }
        var origin = BaseUrl.origin(entry.connection().base());
        for (var key : entry.keys()) {
            var usable = entry.source() != Source.ENVIRONMENT && key.origin().equals(origin);
            views.add(new KeyView(key.id(), key.lastFour(), usable, key.createdAt()));
        }
        return views;
    }

    private static List<QuirkRule> quirks(Quirks quirks) {
        return quirks.rules().stream()
                .map(rule -> new QuirkRule(
                        rule.names().pattern(),
                        rule.quirks().stream()
                                .map(quirk -> quirk.name().toLowerCase(Locale.ROOT))
                                .sorted()
                                .toList()))
                .toList();
    }

    private static ProviderTimeouts timeouts(Timers timers) {
        return new ProviderTimeouts(
                span(timers.connect()),
                span(timers.firstByte()),
                span(timers.firstContent()),
                span(timers.gap()),
                span(timers.total()));
    }

    private static String span(Duration span) {
        var millis = span.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    static ModelView of(Entry.Described one) {
        var model = one.model();
        return new ModelView(
                model.id(),
                model.provider(),
                model.name(),
                one.label(),
                model.contextTokens(),
                model.maxOutputTokens(),
                prices(model.prices()),
                model.abilities().stream()
                        .map(ability -> ability.word())
                        .sorted()
                        .toList(),
                one.enabled(),
                one.from().name().toLowerCase(Locale.ROOT),
                one.version());
    }

    private static @Nullable PriceView prices(@Nullable Prices prices) {
        if (prices == null) {
            return null;
        }
        var day = prices.asOf();
        return new PriceView(
                new Money(prices.input()),
                new Money(prices.output()),
                new Money(prices.cached()),
                day == null ? null : day.toString());
    }

    static AliasView of(Catalogue.Job job, List<String> resolved) {
        return new AliasView(
                job.alias().word(),
                job.models(),
                job.chooser().name().toLowerCase(Locale.ROOT),
                resolved,
                job.version());
    }

    static TrialView of(Trial.Outcome outcome, Language language) {
        var first = outcome.firstContent();
        var tokens = outcome.tokens();
        var fault = outcome.fault();
        return new TrialView(
                outcome.works(),
                outcome.reached(),
                outcome.keyAccepted(),
                outcome.offered(),
                outcome.model(),
                first == null ? null : first.toMillis(),
                outcome.took().toMillis(),
                tokens == null ? null : tokens.input(),
                tokens == null ? null : tokens.output(),
                fault == null ? null : fault.name().toLowerCase(Locale.ROOT),
                outcome.message().in(language),
                outcome.detail());
    }
}
