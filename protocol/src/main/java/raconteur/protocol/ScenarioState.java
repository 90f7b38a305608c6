package raconteur.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as it is kept.
 *
 * @param origin own, shared (everybody's, by an operator) or library (comes with the server; changing it makes a copy)
 * @param copiedFrom what it is a copy of, in the answer that made it; null elsewhere
 */
public record ScenarioState(
        UUID id,
        String origin,
        Scenario scenario,
        @Nullable UUID copiedFrom,
        int version,
        Instant createdAt,
        Instant updatedAt) {}
