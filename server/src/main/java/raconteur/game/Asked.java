package raconteur.game;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Role;
import raconteur.platform.Caller;

/**
 * A question, who asks it, and whom.
 *
 * @param request the game's id of it, or one made for it
 * @param role who is to answer; null for the companion without a name
 * @param npc what who answers is called; empty where nobody said
 */
record Asked(
        Caller caller, Ask ask, String request, @Nullable Role role, String npc, String trace) {
    /** By what memory and limits tell this player apart; nothing where nobody in particular asks. */
    Optional<UUID> player() {
        return ask.player().map(id -> player(caller, id));
    }

    static UUID player(Caller caller, String id) {
        return UUID.nameUUIDFromBytes(("player " + caller.account() + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Whose talk with whom this belongs to. */
    Threads.Key thread() {
        var who = player().map(UUID::toString).orElse("");
        var save = who.isEmpty() ? "" : ask.save().id();
        return new Threads.Key(caller.account(), role == null ? "" : role.id().toString(), who, save);
    }

    /** How far the saved world has come; nobody's talk stays where it is. */
    long epoch() {
        return ask.player().isEmpty() ? 0 : ask.save().epoch();
    }

    /** What the character calls the player. */
    String playerName() {
        return ask.playerName().isEmpty()
                ? switch (ask.language()) {
                    case EN -> "the player";
                    case ZH -> "玩家";
                }
                : ask.playerName();
    }
}
