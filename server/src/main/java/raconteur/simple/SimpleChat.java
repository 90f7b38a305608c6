package raconteur.simple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Library;
import raconteur.conversation.Repertoire;
import raconteur.conversation.Saying;
import raconteur.conversation.Talk;
import raconteur.conversation.Tree;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Chat;
import raconteur.protocol.ChatAnswer;
import raconteur.protocol.ChatHistory;
import raconteur.protocol.ContextPolicy;
import raconteur.protocol.Conversation;
import raconteur.protocol.FetchHistory;
import raconteur.protocol.Message;
import raconteur.protocol.Preset;
import raconteur.protocol.Sampling;
import raconteur.protocol.TakeTurn;
import raconteur.turn.Question;
import raconteur.turn.Repeats;
import raconteur.turn.TurnEnds;
import raconteur.turn.TurnId;
import raconteur.turn.TurnState;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;

/** Asks in tabs and tells what was said there, for HTTP and for the event socket alike. Thread-safe. */
@Singleton
public final class SimpleChat {
    /**
     * A question that was taken.
     *
     * @param tab where it was asked; perhaps a new one
     */
    public record Asked(ConversationId tab, Turns.Taken taken) {}

    private static final int USUAL_HISTORY = 50;

    private final Database database;
    private final Library library;
    private final Repertoire repertoire;
    private final Tree tree;
    private final Talk talk;
    private final Tabs tabs;
    private final Repeats repeats;
    private final TurnEnds ends;
    private final TurnViews views;
    private final SimpleConfig config;
    private final ObjectMapper json;

    SimpleChat(
            Database database,
            Library library,
            Repertoire repertoire,
            Tree tree,
            Talk talk,
            Tabs tabs,
            Repeats repeats,
            TurnEnds ends,
            TurnViews views,
            SimpleConfig config,
            ObjectMapper json) {
        this.database = database;
        this.library = library;
        this.repertoire = repertoire;
        this.tree = tree;
        this.talk = talk;
        this.tabs = tabs;
        this.repeats = repeats;
        this.ends = ends;
        this.views = views;
        this.config = config;
        this.json = json;
    }

    /** Who asks from where, and how the request is recognised when it comes again. */
    private record Asker(Caller caller, TabHolder holder, Question.@Nullable Once once, String trace) {
        AccountId account() {
            return caller.account();
        }
    }

    /**
     * Where a question is asked.
     *
     * @param isNew whether the tab is opened by it
     * @param preset whose prompt is sent before it; null for none
     */
    private record Ground(
            Conversation conversation,
            boolean isNew,
            @Nullable Preset preset) {
        ConversationId id() {
            return new ConversationId(conversation.id());
        }
    }

    /**
     * Takes a question; the answer is told by the turn. Returns at once, unless a preset's prompt must be answered
     * first: then after that, on the caller's (virtual) thread.
     *
     * @param onceKey how a repeated request is recognised, if it can be
     * @param begun told each turn as soon as it is taken: the preset's, if there is one, and the question's
     * @throws Refusal among others {@link Code#TOO_MANY_TABS}, {@link Code#TURN_RUNNING}, {@link Code#TOO_SOON},
     *     {@link Code#INSUFFICIENT_BALANCE}
     */
    public Asked ask(
            Caller caller,
            TabHolder holder,
            Chat question,
            @Nullable String onceKey,
            String trace,
            Consumer<Asked> begun) {
        var once = repeats.once(onceKey, question.clientRequestId(), "chat", question);
        var earlier = once == null ? null : repeats.earlier(caller, once).orElse(null);
        if (earlier != null) {
            return new Asked(new ConversationId(Objects.requireNonNull(earlier.place())), earlier.taken());
        }
        var asker = new Asker(caller, holder, once, trace);
        var ground = ground(asker, question);
        var preset = ground.preset();
        var ready = preset == null ? ground : begin(asker, question, ground, preset, begun);
        var wish = wish(question, question.input().parts(), ready.conversation().parameters(), null);
        var asked = take(asker, ready, wish, once, preset == null);
        begun.accept(asked);
        return asked;
    }

    private Ground ground(Asker asker, Chat question) {
        var wanted = question.chatSessionId();
        var named = question.presetId();
        if (wanted == null) {
            var drawn = database.read(tx -> library.draw(tx, asker.account(), config.draft(named)));
            return new Ground(drawn, true, named == null ? null : repertoire.get(asker.account(), named));
        }
        var conversation = library.get(asker.account(), new ConversationId(wanted));
        if (conversation.leafId() == null) {
            return new Ground(conversation, false, named == null ? null : preset(asker.account(), named));
        }
        if (named != null && !named.equals(conversation.presetId())) {
            throw Refusal.invalid("preset_id", "a tab begins with its preset: open another tab", "预设只能用于新标签页，请另开标签页");
        }
        var policy = policy(conversation);
        var kept = conversation.presetId();
        var startsOver = kept != null && talk.isFull(asker.account(), new ConversationId(wanted), policy);
        return new Ground(conversation, false, kept != null && startsOver ? standing(asker.account(), kept) : null);
    }

    private Preset preset(AccountId owner, UUID id) {
        var found = standing(owner, id);
        if (found == null) {
            throw Refusal.invalid("preset_id", "there is no such preset", "没有该预设");
        }
        return found;
    }

