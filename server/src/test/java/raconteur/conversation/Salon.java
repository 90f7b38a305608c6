package raconteur.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour;
import raconteur.bench.Upstream;
import raconteur.character.CharacterId;
import raconteur.character.CharacterSheet;
import raconteur.character.Characters;
import raconteur.character.Visibility;
import raconteur.character.acting.State;
import raconteur.character.card.CardFile;
import raconteur.character.memory.MemoryKit;
import raconteur.character.memory.Paths;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.CharacterTalk;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.protocol.Place;
import raconteur.protocol.TakeTurn;
import raconteur.turn.Answers;
import raconteur.turn.MessageId;
import raconteur.turn.TurnEnds;
import raconteur.turn.TurnEvent;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;
import raconteur.turn.World;

/** Conversations over a real database and a real upstream, with people who talk and characters who answer. */
final class Salon implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    final Upstream upstream = Upstream.start(0);
    final World world;
    final Caller ada;
    final Caller eve;
    final Talk talk;
    final Tree tree;
    final Openings openings;
    final Library library;
    final States states;
    final MemoryKit memory;

    /** Turns need to know who keeps their answers before there is anything to keep them in. */
    private record Late(AtomicReference<Answers> whom) implements Answers {
        @Override
        public String surface() {
            return Talk.SURFACE;
        }

        @Override
        public void ended(Handle tx, Ended answer) {
            whom.get().ended(tx, answer);
        }

        @Override
        public List<?> messages(AccountId owner, TurnId turn) {
            return whom.get().messages(owner, turn);
        }

        @Override
        public List<TurnEvent.Spoken> spoken(AccountId owner, TurnId turn) {
            return whom.get().spoken(owner, turn);
        }

        @Override
        public Optional<String> text(Handle tx, AccountId owner, MessageId message) {
            return whom.get().text(tx, owner, message);
        }
    }

    Salon(EveryDatabase kind, Path folder) {
        var late = new AtomicReference<Answers>();
        world = new World(
                kind,
                folder,
                Map.of(
                        "PROVIDER_FAKE_BASE_URL", upstream.base().toString(),
                        "PROVIDER_FAKE_API_KEY", "sk-plain",
                        "PROVIDER_FAKE_MODELS", "plain",
                        "PROVIDER_FAKE_PRICES", "plain=0.1/0.2",
                        "UPSTREAM_BREAKER_FAILURES", "0",
                        "SESSION_QUESTION_INTERVAL", "0s",
                        "MAX_RUNNING_TURNS", "0",
                        "MODEL_CHAT", "fake/plain"),
                List.of(new Late(late), MemoryKit.answers()));
        world.with(Paths.class, world.the(TalkPaths.class));
        memory = new MemoryKit(world);
        MemoryKit.listen(upstream);
        late.set(world.the(TalkAnswers.class));
        world.started();
        world.the(Turns.class).listen(world.the(Afterthoughts.class));
        talk = world.the(Talk.class);
        tree = world.the(Tree.class);
        openings = world.the(Openings.class);
        library = world.the(Library.class);
        states = world.the(States.class);
        ada = member("ada");
        eve = member("eve");
        upstream.always(Behaviour.standard().saying("The light goes round."));
    }

    Caller member(String name) {
        var made = world.ada("10");
        world.database()
                .transact(tx -> tx.createUpdate(
                                "insert into account (id, username, username_key, role, state,"
                                        + " version, created_at, updated_at) values (:id, :name, :id, 'member', 'active', 1, 0, 0)")
                        .bind("id", made.account().toString())
                        .bind("name", name)
                        .execute());
        return new Caller(made.account(), name, UUID.randomUUID(), made.roles(), made.language());
    }

    /** A character of the fields of a card. */
    CharacterId character(Caller owner, String name, Visibility visibility, Consumer<ObjectNode> fields) {
        var card = JSON.createObjectNode().put("spec", "chara_card_v3").put("spec_version", "3.0");
        var data = card.putObject("data").put("name", name);
        data.put("description", name + " keeps the lighthouse.");
        data.put("first_mes", "Ahoy, {{user}}.");
        fields.accept(data);
        var read = CardFile.read(card.toString().getBytes(StandardCharsets.UTF_8));
        var id = new CharacterId(UUID.randomUUID());
        var sheet = CharacterSheet.blank(id, owner.account(), name, "en", null, Instant.EPOCH)
                .with(read.file().card())
                .with(visibility);
        world.database().transact(tx -> {
            world.the(Characters.class).insert(tx, sheet);
            return id;
        });
        return id;
    }

    CharacterId isolde() {
        return character(ada, "Isolde", Visibility.PRIVATE, _ -> {});
    }

    Conversation open(Caller caller, CharacterId id) {
        return openings.open(caller, id, new CharacterTalk(null, null, null));
    }

    static TakeTurn wish(@Nullable String text, @Nullable Place place) {
        return new TakeTurn(text, null, place, null, null, null, null, null, null, null);
    }

    /** Says something at the end of the current path, and waits for the answer. */
    Message say(Caller caller, Conversation conversation, String text) {
        return take(caller, conversation.id(), wish(text, null));
    }

    Message take(Caller caller, UUID conversation, TakeTurn wish) {
        var taken = talk.take(caller, new Saying(new ConversationId(conversation), wish, null, "trace"));
        return answer(caller, taken.turn());
    }

    Message answer(Caller caller, TurnId turn) {
        try {
            world.the(TurnEnds.class).await(caller, turn, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        var messages = world.the(TalkAnswers.class).messages(caller.account(), turn);
        assertThat(messages).isNotEmpty();
        return messages.getLast();
    }

    List<Message> path(Caller caller, UUID conversation) {
        return tree.path(caller.account(), new ConversationId(conversation), null, null, 200)
                .items();
    }

    State at(Caller caller, UUID conversation, UUID leaf) {
        return world.database()
                .read(tx -> states.at(tx, caller.account(), new ConversationId(conversation), new MessageId(leaf)));
    }

    /** What was last sent to the model, message by message. */
    List<String> sent() {
        return sent(upstream.completions().getLast().body());
    }

    static List<String> sent(com.fasterxml.jackson.databind.JsonNode body) {
        return body.path("messages")
                .valueStream()
                .map(message -> message.path("role").asText() + ": "
                        + message.path("content").asText())
                .toList();
    }

    @Override
    public void close() {
        world.close();
        upstream.close();
    }
}
