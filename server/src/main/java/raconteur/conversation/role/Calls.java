package raconteur.conversation.role;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.conversation.Company;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Library;
import raconteur.conversation.Openings;
import raconteur.conversation.Role;
import raconteur.conversation.Saying;
import raconteur.conversation.Talk;
import raconteur.conversation.Tree;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.CharacterTalk;
import raconteur.protocol.Message;
import raconteur.protocol.RoleMessages;
import raconteur.protocol.RoleQuestion;
import raconteur.protocol.RoleReply;
import raconteur.protocol.TakeTurn;
import raconteur.turn.Question;
import raconteur.turn.Repeats;
import raconteur.turn.TurnEnds;
import raconteur.turn.TurnState;
import raconteur.turn.TurnViews;
import raconteur.turn.Turns;

/** Says something to a character that is called by name, and tells what was said. Thread-safe. */
@Singleton
public final class Calls {
    /** For so long an answer is waited for; the contract's 300 seconds less what the way takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(295);

    private static final int MOST_READ = 2000;
    private static final int PAGE = 200;
    private static final CharacterTalk AS_USUAL = new CharacterTalk(null, null, null);

    private final Database database;
    private final Company company;
    private final Openings openings;
    private final Library library;
    private final Tree tree;
    private final Talk talk;
    private final Repeats repeats;
    private final TurnEnds ends;
    private final TurnViews views;

    Calls(
            Database database,
            Company company,
            Openings openings,
            Library library,
            Tree tree,
            Talk talk,
            Repeats repeats,
            TurnEnds ends,
            TurnViews views) {
        this.database = database;
        this.company = company;
        this.openings = openings;
        this.library = library;
        this.tree = tree;
        this.talk = talk;
        this.repeats = repeats;
        this.ends = ends;
        this.views = views;
    }

    /**
     * Who was called.
     *
     * @param others of the same name
     */
    public record Called(Role role, List<CharacterId> others) {}

    /** A question that was taken, and where. */
    public record Asked(CharacterId character, ConversationId conversation, Turns.Taken taken) {}

    /**
     * Finds who is called: an own character by its id, else by its exact name (the newest of several), else another's
     * that is shown, by its id.
     *
     * @throws Refusal {@link Code#NOT_FOUND} when there is nobody
     */
    public Called find(Caller caller, String call) {
        return database.read(tx -> {
            var byId = Ids.parse(call).flatMap(id -> company.find(tx, caller.account(), new CharacterId(id)));
            if (byId.isPresent() && byId.get().own()) {
                return new Called(byId.get(), List.of());
            }
            var named = company.named(tx, caller.account(), call);
            if (!named.isEmpty()) {
                var others = named.stream().skip(1).map(Role::id).toList();
                return new Called(named.getFirst(), others);
            }
            return new Called(byId.orElseThrow(() -> new Refusal(Code.NOT_FOUND)), List.of());
        });
    }

    /**
     * Takes what is said; the answer is told by the turn.
     *
     * @param wanted conversation with this character; null for the standing one
     * @param onceKey how a repeated request is recognised, if it can be
     * @throws Refusal among others {@link Code#NOT_FOUND}, {@link Code#TURN_RUNNING}, {@link Code#TOO_SOON}
     */
    public Asked say(
            Caller caller,
            Role role,
            @Nullable UUID wanted,
            RoleQuestion question,
            @Nullable String onceKey,
            String trace) {
        if (question.content().isBlank()) {
            throw Refusal.invalid("content", "say something", "请输入内容");
        }
        var once = repeats.once(
                onceKey, question.clientRequestId(), "role", role.id().toString(), String.valueOf(wanted), question);
        var earlier = once == null ? null : repeats.earlier(caller, once).orElse(null);
        if (earlier != null) {
            var place = new ConversationId(Objects.requireNonNull(earlier.place()));
            return new Asked(role.id(), place, earlier.taken());
        }
        var there = place(caller, role, wanted);
        if (there.isPresent()) {
            return in(caller, role, there.get(), question, once, trace);
        }
        var begun = begin(caller, role, question, once, trace);
        // who said the first thing a moment before us has begun the conversation in which this is said too
        return begun.orElseGet(() -> in(caller, role, place(caller, role, null).orElseThrow(), question, once, trace));
    }

    private Optional<ConversationId> place(Caller caller, Role role, @Nullable UUID wanted) {
        if (wanted == null) {
            return library.standing(caller.account(), role.id());
        }
        var found = library.get(caller.account(), new ConversationId(wanted));
        var speaker = found.character();
        if (speaker == null || !speaker.id().equals(role.id().value())) {
            throw new Refusal(Code.NOT_FOUND);
        }
        return Optional.of(new ConversationId(wanted));
    }

