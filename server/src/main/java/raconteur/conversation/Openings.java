package raconteur.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.character.CharacterId;
import raconteur.character.acting.Acting;
import raconteur.character.acting.Placement;
import raconteur.character.acting.State;
import raconteur.conversation.ConversationListener.Change;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.CharacterTalk;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.protocol.Persona;
import raconteur.turn.MessageId;

/** Begins conversations with characters: their greetings stand side by side at the root, one of them chosen. */
@Singleton
public final class Openings {
    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final Personas personas;
    private final States states;
    private final Company company;
    private final Changes changes;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;

    Openings(
            Database database,
            Conversations conversations,
            Messages messages,
            Personas personas,
            States states,
            Company company,
            Changes changes,
            ObjectMapper json,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.personas = personas;
        this.states = states;
        this.company = company;
        this.changes = changes;
        this.json = json;
        this.ids = ids;
        this.time = time;
    }

    /**
     * A conversation that is not kept yet.
     *
     * @param chosen the greeting its path begins with, if it has one
     */
    public record Opening(
            Conversation conversation,
            CharacterId character,
            long seed,
            List<First> greetings,
            Optional<Message> chosen) {
        /** What holds after the chosen greeting. */
        State after() {
            return greetings.stream()
                    .filter(one -> chosen.isPresent()
                            && one.id().value().equals(chosen.get().id()))
                    .findFirst()
                    .map(First::after)
                    .orElse(State.NONE);
        }
    }

    /** A greeting, and what holds after it. */
    record First(MessageId id, String text, State after) {}

    /**
     * Begins one. The first with a character is the standing one, which is gone on with where only the character is
     * named.
     *
     * @throws Refusal {@link Code#NOT_FOUND} for a character that is not shown to the caller
     */
    public Conversation open(Caller caller, CharacterId character, CharacterTalk wish) {
        var owner = caller.account();
        var made = database.transact(tx -> {
            var role = company.find(tx, owner, character).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var opening = draw(tx, caller, role, wish);
            insert(tx, owner, opening, false);
            conversations.claim(
                    tx, owner, new ConversationId(opening.conversation().id()), character);
            return conversations
                    .find(tx, owner, new ConversationId(opening.conversation().id()))
                    .orElseThrow();
        });
        return changes.tell(owner, made, Change.MADE);
    }

    /** What a conversation would begin with. */
    public Opening draw(Handle tx, Caller caller, Role role, CharacterTalk wish) {
        var actor = role.actor();
        var chosen = wish.greeting() == null ? 0 : wish.greeting();
        if (wish.greeting() != null && chosen >= actor.greetings().size()) {
            throw Refusal.invalid("greeting", "there is no such greeting", "没有该开场白");
        }
        var as = Guise.of(caller, persona(tx, caller.account(), wish.personaId()));
        var now = time.instant();
        var seed = ids.next().getLeastSignificantBits();
        var greetings = new ArrayList<First>();
        for (var n = 0; n < actor.greetings().size(); n++) {
            var said = Acting.greet(actor, as.partner(), n, seed, now.atZone(ZoneOffset.UTC));
            greetings.add(new First(new MessageId(ids.next()), said.text(), said.after()));
        }
        var first = greetings.isEmpty() ? null : greetings.get(chosen);
        var conversation = new Conversation(
                ids.next(),
                wish.title() == null || wish.title().isBlank() ? role.name() : wish.title(),
                "",
                null,
                json.createObjectNode(),
                json.createObjectNode().put("kind", "tokens").putNull("budget"),
                wish.personaId(),
                null,
                false,
                false,
                null,
                List.of(),
                first == null ? null : first.id().value(),
                null,
                1,
                now,
                now,
                new Conversation.Speaker(role.id().value(), role.name(), null),
                Placement.AT_POSITION.word());
        return new Opening(
                conversation,
                role.id(),
                seed,
                greetings,
                Optional.ofNullable(first).map(one -> message(conversation, one)));
    }

    private @Nullable Persona persona(Handle tx, AccountId owner, @Nullable UUID wanted) {
        return wanted == null
                ? personas.usual(tx, owner).orElse(null)
                : personas.find(tx, owner, wanted)
                        .orElseThrow(() -> Refusal.invalid("persona_id", "there is no such persona", "没有该人设"));
    }

    /** The greeting as a prompt needs it before it is kept. */
    private static Message message(Conversation conversation, First greeting) {
        return new Message(
                greeting.id().value(),
                conversation.id(),
                null,
                null,
                "assistant",
                author(conversation),
                greeting.text(),
                List.of(),
                null,
                "complete",
                false,
                null,
                null,
                null,
                List.of(),
                1,
                conversation.createdAt());
    }

    private static Message.Author author(Conversation conversation) {
        var speaker = Objects.requireNonNull(conversation.character());
        return new Message.Author("character", speaker.id().toString(), speaker.name());
    }

    /** Keeps it, with all its greetings. */
    void insert(Handle tx, AccountId owner, Opening opening, boolean hiddenUntilUsed) {
        var made = opening.conversation();
        var id = new ConversationId(made.id());
        conversations.insert(tx, owner, made, hiddenUntilUsed);
        conversations.cast(tx, owner, id, Objects.requireNonNull(made.character()), opening.seed());
        for (var greeting : opening.greetings()) {
            messages.insert(
                    tx,
                    owner,
                    new Messages.Draft(
                            greeting.id(),
                            id,
                            null,
                            null,
                            "assistant",
                            author(made),
                            greeting.text(),
                            "complete",
                            null,
                            made.createdAt()));
            states.keep(tx, owner, greeting.id(), greeting.after());
        }
    }

    /**
     * Keeps it as the standing one with its character.
     *
     * @return false, and nothing was kept, when meanwhile there is another
     */
    public boolean insertStanding(Handle tx, AccountId owner, Opening opening) {
        if (conversations.standing(tx, owner, opening.character()).isPresent()) {
            return false;
        }
        insert(tx, owner, opening, true);
        return conversations.claim(
                tx, owner, new ConversationId(opening.conversation().id()), opening.character());
    }
}
