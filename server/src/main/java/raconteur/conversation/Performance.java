package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.acting.Acted;
import raconteur.character.acting.Acting;
import raconteur.character.acting.Cue;
import raconteur.character.acting.Partner;
import raconteur.character.acting.Placement;
import raconteur.character.acting.Recalled;
import raconteur.character.acting.State;
import raconteur.character.bookshelf.Place;
import raconteur.character.bookshelf.Place.Kind;
import raconteur.character.lore.Scene;
import raconteur.knowledge.KnowledgeSearch;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.protocol.Conversation;
import raconteur.protocol.KnowledgePassage;
import raconteur.protocol.KnowledgeSource;
import raconteur.protocol.Message;
import raconteur.provider.Completion;
import raconteur.turn.MessageId;
import raconteur.turn.TokenCount;
import raconteur.turn.TurnId;

/** Lets characters speak in conversations: finds what they know on a path, and makes their prompts from it. */
@Singleton
final class Performance {
    /** Passages that a character is told at most. */
    private static final int MOST_KNOWN = 5;

    /** Share of the room that they may take: one in so many. */
    private static final int KNOWN_SHARE = 6;

    private final Conversations conversations;
    private final Company company;
    private final Remembering remembering;
    private final KnowledgeSearch knowledge;
    private final States states;
    private final MessageSources sources;
    private final Underway underway;
    private final InstantSource time;

    Performance(
            Conversations conversations,
            Company company,
            Remembering remembering,
            KnowledgeSearch knowledge,
            States states,
            MessageSources sources,
            Underway underway,
            InstantSource time) {
        this.conversations = conversations;
        this.company = company;
        this.remembering = remembering;
        this.knowledge = knowledge;
        this.states = states;
        this.sources = sources;
        this.underway = underway;
        this.time = time;
    }

    /**
     * What an answer of a character stands on, read before it is admitted.
     *
     * @param before what held at the end of the path that is answered
     * @param known what has to do with what was said, of what is open here
     */
    record Standing(
            Role role,
            Company.Books books,
            Partner partner,
            Recalled recalled,
            State before,
            long seed,
            List<KnowledgePassage> known) {}

    /**
     * The path that is to be answered.
     *
     * @param above its kept messages, the newest first, hidden ones too
     * @param as what the person appears as
     * @param words that are said or answered, by which memories are called up
     * @param opening what it begins with, where it is not kept yet
     */
    record Ground(
            Conversation conversation,
            List<Message> above,
            Guise as,
            String words,
            Openings.@Nullable Opening opening) {}

    /**
     * Reads it; nothing where no character speaks.
     *
     * @throws Refusal {@link Code#CONFLICT} when the character is gone
     */
    @Nullable
    Standing read(Handle tx, AccountId owner, Ground ground) {
        var speaker = ground.conversation().character();
        if (speaker == null) {
            return null;
        }
        var id = new CharacterId(speaker.id());
        var role = company.find(tx, owner, id).orElseThrow(() -> gone(speaker.name()));
        var conversation = new ConversationId(ground.conversation().id());
        var above = ground.above();
        var leaf = above.isEmpty() ? null : new MessageId(above.getFirst().id());
        var opening = ground.opening();
        var places = List.of(
                new Place(Kind.CONVERSATION, conversation.value()),
                new Place(Kind.PERSONA, ground.as().id()),
                new Place(Kind.CHARACTER, id.value()),
                Place.EVERYWHERE);
        return new Standing(
                role,
                company.books(tx, owner, role, ground.as().partner(), places),
                ground.as().partner(),
                remembering.recall(tx, owner, id, above.reversed(), ground.as(), ground.words()),
                opening == null ? states.at(tx, owner, conversation, leaf) : opening.after(),
                opening == null ? conversations.seed(tx, owner, conversation) : opening.seed(),
                knowledge.known(tx, owner, id.value(), said(ground), MOST_KNOWN));
    }