    private Asked in(
            Caller caller,
            Role role,
            ConversationId there,
            RoleQuestion question,
            Question.@Nullable Once once,
            String trace) {
        var taken = talk.take(caller, new Saying(there, wish(question), once, trace));
        return new Asked(role.id(), there, taken);
    }

    /** The first thing that is said begins the conversation, in one transaction; nothing when another has begun it. */
    private Optional<Asked> begin(
            Caller caller, Role role, RoleQuestion question, Question.@Nullable Once once, String trace) {
        var opening = database.read(tx -> openings.draw(tx, caller, role, AS_USUAL));
        var there = new ConversationId(opening.conversation().id());
        try {
            var taken = talk.take(caller, new Saying(opening, wish(question), once, trace, tx -> {
                if (!openings.insertStanding(tx, caller.account(), opening)) {
                    throw new Refusal(Code.CONFLICT).with("conversation", "begun");
                }
            }));
            var place = taken.fresh()
                    ? there
                    : new ConversationId(Objects.requireNonNull(
                            views.get(caller, taken.turn()).conversationId()));
            return Optional.of(new Asked(role.id(), place, taken));
        } catch (Refusal refusal) {
            if (refusal.more().containsKey("conversation")) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private static TakeTurn wish(RoleQuestion question) {
        return new TakeTurn(question.content(), null, null, question.model(), null, null, null, null, null, null);
    }

    /**
     * Waits for the answer.
     *
     * @throws Refusal why there is none, with its {@code turn_id}; {@link Code#TURN_RUNNING} when it takes longer than
     *     anybody waits, or the request had been made before and is being answered: the turn goes on then
     */
    public RoleReply answer(Caller caller, Asked asked) {
        var turn = asked.taken().turn();
        if (!asked.taken().fresh() && ends.isRunning(turn)) {
            throw new Refusal(Code.TURN_RUNNING).with("turn_id", turn.toString());
        }
        var end = await(caller, asked);
        if (end.state() != TurnState.COMPLETED && end.state() != TurnState.STOPPED) {
            var fault = end.fault();
            throw new Refusal(fault == null ? Code.INTERRUPTED : fault)
                    .with("turn_id", turn.toString())
                    .with("conversation_id", asked.conversation().toString());
        }
        var answer = views.get(caller, turn).messages().stream()
                .map(Message.class::cast)
                .filter(message -> message.role().equals("assistant"))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        return new RoleReply(
                answer.text(),
                answer.id(),
                turn.value(),
                asked.conversation().value(),
                asked.character().value(),
                answer.createdAt(),
                answer.model(),
                answer.usage());
    }

    private TurnEnds.End await(Caller caller, Asked asked) {
        var turn = asked.taken().turn();
        try {
            return ends.awaitAtMost(caller, turn, PATIENCE)
                    .orElseThrow(() -> new Refusal(Code.TURN_RUNNING).with("turn_id", turn.toString()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING).with("turn_id", turn.toString());
        }
    }

    /**
     * What was said, ending with the newest.
     *
     * @param after what comes after this message alone; one that is not on the path, or null, leaves nothing out
     * @param limit how many at most, the newest
     */
    public RoleMessages said(Caller caller, Role role, @Nullable UUID wanted, @Nullable UUID after, int limit) {
        var place = place(caller, role, wanted);
        if (place.isEmpty()) {
            return new RoleMessages(role.id().value(), null, List.of());
        }
        var newestFirst = new ArrayList<RoleMessages.Said>();
        UUID before = null;
        var read = 0;
        do {
            var page = tree.path(caller.account(), place.get(), null, before, PAGE);
            for (var message : page.items().reversed()) {
                if (message.id().equals(after) || newestFirst.size() == limit) {
                    return said(role, place.get(), newestFirst);
                }
                if (isShown(message)) {
                    newestFirst.add(said(message));
                }
            }
            read += page.items().size();
            before = page.nextCursor() == null ? null : UUID.fromString(page.nextCursor());
        } while (before != null && read < MOST_READ);
        return said(role, place.get(), newestFirst);
    }

    private static RoleMessages said(Role role, ConversationId place, List<RoleMessages.Said> newestFirst) {
        return new RoleMessages(role.id().value(), place.value(), newestFirst.reversed());
    }

    /** An answer that never came is no word of the character's. */
    private static boolean isShown(Message message) {
        return !message.text().isEmpty() || message.state().equals("running");
    }

    private static RoleMessages.Said said(Message message) {
        return new RoleMessages.Said(
                message.id(),
                message.role(),
                message.author().name(),
                message.text(),
                message.state(),
                message.createdAt());
    }
}
