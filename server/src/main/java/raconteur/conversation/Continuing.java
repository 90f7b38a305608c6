package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.provider.Completion;
import raconteur.provider.Parameters;
import raconteur.turn.MessageId;
import raconteur.turn.Prompt;
import raconteur.turn.Question;
import raconteur.turn.TurnConfig;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;

/** Goes on with an answer that broke off: a sibling that starts with the kept text, of which only the rest is new. */
@Singleton
public final class Continuing {
    private static final String GO_ON = "Your last message broke off. Continue it from exactly where it stopped:"
            + " repeat nothing, begin with the very next characters, and do not mention the interruption.";

    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final ObjectMapper json;
    private final Talk talk;
    private final Turns turns;
    private final InstantSource time;

    Continuing(
            Database database,
            Conversations conversations,
            Messages messages,
            ObjectMapper json,
            Talk talk,
            Turns turns,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.json = json;
        this.talk = talk;
        this.turns = turns;
        this.time = time;
    }

    /** Takes the new turn; {@link Code#CONFLICT} when the old one is whole or still running. */
    public Turns.Taken take(Caller caller, TurnId old, Question.@Nullable Once once, String trace) {
        var ground = database.read(tx -> ground(tx, caller, old));
        var broken = ground.dialog().newestFirst().getFirst();
        var id = new ConversationId(broken.conversationId());
        var model = broken.model() == null ? "chat" : broken.model();
        var question = new Question(
                caller,
                Talk.SURFACE,
                id.value(),
                once,
                model,
                Parameters.NONE,
                prompt(ground.conversation(), ground.dialog(), model),
                broken.text(),
                (tx, turn, answering) -> open(tx, caller, id, broken, turn, answering),
                trace);
        return turns.take(question.asked(true));
    }

    private record Ground(Conversation conversation, Dialog dialog) {}

    private Ground ground(Handle tx, Caller caller, TurnId old) {
        var answer = messages.ofTurn(tx, caller.account(), old).stream()
                .filter(message -> message.role().equals("assistant"))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        if (answer.state().equals("running")) {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", old.toString());
        }
        if (answer.state().equals("complete")) {
            throw new Refusal(Code.CONFLICT, new Text("This answer is whole.", "该回答已经完整。"));
        }
        var id = new ConversationId(answer.conversationId());
        var conversation = conversations.find(tx, caller.account(), id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var leaf = new MessageId(answer.id());
        var path = messages.upwards(tx, caller.account(), id, leaf, Context.LONGEST_PATH);
        var beginning = Dialog.startsOver(policy(conversation))
                ? messages.beginning(tx, caller.account(), id, leaf, Context.LONGEST_PATH)
                : Optional.<MessageId>empty();
        return new Ground(conversation, Dialog.since(path, beginning));
    }

    private ContextPolicy policy(Conversation conversation) {
        return json.convertValue(conversation.contextPolicy(), ContextPolicy.class);
    }

    private Prompt prompt(Conversation conversation, Dialog dialog, String model) {
        var window = turns.resolve(model).getFirst().model();
        var room = window.contextTokens() - Math.min(TurnConfig.USUAL_OUTPUT, window.maxOutputTokens());
        var policy = new ContextPolicy("tokens", null, null, null);
        var whole = Context.prompt(conversation.system(), null, dialog, policy, room);
        if (dialog.newestFirst().getFirst().text().isEmpty()) {
            return whole;
        }
        var parts = new ArrayList<>(whole.parts());
        parts.add(new Prompt.Part("continue", "continue", Completion.Role.USER, GO_ON, null));
        return new Prompt(parts, whole.dropped());
    }

    private Question.Opened open(
            Handle tx, Caller caller, ConversationId id, Message broken, TurnId turn, String model) {
        var parent = broken.parentId() == null ? null : new MessageId(broken.parentId());
        messages.answering(tx, caller.account(), id, parent).ifPresent(running -> {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", running.toString());
        });
        var answer = talk.answer(tx, caller.account(), id, parent, turn, model);
        conversations.moveTo(tx, caller.account(), id, answer.id().value(), time.instant());
        return new Question.Opened(List.of(answer), answer);
    }
}
