package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.acting.Cue;
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
import raconteur.turn.TokenCount;
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
    private final Performance performance;
    private final Turns turns;
    private final InstantSource time;

    Continuing(
            Database database,
            Conversations conversations,
            Messages messages,
            ObjectMapper json,
            Talk talk,
            Performance performance,
            Turns turns,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.json = json;
        this.talk = talk;
        this.performance = performance;
        this.turns = turns;
        this.time = time;
    }

    /** Takes the new turn; {@link Code#CONFLICT} when the old one is whole or still running. */
    public Turns.Taken take(Caller caller, TurnId old, Question.@Nullable Once once, String trace) {
        var ground = database.read(tx -> ground(tx, caller, old));
        var standing = ground.standing();
        var broken = ground.dialog().newestFirst().getFirst();
        var id = new ConversationId(broken.conversationId());
        var model = broken.model() == null ? "chat" : broken.model();
        var played = standing == null ? null : played(ground, standing, model);
        var prompt = played == null ? prompt(ground.conversation(), ground.dialog(), model) : played.prompt();
        var beside = played == null ? null : played.beside();
        var question = new Question(
                caller,
                Talk.SURFACE,
                id.value(),
                once,
                model,
                Parameters.NONE,
                prompt,
                broken.text(),
                (tx, turn, answering) -> {
                    var opened = open(tx, caller, ground.conversation(), broken, turn, answering);
                    talk.keep(tx, caller, turn, id, opened, beside);
                    return opened;
                },
                trace);
        return turns.take(question.asked(true));
    }

    private record Ground(Conversation conversation, Dialog dialog, Performance.@Nullable Standing standing) {}

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
        var above = path.subList(1, path.size());
        var words = above.isEmpty() ? "" : above.getFirst().text();
        var guise = Guise.of(caller, talk.persona(tx, caller.account(), conversation));
        var place = new Performance.Ground(conversation, above, guise, words, null);
        var standing = performance.read(tx, caller.account(), place);
        return new Ground(conversation, Dialog.since(path, beginning), standing);
    }

    /** What a character is asked, and what is kept with its answer. */
    private record Played(Prompt prompt, Performance.Beside beside) {}

    /** As for any answer in its place, but that what was said of it stands at the end. */
    private Played played(Ground ground, Performance.Standing standing, String model) {
        var broken = ground.dialog().newestFirst().getFirst();
        var above = ground.dialog().visible().stream()
                .filter(message -> !message.equals(broken))
                .toList();
        var room = room(model) - TokenCount.about(broken.text()) - TokenCount.about(GO_ON);
        var asking = new Performance.Asking("continue", false, model, Cue.Bounds.of(room));
        var acted = performance.act(standing, ground.conversation(), above, asking);
        var parts = new ArrayList<>(acted.prompt().parts());
        if (!broken.text().isEmpty()) {
            var name = broken.author().name();
            var kept = new MessageId(broken.id());
            parts.add(new Prompt.Part("history", name, Completion.Role.ASSISTANT, broken.text(), kept));
            parts.add(new Prompt.Part("continue", "continue", Completion.Role.USER, GO_ON, null));
        }
        return new Played(
                new Prompt(parts, acted.prompt().dropped()),
                new Performance.Beside(acted.after(), performance.sources(standing, asking)));
    }

    private long room(String model) {
        var window = turns.resolve(model).getFirst().model();
        return window.contextTokens() - Math.min(TurnConfig.USUAL_OUTPUT, window.maxOutputTokens());
    }

    private ContextPolicy policy(Conversation conversation) {
        return json.convertValue(conversation.contextPolicy(), ContextPolicy.class);
    }

    private Prompt prompt(Conversation conversation, Dialog dialog, String model) {
        var policy = new ContextPolicy("tokens", null, null, null);
        var whole = Context.prompt(conversation.system(), null, dialog, policy, room(model));
        if (dialog.newestFirst().getFirst().text().isEmpty()) {
            return whole;
        }
        var parts = new ArrayList<>(whole.parts());
        parts.add(new Prompt.Part("continue", "continue", Completion.Role.USER, GO_ON, null));
        return new Prompt(parts, whole.dropped());
    }

    private Question.Opened open(
            Handle tx, Caller caller, Conversation conversation, Message broken, TurnId turn, String model) {
        var id = new ConversationId(conversation.id());
        var parent = broken.parentId() == null ? null : new MessageId(broken.parentId());
        messages.answering(tx, caller.account(), id, parent).ifPresent(running -> {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", running.toString());
        });
        var answer = talk.answer(tx, caller.account(), id, parent, turn, model, conversation.character());
        conversations.moveTo(tx, caller.account(), id, answer.id().value(), time.instant());
        return new Question.Opened(List.of(answer), answer);
    }
}
