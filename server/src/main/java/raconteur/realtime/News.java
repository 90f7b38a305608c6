package raconteur.realtime;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.conversation.ConversationListener;
import raconteur.platform.AccountId;
import raconteur.turn.TurnId;
import raconteur.turn.TurnListener;

/** Tells the sockets of an account which of its conversations are not as they were. */
@Singleton
final class News implements TurnListener, ConversationListener {
    /** What happened: a {@link Change} in small letters, or that a turn began or ended. */
    private record Changed(
            UUID conversationId, String change, @Nullable UUID turnId) {}

    private final Sockets sockets;
    private final Replies replies;

    News(Sockets sockets, Replies replies) {
        this.sockets = sockets;
        this.replies = replies;
    }

    @Override
    public void began(AccountId owner, TurnId turn, @Nullable UUID place) {
        tell(owner, place, "turn_began", turn.value());
    }

    @Override
    public void ended(AccountId owner, TurnId turn, @Nullable UUID place) {
        tell(owner, place, "turn_ended", turn.value());
    }

    @Override
    public void changed(AccountId owner, ConversationId conversation, Change change) {
        tell(owner, conversation.value(), change.name().toLowerCase(Locale.ROOT), null);
    }

    private void tell(AccountId owner, @Nullable UUID place, String change, @Nullable UUID turn) {
        if (place != null && sockets.has(owner)) {
            sockets.tell(owner, replies.push("conversation_changed", new Changed(place, change, turn)));
        }
    }
}
