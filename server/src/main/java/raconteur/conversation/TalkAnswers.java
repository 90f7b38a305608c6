package raconteur.conversation;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.db.Database;
import raconteur.protocol.Message;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;

/** Keeps the answers of conversations in their messages. */
@Singleton
final class TalkAnswers implements Answers {
    private final Database database;
    private final Messages messages;
    private final States states;
    private final Underway underway;

    TalkAnswers(Database database, Messages messages, States states, Underway underway) {
        this.database = database;
        this.messages = messages;
        this.states = states;
        this.underway = underway;
    }

    @Override
    public String surface() {
        return Talk.SURFACE;
    }

    @Override
    public void ended(Handle tx, Ended answer) {
        messages.finish(
                tx,
                answer.message(),
                answer.turn(),
                word(answer.state()),
                answer.text(),
                answer.reasoning(),
                answer.model(),
                answer.usage());
        if (answer.state() == TurnState.FAILED || answer.text().isEmpty()) {
            states.drop(tx, answer.message());
            underway.forget(answer.turn());
        }
    }

    private static String word(TurnState state) {
        return state == TurnState.COMPLETED ? "complete" : state.word();
    }

    @Override
    public List<Message> messages(AccountId owner, TurnId turn) {
        return database.read(tx -> messages.withSiblings(tx, owner, messages.ofTurn(tx, owner, turn)));
    }

    @Override
    public List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn) {
        return database.read(tx -> messages.ofTurn(tx, owner, turn)).stream()
                .filter(message -> message.role().equals("assistant"))
                .map(message -> new TurnEvent.Spoken(
                        new MessageId(message.id()),
                        message.text(),
                        message.reasoning() == null ? "" : message.reasoning()))
                .toList();
    }

    @Override
    public Optional<String> text(Handle tx, AccountId owner, MessageId message) {
        return messages.find(tx, owner, message).map(Message::text);
    }
}
