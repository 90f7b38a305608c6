package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.bench.Behaviour;
import raconteur.bench.Call;
import raconteur.bench.Upstream;
import raconteur.character.CharacterId;
import raconteur.ledger.Ledger;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Draining;
import raconteur.platform.Eventually;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.db.EveryDatabase;
import raconteur.platform.db.Rows;
import raconteur.task.TaskId;
import raconteur.task.Workshops;
import raconteur.turn.MessageId;
import raconteur.turn.World;
import raconteur.turn.structured.Structured;

/** Talk with a character over a real database and a real upstream, as far as memory has to do with it. */
final class Village implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(60);

    final Upstream upstream;
    final World world;
    final MemoryEvents events;
    final Chronicle chronicle;
    final Digestion digestion;
    final Workshops workshops;
    final Memory memory;
    final Notebook notebook;
    final Ids ids;
    private final Path folder;

    Village(EveryDatabase kind, Path folder) {
        this(kind, folder, Upstream.start(0));
    }

    private Village(EveryDatabase kind, Path folder, Upstream upstream) {
        this.folder = folder;
        this.upstream = upstream;
        world = new World(
                        kind,
                        folder,
                        Map.of(
                                "PROVIDER_FAKE_BASE_URL", upstream.base().toString(),
                                "PROVIDER_FAKE_API_KEY", "sk-plain",
                                "PROVIDER_FAKE_MODELS", "plain",
                                "PROVIDER_FAKE_PRICES", "plain=10/20",
                                "MAX_RUNNING_TURNS", "0",
                                "MODEL_MEMORY", "fake/plain"),
                        List.of(new MemoryAnswers()))
                .started();
        var time = InstantSource.system();
        var paths = new Kept();
        ids = world.the(Ids.class);
        events = new MemoryEvents(ids, time);
        chronicle = new Chronicle(paths, events);
        digestion = new Digestion(world.database(), chronicle, world.the(Structured.class), ids, time);
        workshops = new Workshops(world.database(), time, digestion);
        memory = new Memory(
                world.database(), events, chronicle, digestion, workshops.workshop, world.the(Draining.class));
        notebook = new Notebook(world.database(), paths, chronicle, events, memory, digestion, ids, time);
    }

    /** What a server finds that is started after this one was killed. */
    Village killed(String name) throws java.io.IOException {
        World.copy(folder.resolve("data"), folder.resolve(name + "/data"));
        return new Village(EveryDatabase.SQLITE, folder.resolve(name), upstream);
    }

    /** The model answers as in {@link Talks#answer} from now on. */
    Village remembering() {
        upstream.when(_ -> true, call -> says(Talks.answer(material(call))));
        return this;
    }

    static Behaviour says(JsonNode value) {
        return Behaviour.standard().saying(value.toString());
    }

    /** What a model was shown to make memory of. */
    static JsonNode material(Call call) {
        for (var message : call.body().path("messages")) {
            if (message.path("role").asText().equals("user")) {
                return Talks.json(message.path("content").asText());
            }
        }
        throw new AssertionError("no material in " + call.body());
    }

    /** A member who has chosen these budgets. */
    Caller member(String name, int session, int shortTerm, int longTerm) {
        var caller = world.ada("10");
        world.database().transact(tx -> {
            tx.createUpdate("insert into account (id, username, username_key, role, state, version, created_at,"
                            + " updated_at) values (:id, :name, :name, 'member', 'active', 1, 1, 1)")
                    .bind("id", caller.account().toString())
                    .bind("name", name)
                    .execute();
            return tx.createUpdate("insert into preferences (account_id, choices, version) values (:id, :choices, 1)")
                    .bind("id", caller.account().toString())
                    .bind(
                            "choices",
                            "{\"memory\":{\"session\":%d,\"short_term\":%d,\"long_term\":%d}}"
                                    .formatted(session, shortTerm, longTerm))
                    .execute();
        });
        return new Caller(caller.account(), name, caller.credential(), caller.roles(), caller.language());
    }

    UUID conversation(Caller owner, CharacterId character) {
        var id = ids.next();
        world.database()
                .transact(tx -> tx.createUpdate("insert into conversation (id, account_id, title, system, parameters,"
                                + " context_policy, pinned, archived, folder, tags, hidden_until_used, version,"
                                + " created_at, updated_at) values (:id, :owner, 'talk', '', '{}', '{}', 0, 0,"
                                + " :character, '[]', 0, 1, 1, 1)")
                        .bind("id", id.toString())
                        .bind("owner", owner.account().toString())
                        .bind("character", character.toString())
                        .execute());
        return id;
    }

    /** Says something under a message; the conversation stands there then. */
    MessageId say(Caller owner, UUID conversation, @Nullable MessageId parent, @Nullable Counterpart by, String text) {
        var id = new MessageId(ids.next());
        world.database().transact(tx -> {
            tx.createUpdate("insert into message (id, account_id, conversation_id, parent_id, role, author_kind,"
                            + " author_id, author_name, text, state, hidden, version, created_at) values (:id, :owner,"
                            + " :conversation, :parent, :role, 'persona', :by, :name, :text, 'complete', 0, 1, 1)")
                    .bind("id", id.toString())
                    .bind("owner", owner.account().toString())
                    .bind("conversation", conversation.toString())
                    .bind("parent", parent == null ? null : parent.toString())
                    .bind("role", by == null ? "assistant" : "user")
                    .bind("by", by == null ? null : by.id().toString())
                    .bind("name", by == null ? "Lin" : by.name())
                    .bind("text", text)
                    .execute();
            stand(tx, conversation, id);
            return id;
        });
        return id;
    }

    private static void stand(Handle tx, UUID conversation, MessageId leaf) {
        tx.createUpdate("update conversation set leaf_id = :leaf where id = :id")
                .bind("id", conversation.toString())
                .bind("leaf", leaf.toString())
                .execute();
    }

    void stand(UUID conversation, MessageId leaf) {
        world.database().transact(tx -> {
            stand(tx, conversation, leaf);
            return true;
        });
    }

    void set(MessageId message, String what) {
        world.database()
                .transact(tx -> tx.createUpdate("update message set " + what + " where id = :id")
                        .bind("id", message.toString())
                        .execute());
    }

    void purge(MessageId message) {
        world.database()
                .transact(tx -> tx.createUpdate("delete from message where id = :id")
                        .bind("id", message.toString())
                        .execute());
    }

    /** Question and answer of each text, one exchange after the other; the last answer. */
    MessageId exchanges(Caller owner, UUID conversation, @Nullable MessageId under, String... texts) {
        MessageId at = under;
        for (var text : texts) {
            at = say(owner, conversation, at, Talks.ADA, text);
            at = say(owner, conversation, at, null, text);
        }
        if (at == null) {
            throw new AssertionError("nothing was said");
        }
        return at;
    }

    /** Sees to a leaf, and waits until that is done; how the task ended, if there had to be one. */
    Optional<String> digest(Caller owner, UUID conversation, MessageId leaf) {
        return memory.order(owner, new Errand(conversation, leaf, false))
                .map(task -> workshops.ended(owner, task).status());
    }

    TaskId order(Caller owner, UUID conversation, MessageId leaf) {
        return memory.order(owner, new Errand(conversation, leaf, false)).orElseThrow();
    }

    List<MessageId> path(Caller owner, UUID conversation, MessageId leaf) {
        return world.database()
                .read(tx -> new Kept()
                        .path(tx, owner.account(), conversation, leaf)
                        .orElseThrow()
                        .ids());
    }

    Remembrance remembered(Caller owner, UUID conversation, MessageId leaf) {
        return world.database()
                .read(tx -> chronicle
                        .read(tx, owner.account(), conversation, leaf)
                        .orElseThrow()
                        .memory());
    }

    List<MemoryEvents.Row> along(Caller owner, UUID conversation, MessageId leaf) {
        var path = path(owner, conversation, leaf);
        return world.database().read(tx -> events.along(tx, owner.account(), Talks.LIN, path));
    }

    /**
     * Each generation that was held for was settled exactly once, and nothing is held; how many, and what they cost.
     */
    Money settled(Caller payer, int generations) {
        // whoever stops waiting for a call does not wait for its settlement either
        Eventually.await(() -> settlements(payer).size() >= generations, "fewer settlements than " + generations);
        var entries = world.the(Ledger.class).newest(payer.account(), Optional.empty(), 1000);
        var settled = settlements(payer);
        assertThat(settled).hasSize(generations);
        assertThat(settled.stream().map(Ledger.Entry::turnId).distinct()).hasSize(generations);
        assertThat(entries.stream().filter(entry -> entry.kind() == Ledger.Kind.HOLD))
                .hasSize(generations);
        assertThat(world.the(Ledger.class).balance(payer.account()).held()).isEqualTo(Money.ZERO);
        return new Money(
                settled.stream().mapToLong(entry -> -entry.amount().nano()).sum());
    }

    private List<Ledger.Entry> settlements(Caller payer) {
        return world.the(Ledger.class).newest(payer.account(), Optional.empty(), 1000).stream()
                .filter(entry -> entry.kind() == Ledger.Kind.SETTLE)
                .toList();
    }

    @Override
    public void close() {
        world.close();
        upstream.close();
    }

    void closeAlone() {
        world.close();
    }

    /** Paths as the tables have them. The character is where other conversations have their folder. */
    private static final class Kept implements Paths {
        private record Row(MessageId id, @Nullable String parent, Said said) {}

        @Override
        public Optional<Paths.Path> path(Handle tx, AccountId owner, UUID conversation, @Nullable MessageId leaf) {
            record Talk(String character, @Nullable String leaf) {}
            var talk = tx.createQuery("select folder, leaf_id from conversation where account_id = :owner and id = :id")
                    .bind("owner", owner.toString())
                    .bind("id", conversation.toString())
                    .map(row -> new Talk(Rows.text(row, "folder"), Rows.optionalText(row, "leaf_id")))
                    .findOne()
                    .orElse(null);
            if (talk == null) {
                return Optional.empty();
            }
            var now = talk.leaf() == null ? null : new MessageId(UUID.fromString(talk.leaf()));
            var path = walk(all(tx, conversation), leaf == null ? now : leaf);
            return leaf != null && path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Paths.Path(
                            conversation, new CharacterId(UUID.fromString(talk.character())), "Lin", now, path));
        }

        private static Map<MessageId, Row> all(Handle tx, UUID conversation) {
            var all = new HashMap<MessageId, Row>();
            tx.createQuery("select * from message where conversation_id = :id and deleted_at is null")
                    .bind("id", conversation.toString())
                    .map(Kept::read)
                    .forEach(row -> all.put(row.id(), row));
            return all;
        }

        private static Row read(RowView row) {
            var id = new MessageId(Rows.id(row, "id"));
            var by = Rows.optionalId(row, "author_id");
            var name = Rows.text(row, "author_name");
            return new Row(
                    id,
                    Rows.optionalText(row, "parent_id"),
                    new Said(
                            id,
                            by == null ? null : new Counterpart(by, name),
                            name,
                            Rows.text(row, "text"),
                            Rows.text(row, "state").equals("running"),
                            Rows.flag(row, "hidden"),
                            Rows.time(row, "created_at")));
        }

        private static List<Said> walk(Map<MessageId, Row> all, @Nullable MessageId leaf) {
            var path = new ArrayList<Said>();
            for (var row = leaf == null ? null : all.get(leaf); row != null; ) {
                path.addFirst(row.said());
                row = row.parent() == null ? null : all.get(new MessageId(UUID.fromString(row.parent())));
            }
            return path;
        }

        @Override
        public Optional<UUID> standing(Handle tx, AccountId owner, CharacterId character) {
            return tx.createQuery("select max(id) from conversation where account_id = :owner and folder = :character")
                    .bind("owner", owner.toString())
                    .bind("character", character.toString())
                    .mapTo(String.class)
                    .findOne()
                    .map(UUID::fromString);
        }
    }
}
