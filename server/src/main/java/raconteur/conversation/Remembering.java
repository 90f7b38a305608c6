package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import raconteur.character.CharacterId;
import raconteur.character.acting.Recalled;
import raconteur.character.memory.Line;
import raconteur.character.memory.Memory;
import raconteur.platform.AccountId;
import raconteur.protocol.Message;
import raconteur.turn.MessageId;

/** What conversations ask of characters' memory, and tell it. */
@Singleton
final class Remembering {
    private final Memory memory;

    Remembering(Memory memory) {
        this.memory = memory;
    }

    /** What comes to a character's mind at the end of a path. */
    Recalled recall(Handle tx, AccountId owner, CharacterId character, List<Message> path, Guise as, String words) {
        var ids = path.stream().map(message -> new MessageId(message.id())).toList();
        var found = memory.recall(tx, owner, character, ids, as.id(), words);
        return new Recalled(
                found.shortTerm().stream().map(Line::text).toList(),
                found.longTerm().stream().map(Line::text).toList(),
                found.compressed().stream().map(MessageId::toString).collect(Collectors.toSet()));
    }

    /** What was lived through on a path was lived through on its copy too. */
    void copied(Handle tx, AccountId owner, ConversationId from, ConversationId to, Map<UUID, UUID> copies) {
        memory.copied(
                tx,
                owner,
                from.value(),
                to.value(),
                copies.entrySet().stream()
                        .collect(Collectors.toMap(
                                copy -> new MessageId(copy.getKey()), copy -> new MessageId(copy.getValue()))));
    }
}
