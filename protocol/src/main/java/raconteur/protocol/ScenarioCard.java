package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A scenario in a list.
 *
 * @param origin own, shared or library
 * @param cast names
 */
public record ScenarioCard(
        UUID id,
        String origin,
        String title,
        String summary,
        String language,
        String tone,
        List<String> allowedEvents,
        List<String> cast,
        String difficulty,
        int playerCount,
        int hardLimitSeconds,
        int version,
        Instant updatedAt) {}
