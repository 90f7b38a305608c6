package raconteur.character.memory;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.turn.MessageId;

/**
 * Something that happened to a memory. It hangs on the message that was the leaf then, holds on every path through that
 * message, and is never changed.
 */
sealed interface MemoryEvent {
    /**
     * What was said became lines.
     *
     * @param messages those that need not be shown any more; each line stands for some of them
     */
    record Shortened(List<MessageId> messages, List<Line> lines) implements MemoryEvent {
        public Shortened {
            messages = List.copyOf(messages);
            lines = List.copyOf(lines);
        }
    }

    /**
     * Short-term lines were taken into the long term, or let go as of no importance.
     *
     * @param taken the ids of those
     */
    record Integrated(List<UUID> taken, List<Line> lines) implements MemoryEvent {
        public Integrated {
            taken = List.copyOf(taken);
            lines = List.copyOf(lines);
        }
    }

    /** There was no room for these long-term lines any more. */
    record Forgotten(List<UUID> lines) implements MemoryEvent {
        public Forgotten {
            lines = List.copyOf(lines);
        }
    }

    /** A person put it in other words, from here on. */
    record Revised(List<UUID> removed, List<Change> changed, List<Line> shortTerm, List<Line> longTerm)
            implements MemoryEvent {
        public Revised {
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
            shortTerm = List.copyOf(shortTerm);
            longTerm = List.copyOf(longTerm);
        }

        boolean isNothing() {
            return removed.isEmpty() && changed.isEmpty() && shortTerm.isEmpty() && longTerm.isEmpty();
        }
    }

    /** Another text for a line, and how important it is. */
    record Change(UUID line, String text, @Nullable Integer importance) {}

    /** A person took lines out of it for good; hangs where they were made, so that they are nowhere any more. */
    record Erased(List<UUID> lines) implements MemoryEvent {
        public Erased {
            lines = List.copyOf(lines);
        }
    }

    /** The lines that it made. */
    default List<Line> made() {
        return switch (this) {
            case Shortened(var _, var lines) -> lines;
            case Integrated(var _, var lines) -> lines;
            case Revised(var _, var _, var shortTerm, var longTerm) ->
                java.util.stream.Stream.concat(shortTerm.stream(), longTerm.stream())
                        .toList();
            case Forgotten _, Erased _ -> List.of();
        };
    }
}
