package raconteur.character.bookshelf;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import raconteur.character.lore.Lorebook;
import raconteur.character.lore.Remark;

/**
 * A lorebook as it is kept.
 *
 * @param remarks what of it is not taken as it stands
 */
record KeptBook(UUID id, Lorebook book, List<Remark> remarks, int version, Instant createdAt, Instant updatedAt) {
    KeptBook {
        remarks = List.copyOf(remarks);
    }
}
