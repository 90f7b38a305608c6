package raconteur.protocol;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A turn that was taken: what to follow, and the messages it made. */
public record TurnTaken(UUID turnId, List<UUID> generationIds, String events, List<Begun> messages) {
    /** A message that has begun. */
    public record Begun(UUID id, @Nullable UUID parentId, String role) {}
}