    /** What is answered, and what the person had said before it. */
    private static KnowledgeSearch.Said said(Ground ground) {
        var words = ground.words();
        var before = ground.above().stream()
                .filter(message -> message.role().equals("user") && !message.hidden())
                .map(Message::text)
                .filter(text -> !text.equals(words))
                .findFirst()
                .orElse("");
        return new KnowledgeSearch.Said(words, before);
    }

    private static Refusal gone(String name) {
        return new Refusal(
                Code.CONFLICT,
                new Text(
                        name + " is gone: this conversation can be read, but not gone on with.",
                        name + "已不在：此对话仍可阅读，但无法继续。"));
    }

    /** How an answer is asked for. */
    record Asking(String trigger, boolean frugal, String model, Cue.Bounds bounds) {}

    /** What of it there is room for: whole passages, the best first. */
    private static List<KnowledgePassage> fitting(Standing standing, Asking asking) {
        var left = asking.bounds().room() / KNOWN_SHARE;
        var fitting = new ArrayList<KnowledgePassage>();
        for (var passage : standing.known()) {
            left -= TokenCount.about(passage.text());
            if (left < 0) {
                break;
            }
            fitting.add(passage);
        }
        return fitting;
    }

    /** What an answer that is asked for so is told, as it is shown with it. */
    List<KnowledgeSource> sources(Standing standing, Asking asking) {
        var sources = new ArrayList<KnowledgeSource>();
        for (var passage : fitting(standing, asking)) {
            sources.add(new KnowledgeSource(
                    sources.size() + 1,
                    passage.id(),
                    passage.collectionId(),
                    passage.collection(),
                    passage.file(),
                    passage.title(),
                    passage.url(),
                    passage.licence()));
        }
        return List.copyOf(sources);
    }

    private static List<Recalled.Known> known(List<KnowledgePassage> passages) {
        return passages.stream()
                .map(one -> new Recalled.Known(
                        one.title().isEmpty() ? one.file() : one.file() + ": " + one.title(), one.text()))
                .toList();
    }

    /** The prompt for the next answer on this path, and what holds once it was given. */
    Acted act(Standing standing, Conversation conversation, List<Message> newestFirst, Asking asking) {
        var path = newestFirst.reversed().stream()
                .map(message -> new Scene.Said(
                        message.id().toString(), role(message), message.author().name(), message.text()))
                .toList();
        var placement = asking.frugal() ? Placement.AT_POSITION : Placement.parse(conversation.lorePlacement());
        var acted = Acting.act(new Cue(
                standing.role().actor(),
                standing.partner(),
                conversation.system(),
                path,
                standing.recalled().with(known(fitting(standing, asking))),
                standing.before(),
                company.lore(standing.role(), standing.partner(), standing.books()),
                placement,
                standing.seed(),
                asking.trigger(),
                asking.model(),
                time.instant().atZone(ZoneOffset.UTC),
                asking.bounds()));
        if (!asking.frugal()) {
            return acted;
        }
        // what was not shown this once stands where it stood
        var after = acted.after();
        return new Acted(
                acted.prompt(),
                new State(after.greeting(), after.timers(), standing.before().pins(), after.variables()),
                acted.lore());
    }

    private static Completion.Role role(Message message) {
        return message.role().equals("assistant") ? Completion.Role.ASSISTANT : Completion.Role.USER;
    }

    /** What the author of a preset wrote, as it is said to this character. */
    String read(Standing standing, String preset) {
        var now = time.instant().atZone(ZoneOffset.UTC);
        return Acting.read(standing.role().actor(), standing.partner(), preset, standing.seed(), now);
    }

    /**
     * What is kept with an answer of a character.
     *
     * @param after what holds once it was given
     * @param sources what it was told
     */
    record Beside(State after, List<KnowledgeSource> sources) {}

    /** Keeps it with an answer that is about to be given. */
    void keep(Handle tx, Caller payer, TurnId turn, ConversationId where, MessageId answer, Beside beside) {
        states.keep(tx, payer.account(), answer, beside.after());
        sources.keep(tx, payer.account(), answer, beside.sources());
        underway.began(turn, new Underway.Asked(payer, where.value(), answer));
    }
}
