package raconteur.turn;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import raconteur.provider.Attempt;
import raconteur.provider.Candidate;
import raconteur.provider.Health;

/**
 * Counts calls of providers under the names that OpenTelemetry gives them, and what turns cost us besides. Labels are
 * names of the catalogue, of faults and of surfaces only: never of people or what they say.
 */
@Singleton
final class TurnMeters {
    /** Models that get a label of their own; a catalogue may list hundreds. */
    private static final int MOST_MODELS = 200;

    private static final Duration[] SECONDS = DoubleStream.iterate(0.01, second -> second * 2)
            .limit(14)
            .mapToObj(second -> Duration.ofMillis(Math.round(second * 1000)))
            .toArray(Duration[]::new);
    private static final double[] TOKENS =
            DoubleStream.iterate(1, tokens -> tokens * 4).limit(14).toArray();
    private static final Duration[] OVERHEAD = DoubleStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .mapToObj(millis -> Duration.ofMillis((long) millis))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Health health;
    private final Set<String> providers = ConcurrentHashMap.newKeySet();
    private final Set<String> models = ConcurrentHashMap.newKeySet();

    TurnMeters(MeterRegistry registry, Health health) {
        this.registry = registry;
        this.health = health;
    }

    /** A call of a provider has ended. */
    void called(Candidate candidate, Attempt attempt) {
        if (!candidate.own() && providers.add(attempt.provider())) {
            watch(attempt.provider());
        }
        var fault = attempt.fault();
        var error = switch (attempt.status()) {
            case COMPLETED -> "none";
            case STOPPED -> "stopped";
            case FAILED -> fault == null ? "other" : fault.name().toLowerCase(Locale.ROOT);
        };
        var labels = Tags.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", attempt.provider(),
                "gen_ai.request.model", label(candidate));
        Timer.builder("gen_ai.client.operation.duration")
                .description("how long calls of providers take")
                .tags(labels.and("error.type", error))
                .serviceLevelObjectives(SECONDS)
                .register(registry)
                .record(attempt.duration());
        var first = attempt.firstContent();
        if (first != null) {
            Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                    .description("how long providers take to their first content")
                    .tags(labels)
                    .serviceLevelObjectives(SECONDS)
                    .register(registry)
                    .record(first);
        }
        var tokens = attempt.tokens();
        if (tokens != null) {
            tokens(labels, "input", tokens.input());
            tokens(labels, "output", tokens.output());
        }
    }

    private void tokens(Tags labels, String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .description("tokens of calls, as providers count them")
                .tags(labels.and("gen_ai.token.type", type))
                .serviceLevelObjectives(TOKENS)
                .register(registry)
                .record((double) count);
    }

    private String label(Candidate candidate) {
        var model = candidate.model().name();
        if (models.contains(model) || (models.size() < MOST_MODELS && models.add(model))) {
            return model;
        }
        return "other";
    }

    private void watch(String provider) {
        gauge("raconteur.provider.breaker", provider, Tags.empty(), Health.Standing::breaker);
        gauge("raconteur.provider.keys", provider, Tags.of("state", "usable"), Health.Standing::usable);
        gauge("raconteur.provider.keys", provider, Tags.of("state", "out"), Health.Standing::out);
    }

    private void gauge(String name, String provider, Tags more, ToDoubleFunction<Health.Standing> value) {
        Gauge.builder(
                        name,
                        health,
                        found -> found.standings().stream()
                                .filter(standing -> standing.provider().equals(provider))
                                .mapToDouble(value)
                                .findFirst()
                                .orElse(0))
                .description(
                        name.endsWith("breaker")
                                ? "0 calls go through, 1 one call looks, 2 left alone"
                                : "keys of a provider")
                .tags(more.and("gen_ai.provider.name", provider))
                .register(registry);
    }

    /** Counts those who have a place, and those who wait for one. */
    void watch(TurnQueue queue) {
        Gauge.builder("raconteur.turns", queue, TurnQueue::running)
                .description("turns that run, or wait for a place")
                .tags("state", "running")
                .register(registry);
        Gauge.builder("raconteur.turns", queue, TurnQueue::waiting)
                .description("turns that run, or wait for a place")
                .tags("state", "queued")
                .register(registry);
    }

    /** A turn had to wait for a place. */
    void waited(Duration time) {
        Timer.builder("raconteur.turn.queue.wait")
                .description("how long turns that found no place free waited for one")
                .serviceLevelObjectives(SECONDS)
                .register(registry)
                .record(time);
    }

    /** A question that takes a kept answer got one, joined a call, or had to make one: hit, shared or miss. */
    void reused(String result) {
        registry.counter("raconteur.answer.cache", "result", result).increment();
    }

    /** A turn has ended; {@code overhead} is its time without what was spent waiting for a place and for providers. */
    void ended(String surface, TurnState state, Duration overhead) {
        Timer.builder("raconteur.turn.overhead")
                .description("time of turns that is ours: all but the waiting for providers")
                .tags("surface", surface, "state", state.word())
                .serviceLevelObjectives(OVERHEAD)
                .register(registry)
                .record(overhead);
    }
}
