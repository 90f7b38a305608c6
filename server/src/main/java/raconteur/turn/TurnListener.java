package raconteur.turn;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;

/** Hears of turns that begin and end on this node, after that is on disk. Must neither block nor throw. */
public interface TurnListener {
    /**
     * A turn has begun.
     *
     * @param place the conversation in which messages are said; null for a turn that says none
     */
    void began(AccountId owner, TurnId turn, @Nullable UUID place);

    /**
     * A turn has ended.
     *
     * @param place the conversation in which messages are said; null for a turn that says none
     */
    void ended(AccountId owner, TurnId turn, @Nullable UUID place);
}
