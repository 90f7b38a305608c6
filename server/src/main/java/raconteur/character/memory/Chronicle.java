package raconteur.character.memory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.MemoryBudgets;
import raconteur.account.Preferences;
import raconteur.platform.AccountId;
import raconteur.turn.MessageId;

/** Reads what is remembered at a leaf, and adds to it if it is still as it was read. */
@Singleton
final class Chronicle {
    private final Paths paths;
    private final MemoryEvents events;

    Chronicle(Paths paths, MemoryEvents events) {
        this.paths = paths;
        this.events = events;
    }

    /**
     * A memory as it was read.
     *
     * @param basis the events it is the fold of
     */
    record Page(AccountId owner, Paths.Path path, List<UUID> basis, Remembrance memory, MemoryBudgets budgets) {
        Page {
            basis = List.copyOf(basis);
        }

        Step next(boolean whole) {
            return Upkeep.next(path, memory, budgets, whole);
        }
    }

    /** The memory at a leaf; nothing when there is no such leaf of this owner. */
    Optional<Page> read(Handle tx, AccountId owner, UUID conversation, @Nullable MessageId leaf) {
        return paths.path(tx, owner, conversation, leaf).map(path -> {
            var rows = events.along(tx, owner, path.character(), path.ids());
            var basis = rows.stream().map(MemoryEvents.Row::id).toList();
            var memory =
                    Remembrance.of(rows.stream().map(MemoryEvents.Row::event).toList());
            return new Page(owner, path, basis, memory, Preferences.memory(tx, owner));
        });
    }

    /**
     * Whether something happened farther down the path on which the conversation stands now: nothing is put before what
     * rests on its not being there.
     */
    boolean isOvertaken(Handle tx, Page page) {
        var leaf = page.path().leaf().orElse(null);
        var now = paths.path(tx, page.owner(), page.path().conversation(), null).orElse(null);
        if (leaf == null || now == null || !now.ids().contains(leaf)) {
            return false;
        }
        var above = page.path().ids();
        return events.along(tx, page.owner(), now.character(), now.ids()).stream()
                .anyMatch(row -> !above.contains(row.message()));
    }

    /** Adds what happened; false, and nothing is added, when the memory is not as it was read, or its leaf is gone. */
    boolean append(Handle tx, Page page, MemoryEvent event) {
        var path = page.path();
        var leaf = path.leaf().orElse(null);
        if (leaf == null || !isAsRead(tx, page) || isOvertaken(tx, page)) {
            return false;
        }
        return events.append(tx, page.owner(), path.character(), path.conversation(), leaf, event);
    }

    private boolean isAsRead(Handle tx, Page page) {
        var path = page.path();
        var leaf = path.leaf().orElse(null);
        var said = paths.path(tx, page.owner(), path.conversation(), leaf).map(Paths.Path::messages);
        var now = events.along(tx, page.owner(), path.character(), path.ids());
        return said.filter(path.messages()::equals).isPresent()
                && now.stream().map(MemoryEvents.Row::id).toList().equals(page.basis());
    }
}
