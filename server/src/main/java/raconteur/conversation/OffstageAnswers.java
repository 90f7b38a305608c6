package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.protocol.Message;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;

/** Keeps the answers that are given in games: in messages like all others, but not among an account's own few turns. */
@Singleton
final class OffstageAnswers implements Answers {
    /** The surface under which they are asked for. */
    static final String SURFACE = "game";

    private final TalkAnswers talk;

    OffstageAnswers(TalkAnswers talk) {
        this.talk = talk;
    }

    @Override
    public String surface() {
        return SURFACE;
    }

    @Override
    public boolean isBoundElsewhere() {
        return true;
    }

    @Override
    public void ended(Handle tx, Ended answer) {
        talk.ended(tx, answer);
    }

    @Override
    public List<Message> messages(AccountId owner, TurnId turn) {
        return talk.messages(owner, turn);
    }

    @Override
    public List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn) {
        return talk.spoken(owner, turn);
    }

    @Override
    public Optional<String> text(Handle tx, AccountId owner, MessageId message) {
        return talk.text(tx, owner, message);
    }
}
