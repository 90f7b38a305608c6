package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import raconteur.protocol.Preset;
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
    private final Presets presets;
    private final Performance performance;
    private final Turns turns;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;

    Talk(
            Database database,
            Conversations conversations,
            Messages messages,
            Personas personas,
            Presets presets,
            Performance performance,
            Turns turns,
            ObjectMapper json,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.personas = personas;
        this.presets = presets;
        this.performance = performance;
        this.turns = turns;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /**
     * What a turn stands on, read before it is admitted.
     *
     * @param text what is said; nothing when something is answered again
     * @param as what the person who speaks appears as
     * @param startsOver whether the dialog is full, so that it begins anew with what is said
     * @param standing who speaks, if a character does
     */
    private record Ground(
            Conversation conversation,
            @Nullable MessageId parent,
            Dialog dialog,
            ContextPolicy policy,
            @Nullable Persona persona,
            Guise as,
            @Nullable Preset preset,
            Optional<String> text,
            boolean startsOver,
            Performance.@Nullable Standing standing) {}

    /**
     * What is asked.
     *
     * @param beside what is kept with a character's answer
     */
    private record Asked(Prompt prompt, Performance.@Nullable Beside beside) {}

    /**
     * Takes a turn.
     *
     * @throws Refusal among others {@link Code#TURN_RUNNING} when an answer is being written there
     */
    public Turns.Taken take(Caller caller, Saying saying) {
        var wish = saying.wish();
        var ground = database.read(tx -> ground(tx, caller, saying));
        var said = new MessageId(ids.next());
        var model = model(wish, ground);
        var parameters = parameters(wish.parameters(), usual(ground));
        var stage = saying.stage();
        var asked = asked(ground, said, saying, model, parameters);
        return turns.take(new Question(
                        caller,
                        stage == null ? SURFACE : OffstageAnswers.SURFACE,
                        saying.where().value(),
                        saying.once(),
                        model,
                        parameters,
                        asked.prompt(),
                        "",
                        (tx, turn, answering) -> {
                            saying.first().accept(tx, turn);
                            var opened = open(tx, caller, saying.where(), ground, said, turn, answering);
                            keep(tx, caller, turn, saying.where(), opened, asked.beside());
                            return opened;
                        },
                        saying.trace())
                .with(Reuse.wanted(Boolean.TRUE.equals(wish.cache())))
                .asked(saying.counts()));
    }

    /** Whether one more message would be too many for the dialog, so that it would start over. */
    public boolean isFull(AccountId owner, ConversationId id, ContextPolicy policy) {
        return database.read(tx -> {
            var leaf = find(tx, owner, id).leafId();
            return leaf != null
                    && dialog(tx, owner, id, new MessageId(leaf), policy).isFull(policy);
        });
    }

    private static Optional<String> text(TakeTurn wish, @Nullable Preset preset) {
        var parts = wish.parts();
        if (wish.text() != null && parts != null) {
            throw Refusal.invalid("parts", "send either text or parts", "text 与 parts 只能二选一");
        }
        if (parts != null) {
            return Optional.of(parts.stream().map(TakeTurn.TextPart::text).collect(Collectors.joining("\n\n")));
        }
        if (wish.text() == null && preset != null) {
            return Optional.of(preset.prompt());
        }
        if (wish.text() == null && (wish.parentId() == null || wish.parentId().id() == null)) {
            throw Refusal.invalid("text", "say something", "请输入内容");
        }
        return Optional.ofNullable(wish.text());
    }

    private Ground ground(Handle tx, Caller caller, Saying saying) {
        var owner = caller.account();
        var wish = saying.wish();
        var made = saying.making();
        var conversation = made == null ? find(tx, owner, saying.where()) : made;
        var preset = wish.presetId() == null
                ? null
                : presets.find(tx, owner, wish.presetId())
                        .orElseThrow(() -> Refusal.invalid("preset_id", "there is no such preset", "没有该预设"));
        var text = text(wish, preset);
        var policy = saying.policy() == null
                ? json.convertValue(conversation.contextPolicy(), ContextPolicy.class)
                : saying.policy();
        var parent = parent(conversation, wish);
        var dialog = dialog(tx, owner, saying, parent, policy);
        if (parent != null && dialog.newestFirst().isEmpty()) {
            throw new Refusal(Code.NOT_FOUND);
        }
        if (text.isEmpty() && !dialog.newestFirst().getFirst().role().equals("user")) {
            throw Refusal.invalid("parent_id", "only a person's message can be answered again", "只能重新回答用户的消息");
        }
        var startsOver = text.isPresent() && dialog.isFull(policy);
        var stage = saying.stage();
        var persona = stage == null ? persona(tx, owner, wish, conversation).orElse(null) : null;
        var words = text.orElseGet(() -> dialog.newestFirst().getFirst().text());
        var guise = stage == null ? Guise.of(caller, persona) : Guise.of(stage);
        var place = new Performance.Ground(conversation, dialog.newestFirst(), guise, words, saying.opening());
        var standing = performance.read(tx, owner, place);
        var isPreset = preset != null && wish.text() == null && wish.parts() == null;
        var said = standing != null && isPreset ? text.map(one -> performance.read(standing, one)) : text;
        return new Ground(conversation, parent, dialog, policy, persona, guise, preset, said, startsOver, standing);
    }

    private Dialog dialog(Handle tx, AccountId owner, Saying saying, @Nullable MessageId parent, ContextPolicy policy) {
        var opening = saying.opening();
        if (opening != null) {
            return Dialog.whole(opening.chosen().stream().toList());
        }
        return parent == null ? Dialog.whole(List.of()) : dialog(tx, owner, saying.where(), parent, policy);
    }

    private Conversation find(Handle tx, AccountId owner, ConversationId id) {
        return conversations.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    private Dialog dialog(Handle tx, AccountId owner, ConversationId id, MessageId leaf, ContextPolicy policy) {
        var path = messages.upwards(tx, owner, id, leaf, Context.LONGEST_PATH);
        return Dialog.startsOver(policy)
                ? Dialog.since(path, messages.beginning(tx, owner, id, leaf, Context.LONGEST_PATH))
                : Dialog.whole(path);
    }

    private Optional<Persona> persona(Handle tx, AccountId owner, TakeTurn wish, Conversation conversation) {
        var wanted = wish.personaId() == null ? conversation.personaId() : wish.personaId();
        return wanted == null
                ? personas.usual(tx, owner)
                : Optional.of(personas.find(tx, owner, wanted)
                        .orElseThrow(() -> Refusal.invalid("persona_id", "there is no such persona", "没有该人设")));
    }

    /** Who asks where nobody says as whom. */
    @Nullable
    Persona persona(Handle tx, AccountId owner, Conversation conversation) {
        var wanted = conversation.personaId();
        return (wanted == null ? personas.usual(tx, owner) : personas.find(tx, owner, wanted)).orElse(null);
    }

    private static @Nullable MessageId parent(Conversation conversation, TakeTurn wish) {
        var place = wish.parentId();
        var id = place == null ? conversation.leafId() : place.id();
        return id == null ? null : new MessageId(id);
    }

    private static String model(TakeTurn wish, Ground ground) {
        var preset = ground.preset();
        var standing = ground.standing();
        var begun = preset == null ? null : preset.model();
        var played = standing == null ? null : standing.role().model();
        return Stream.of(wish.model(), begun, ground.conversation().model(), played)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("chat");
    }

    /** The parameters where the question names none: the preset's before the conversation's. */
    private Sampling usual(Ground ground) {
        var preset = ground.preset();
        var own = preset == null || preset.parameters().isEmpty()
                ? ground.conversation().parameters()
                : preset.parameters();
        return json.convertValue(own, Sampling.class);
    }

    private static Parameters parameters(@Nullable Sampling wished, Sampling base) {
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

    private Asked asked(Ground ground, MessageId said, Saying saying, String model, Parameters parameters) {
        var remarks =
                saying.stage() == null ? List.<Prompt.Part>of() : saying.stage().remarks();
        var whole = ground.text()
                .map(words -> ground.dialog().with(said(ground, said, words), ground.startsOver()))
                .orElse(ground.dialog());
        var frugal = Boolean.TRUE.equals(saying.wish().frugal());
        var window = turns.resolve(model).getFirst().model();
        var most = parameters.maxTokens() == null ? TurnConfig.USUAL_OUTPUT : parameters.maxTokens();
        var room = window.contextTokens() - Math.min(most, window.maxOutputTokens()) - Prompt.tokens(remarks);
        var standing = ground.standing();
        if (standing == null) {
            var shown = frugal ? whole.last() : whole;
            var system = ground.conversation().system();
            var prompt = Context.prompt(system, ground.persona(), shown, ground.policy(), room);
            return new Asked(prompt.with(remarks), null);
        }
        var trigger = ground.text().isPresent() ? "normal" : "regenerate";
        var bounds = Context.bounds(whole, ground.policy(), room, frugal);
        var asking = new Performance.Asking(trigger, frugal, model, bounds);
        var acted = performance.act(standing, ground.conversation(), whole.visible(), asking);
        var beside = new Performance.Beside(acted.after(), performance.sources(standing, asking));
        return new Asked(acted.prompt().with(remarks), beside);
    }

    /** Keeps with a character's answer what belongs to it, in the transaction that makes it. */
    void keep(
            Handle tx,
            Caller caller,
            TurnId turn,
            ConversationId id,
            Question.Opened opened,
            Performance.@Nullable Beside beside) {
        var answer = opened.answer();
        if (beside != null && answer != null) {
            performance.keep(tx, caller, turn, id, answer.id(), beside);
        }
    }

    /** The new message as the prompt needs it, before it is kept. */
    private Message said(Ground ground, MessageId id, String text) {
        return new Message(
                id.value(),
                ground.conversation().id(),
                null,
                null,
                "user",
                ground.as().author(),
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

    private Question.Opened open(
            Handle tx, Caller caller, ConversationId id, Ground ground, MessageId said, TurnId turn, String model) {
        var text = ground.text();
        var owner = caller.account();
        messages.answering(tx, owner, id, ground.parent()).ifPresent(running -> {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", running.toString());
        });
        var begun = new java.util.ArrayList<Question.Begun>();
        var parent = ground.parent();
        if (text.isPresent()) {
            var author = ground.as().author();
            messages.insert(
                    tx,
                    owner,
                    new Messages.Draft(
                            said, id, parent, turn, "user", author, text.get(), "complete", null, time.instant()));
            begun.add(new Question.Begun(said, parent, "user", new Author(author.kind(), author.id(), author.name())));
            if (ground.startsOver()) {
                messages.begin(tx, owner, said);
            }
            if (ground.preset() != null) {
                conversations.beginWith(tx, owner, id, ground.preset());
            }
            conversations.name(tx, owner, id, title(text.get()));
            parent = said;
        }
        var answer =
                answer(tx, owner, id, parent, turn, model, ground.conversation().character());
        begun.add(answer);
        conversations.moveTo(tx, owner, id, answer.id().value(), time.instant());
        return new Question.Opened(begun, answer);
    }

    /** Makes the empty answer that the turn will fill. */
    Question.Begun answer(
            Handle tx,
            AccountId owner,
            ConversationId id,
            @Nullable MessageId parent,
            TurnId turn,
            String model,
            Conversation.@Nullable Speaker speaker) {
        var answer = new MessageId(ids.next());
        var said = speaker == null
                ? Author.model(model)
                : new Author("character", speaker.id().toString(), speaker.name());
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
