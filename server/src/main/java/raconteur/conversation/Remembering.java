package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.character.CharacterId;
import raconteur.character.acting.Recalled;
import raconteur.platform.AccountId;
import raconteur.protocol.Message;

/** What conversations ask of characters' memory, and tell it. */
@Singleton
final class Remembering {
    /** What comes to a character's mind at the end of a path. */
    Recalled recall(Handle tx, AccountId owner, CharacterId character, List<Message> path, Guise as, String words) {
        return Recalled.NOTHING;
    }

    /** What was lived through on a path was lived through on its copy too. */
    void copied(Handle tx, AccountId owner, ConversationId from, ConversationId to, Map<UUID, UUID> copies) {
        // nothing is remembered yet
    }
}
