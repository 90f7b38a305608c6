package raconteur.turn;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Tells where answers are being written. */
@Singleton
public final class Places {
    private final StoredTurns stored;

    Places(StoredTurns stored) {
        this.stored = stored;
    }

    /** Those of these places in which a turn has not ended, on whichever node. */
    public Set<UUID> busy(Handle tx, Collection<UUID> places) {
        return places.isEmpty() ? Set.of() : stored.busy(tx, places);
    }
}
