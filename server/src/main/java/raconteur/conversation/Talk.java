package raconteur.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.protocol.Persona;
import raconteur.protocol.Sampling;
import raconteur.protocol.TakeTurn;
import raconteur.provider.Parameters;
import raconteur.turn.Author;
import raconteur.turn.MessageId;
import raconteur.turn.Prompt;
import raconteur.turn.Question;
import raconteur.turn.Reuse;
import raconteur.turn.TurnConfig;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;

/** Says something in a conversation, or has a message answered again. */
@Singleton
public final class Talk {
    /** The surface under which conversations ask. */
    static final String SURFACE = "conversation";

    private static final int TITLE = 60;

    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final Personas personas;
    private final Turns turns;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;

    Talk(
            Database database,
            Conversations conversations,
            Messages messages,
            Personas personas,
            Turns turns,
            ObjectMapper json,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.personas = personas;
        this.turns = turns;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /** What a turn stands on, read before it is admitted. */
    private record Ground(
            Conversation conversation,
            @Nullable MessageId parent,
            List<Message> newestFirst,
            @Nullable Persona persona) {}

    /**
     * Takes a turn.
     *
     * @param once how a repeated request is recognised, if it can be
     * @throws Refusal among others {@link Code#TURN_RUNNING} when an answer is being written there
     */
    public Turns.Taken take(
            Caller caller, ConversationId id, TakeTurn wish, Question.@Nullable Once once, String trace) {
        var text = text(wish);
        var ground = database.read(tx -> ground(tx, caller.account(), id, wish, text));
        var said = new MessageId(ids.next());
        var model = model(wish, ground.conversation());
        var parameters = parameters(wish.parameters(), ground.conversation().parameters());
        var prompt = prompt(caller, ground, said, text, wish, model, parameters);
        return turns.take(new Question(
                        caller,
                        SURFACE,
                        id.value(),
                        once,
                        model,
                        parameters,
                        prompt,
                        "",
                        (tx, turn, answering) -> open(tx, caller, id, ground, said, text, turn, answering),
                        trace)
                .with(Reuse.wanted(Boolean.TRUE.equals(wish.cache()))));
    }

    private static Optional<String> text(TakeTurn wish) {
        var parts = wish.parts();
        if (wish.text() != null && parts != null) {
            throw Refusal.invalid("parts", "send either text or parts", "text 与 parts 只能二选一");
        }
        if (parts != null) {
            return Optional.of(parts.stream().map(TakeTurn.TextPart::text).collect(Collectors.joining("\n\n")));
        }
        if (wish.text() == null && (wish.parentId() == null || wish.parentId().id() == null)) {
            throw Refusal.invalid("text", "say something", "请输入内容");
        }
        return Optional.ofNullable(wish.text());
    }

    private Ground ground(Handle tx, AccountId owner, ConversationId id, TakeTurn wish, Optional<String> text) {
        var conversation = conversations.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        var parent = parent(conversation, wish);
        var path = parent == null ? List.<Message>of() : messages.upwards(tx, owner, id, parent, Context.LONGEST_PATH);
        if (parent != null && path.isEmpty()) {
            throw new Refusal(Code.NOT_FOUND);
        }
        if (text.isEmpty() && !path.getFirst().role().equals("user")) {
            throw Refusal.invalid("parent_id", "only a person's message can be answered again", "只能重新回答用户的消息");
        }
        var wanted = wish.personaId() == null ? conversation.personaId() : wish.personaId();
        var persona = wanted == null
                ? personas.usual(tx, owner)
                : Optional.of(personas.find(tx, owner, wanted)
                        .orElseThrow(() -> Refusal.invalid("persona_id", "there is no such persona", "没有该人设")));
        return new Ground(conversation, parent, path, persona.orElse(null));
    }

    private static @Nullable MessageId parent(Conversation conversation, TakeTurn wish) {
        var place = wish.parentId();
        var id = place == null ? conversation.leafId() : place.id();
        return id == null ? null : new MessageId(id);
    }

    private static String model(TakeTurn wish, Conversation conversation) {
        var wished = wish.model();
        var usual = conversation.model();
        return wished != null ? wished : usual != null ? usual : "chat";
    }

    private Parameters parameters(@Nullable Sampling wished, JsonNode usual) {
        var base = json.convertValue(usual, Sampling.class);
        var wish = wished == null ? base : wished;
        return new Parameters(
                or(wish.temperature(), base.temperature()),
                or(wish.topP(), base.topP()),
                or(wish.maxTokens(), base.maxTokens()),
                or(wish.presencePenalty(), base.presencePenalty()),
                or(wish.frequencyPenalty(), base.frequencyPenalty()),
                wish.stop() != null ? wish.stop() : base.stop() == null ? List.of() : base.stop(),
                or(wish.seed(), base.seed()));
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    private Prompt prompt(
            Caller caller,
            Ground ground,
            MessageId said,
            Optional<String> text,
            TakeTurn wish,
            String model,
            Parameters parameters) {
        var path = new java.util.ArrayList<>(ground.newestFirst());
        text.ifPresent(words -> path.addFirst(said(caller, ground, said, words)));
        var shown = Boolean.TRUE.equals(wish.frugal()) ? path.subList(0, 1) : path;
        var window = turns.resolve(model).getFirst().model();
        var most = parameters.maxTokens() == null ? TurnConfig.USUAL_OUTPUT : parameters.maxTokens();
        var room = window.contextTokens() - Math.min(most, window.maxOutputTokens());
        var policy = json.convertValue(ground.conversation().contextPolicy(), ContextPolicy.class);
        return Context.prompt(ground.conversation().system(), ground.persona(), shown, policy, room);
    }

    /** The new message as the prompt needs it, before it is kept. */
    private Message said(Caller caller, Ground ground, MessageId id, String text) {
        return new Message(
                id.value(),
                ground.conversation().id(),
                null,
                null,
                "user",
                author(caller, ground.persona()),
                text,
                List.of(),
                null,
                "complete",
                false,
                null,
                null,
                null,
                List.of(),
                1,
                time.instant());
    }

    private static Message.Author author(Caller caller, @Nullable Persona persona) {
        return persona == null
                ? new Message.Author("account", caller.account().toString(), caller.username())
                : new Message.Author("persona", persona.id().toString(), persona.name());
    }

    private Question.Opened open(
            Handle tx,
            Caller caller,
            ConversationId id,
            Ground ground,
            MessageId said,
            Optional<String> text,
            TurnId turn,
            String model) {
        var owner = caller.account();
        messages.answering(tx, owner, id, ground.parent()).ifPresent(running -> {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", running.toString());
        });
        var begun = new java.util.ArrayList<Question.Begun>();
        var parent = ground.parent();
        if (text.isPresent()) {
            var author = author(caller, ground.persona());
            messages.insert(
                    tx,
                    owner,
                    new Messages.Draft(
                            said, id, parent, turn, "user", author, text.get(), "complete", null, time.instant()));
            begun.add(new Question.Begun(said, parent, "user", new Author(author.kind(), author.id(), author.name())));
            conversations.name(tx, owner, id, title(text.get()));
            parent = said;
        }
        var answer = answer(tx, owner, id, parent, turn, model);
        begun.add(answer);
        conversations.moveTo(tx, owner, id, answer.id().value(), time.instant());
        return new Question.Opened(begun, answer);
    }

    /** Makes the empty answer that the turn will fill. */
    Question.Begun answer(
            Handle tx, AccountId owner, ConversationId id, @Nullable MessageId parent, TurnId turn, String model) {
        var answer = new MessageId(ids.next());
        var said = Author.model(model);
        var author = new Message.Author(said.kind(), said.id(), said.name());
        messages.insert(
                tx,
                owner,
                new Messages.Draft(
                        answer, id, parent, turn, "assistant", author, "", "running", model, time.instant()));
        return new Question.Begun(answer, parent, "assistant", said);
    }

    /** The first words of a text, as a title. */
    private static String title(String text) {
        var line = text.strip().lines().findFirst().orElse("").strip();
        if (line.codePointCount(0, line.length()) <= TITLE) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, TITLE)).strip() + "…";
    }
}
