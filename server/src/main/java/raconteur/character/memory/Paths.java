package raconteur.character.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.platform.AccountId;
import raconteur.turn.MessageId;

/**
 * Where talk with characters is kept, as far as memory has to know it: not as a tree, only path by path. Implemented by
 * conversations, above; what is another's, deleted, or no talk with a character is not there. Called in memory's own
 * transactions: it reads what these see, changes nothing and asks for no transaction of its own.
 */
public interface Paths {
    /**
     * One message on a path.
     *
     * @param by who said it, where a person did (its persona, else its account); null where the character did
     * @param name of who said it, as a reader should see it
     * @param running whether it is still being written; its text may be anything then
     * @param hidden whether it is kept from the model: it is never shown to one, nor made into memory
     */
    record Said(
            MessageId id,
            @Nullable Counterpart by,
            String name,
            String text,
            boolean running,
            boolean hidden,
            Instant at) {
        /** Whether a person said it. */
        public boolean byPerson() {
            return by != null;
        }
    }

    /**
     * The whole way from the root to a leaf.
     *
     * @param conversation it is in
     * @param character who is talked with there
     * @param name what the character is called
     * @param current where the conversation stands now, which need not be where this path ends; null before anything
     *     was said
     * @param messages root first, without gaps, all of them however many; empty before anything was said
     */
    record Path(
            UUID conversation,
            CharacterId character,
            String name,
            @Nullable MessageId current,
            List<Said> messages) {
        public Path {
            messages = List.copyOf(messages);
        }

        /** Where it ends. */
        public Optional<MessageId> leaf() {
            return messages.isEmpty()
                    ? Optional.empty()
                    : Optional.of(messages.getLast().id());
        }

        /** Its messages, root first. */
        public List<MessageId> ids() {
            return messages.stream().map(Said::id).toList();
        }
    }

    /**
     * The path that ends in a message of a conversation.
     *
     * @param leaf any of its messages; null for where the conversation stands now
     * @return nothing when there is no such conversation of this owner with a character, or no such message in it
     */
    Optional<Path> path(Handle tx, AccountId owner, UUID conversation, @Nullable MessageId leaf);

    /** The standing conversation of an owner with a character; nothing when they never talked. */
    Optional<UUID> standing(Handle tx, AccountId owner, CharacterId character);
}