    /** The preset, unless it was deleted. */
    private @Nullable Preset standing(AccountId owner, UUID id) {
        return repertoire.all(owner).stream()
                .filter(preset -> preset.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** As the tab has it, where that is of the kind that tabs have; otherwise as tabs usually have it. */
    private ContextPolicy policy(Conversation conversation) {
        var own = json.convertValue(conversation.contextPolicy(), ContextPolicy.class);
        return own.kind().equals("entries") ? own : config.policy();
    }

    /** Sends the preset's prompt and waits for what is answered; the tab as it is then. */
    private Ground begin(Asker asker, Chat question, Ground ground, Preset preset, Consumer<Asked> begun) {
        var once = asker.once();
        var onceToo = once == null ? null : new Question.Once("preset of " + once.key(), once.fingerprint());
        var usual = preset.parameters().isEmpty() ? ground.conversation().parameters() : preset.parameters();
        var wish = wish(question, null, usual, preset.id());
        var asked = take(asker, ground, wish, onceToo, true);
        begun.accept(asked);
        var turn = asked.taken().turn();
        var end = await(asker.caller(), turn);
        if (end.state() != TurnState.COMPLETED) {
            throw failed(end, asked);
        }
        return new Ground(library.get(asker.account(), asked.tab()), false, null);
    }

    private TurnEnds.End await(Caller caller, TurnId turn) {
        try {
            return ends.await(caller, turn, null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING).with("turn_id", turn.toString());
        }
    }

    private TakeTurn wish(
            Chat question, @Nullable List<TakeTurn.TextPart> parts, JsonNode usual, @Nullable UUID preset) {
        var sampling = Sampled.of(question, json.convertValue(usual, Sampling.class));
        return new TakeTurn(null, parts, null, question.model(), sampling, null, preset, null, null, null);
    }

    private Asked take(Asker asker, Ground ground, TakeTurn wish, Question.@Nullable Once once, boolean counts) {
        var drawn = ground.isNew() ? ground.conversation() : null;
        var taken = talk.take(
                asker.caller(),
                new Saying(ground.id(), wish, once, asker.trace(), drawn, policy(ground.conversation()), counts, tx -> {
                    if (drawn == null) {
                        tabs.show(tx, asker.holder(), ground.id());
                    } else {
                        tabs.openNew(tx, asker.holder(), drawn);
                    }
                }));
        // a repeated request has its first tab, not the one that was drawn for it now
        var place = taken.fresh()
                ? ground.conversation().id()
                : views.get(asker.caller(), taken.turn()).conversationId();
        return new Asked(new ConversationId(Objects.requireNonNull(place)), taken);
    }

    /**
     * Waits for the answer to a question.
     *
     * @throws Refusal why there is none, with its {@code turn_id}; {@link Code#TURN_RUNNING} when the request had been
     *     made before and is being answered
     */
    public ChatAnswer answer(Caller caller, Asked asked) {
        var turn = asked.taken().turn();
        if (!asked.taken().fresh() && ends.isRunning(turn)) {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", turn.toString());
        }
        var end = await(caller, turn);
        tabs.beat(caller.account(), asked.tab());
        if (end.state() != TurnState.COMPLETED && end.state() != TurnState.STOPPED) {
            throw failed(end, asked);
        }
        var answer = views.get(caller, turn).messages().stream()
                .map(Message.class::cast)
                .filter(message -> message.role().equals("assistant"))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return new ChatAnswer(
                0,
                answer.id(),
                answer.text(),
                asked.tab().value(),
                answer.createdAt(),
                turn.value(),
                answer.model(),
                answer.usage());
    }

    private static Refusal failed(TurnEnds.End end, Asked asked) {
        var fault = end.fault();
        var code = fault != null ? fault : end.state() == TurnState.STOPPED ? Code.CONFLICT : Code.INTERRUPTED;
        return new Refusal(code)
                .with("turn_id", asked.taken().turn().toString())
                .with("chat_session_id", asked.tab().toString());
    }

    /** What was said in one conversation of the caller's, or in all open tabs. */
    public ChatHistory history(Caller caller, TabHolder holder, FetchHistory wish) {
        var wanted = wish.chatSessionId();
        if (wanted == null) {
            if (wish.before() != null) {
                throw Refusal.invalid("before", "say of which chat_session_id", "请同时指定 chat_session_id");
            }
            tabs.beat(holder);
        } else {
            tabs.beat(caller.account(), new ConversationId(wanted));
        }
        var ids = wanted == null ? tabs.open(caller) : List.of(wanted);
        return new ChatHistory(0, ids.stream().map(id -> tab(caller, id, wish)).toList());
    }

    private ChatHistory.Tab tab(Caller caller, UUID id, FetchHistory wish) {
        var conversation = library.get(caller.account(), new ConversationId(id));
        var limit = wish.limit() == null ? USUAL_HISTORY : wish.limit();
        var path = tree.path(caller.account(), new ConversationId(id), null, wish.before(), limit);
        return new ChatHistory.Tab(
                id,
                conversation.title(),
                path.items().stream()
                        .map(said -> new ChatHistory.Said(said.id(), said.role(), said.text(), said.createdAt()))
                        .toList());
    }

    /** Empties and removes a conversation, and frees its tab; {@link Code#NOT_FOUND} when it is not the caller's. */
    public void remove(Caller caller, ConversationId tab) {
        library.delete(caller, tab, false);
        tabs.freed(caller.account(), tab);
    }
}
