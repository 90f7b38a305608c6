package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.platform.db.Rows;
import raconteur.protocol.Message;
import raconteur.turn.Author;
import raconteur.turn.MessageId;
import raconteur.turn.TurnId;
import raconteur.turn.Usage;

/** Every message there is, as a tree per conversation. Each query names its owner. */
@Singleton
final class Messages {
    private final MessageSources sources;

    Messages(MessageSources sources) {
        this.sources = sources;
    }

    /** A message that is about to be said, or answered. */
    record Draft(
            MessageId id,
            ConversationId conversation,
            @Nullable MessageId parent,
            @Nullable TurnId turn,
            String role,
            Message.Author author,
            String text,
            String state,
            @Nullable String model,
            Instant createdAt) {}

    /** What was said in a conversation that was deleted is deleted with it. */
    private static final String STANDING = " and exists (select 1 from conversation c"
            + " where c.id = message.conversation_id and c.deleted_at is null)";

    Optional<Message> find(Handle tx, AccountId owner, MessageId id) {
        return tx.createQuery("select * from message where account_id = :owner and id = :id and deleted_at is null"
                        + STANDING)
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .map(row -> read(row))
                .findOne()
                .map(message -> withSiblings(tx, owner, List.of(message)).getFirst());
    }

    /**
     * The path from a leaf towards the root, the leaf first.
     *
     * @param limit how many messages at most
     */
    List<Message> upwards(Handle tx, AccountId owner, ConversationId conversation, MessageId leaf, int limit) {
        return tx.createQuery("with recursive path (id, parent_id, depth) as ("
                        + " select id, parent_id, 1 from message where account_id = :owner and id = :leaf"
                        + "  and conversation_id = :conversation and deleted_at is null"
                        + " union all select m.id, m.parent_id, p.depth + 1 from message m join path p"
                        + "  on m.id = p.parent_id where p.depth < :limit and m.deleted_at is null)"
                        + " select m.* from message m join path p on p.id = m.id order by p.depth")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("leaf", leaf.toString())
                .bind("limit", limit)
                .map(row -> read(row))
                .list();
    }

    /** Where the dialog that ends in a leaf was last started over; nothing when it never was. */
    Optional<MessageId> beginning(Handle tx, AccountId owner, ConversationId conversation, MessageId leaf, int limit) {
        return tx.createQuery("with recursive path (id, parent_id, begins, depth) as ("
                        + " select id, parent_id, begins, 1 from message where account_id = :owner and id = :leaf"
                        + "  and conversation_id = :conversation and deleted_at is null"
                        + " union all select m.id, m.parent_id, m.begins, p.depth + 1 from message m join path p"
                        + "  on m.id = p.parent_id where p.begins = 0 and p.depth < :limit and m.deleted_at is null)"
                        + " select id from path where begins = 1")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("leaf", leaf.toString())
                .bind("limit", limit)
                .mapTo(String.class)
                .findFirst()
                .map(id -> new MessageId(UUID.fromString(id)));
    }

    /** Marks where a dialog starts over. */
    void begin(Handle tx, AccountId owner, MessageId id) {
        tx.createUpdate("update message set begins = 1 where account_id = :owner and id = :id")
                .bind("owner", owner.toString())
                .bind("id", id.toString())
                .execute();
    }

    /** The same messages as they are shown: each with its siblings, and with what it was told. */
    List<Message> withSiblings(Handle tx, AccountId owner, List<Message> messages) {
        if (messages.isEmpty()) {
            return messages;
        }
        var parents = messages.stream()
                .map(message -> String.valueOf(message.parentId()))
                .distinct()
                .toList();
        Map<String, List<UUID>> children = new HashMap<>();
        tx.createQuery("select id, coalesce(parent_id, 'null') as parent from message where account_id = :owner"
                        + " and conversation_id = :conversation and coalesce(parent_id, 'null') in (<parents>)"
                        + " and deleted_at is null order by id")
                .bind("owner", owner.toString())
                .bind("conversation", messages.getFirst().conversationId().toString())
                .bindList("parents", parents)
                .map(row -> Map.entry(Rows.text(row, "parent"), Rows.id(row, "id")))
                .forEach(entry -> children.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        var told = sources.of(tx, owner, messages.stream().map(Message::id).toList());
        return messages.stream()
                .map(message ->
                        message.among(children.getOrDefault(String.valueOf(message.parentId()), List.of(message.id()))))
                .map(message -> message.from(told.getOrDefault(message.id(), List.of())))
                .toList();
    }

    /** Messages of a turn, oldest first. */
    List<Message> ofTurn(Handle tx, AccountId owner, TurnId turn) {
        return tx.createQuery("select * from message where account_id = :owner and turn_id = :turn"
                        + " and deleted_at is null" + STANDING + " order by id")
                .bind("owner", owner.toString())
                .bind("turn", turn.toString())
                .map(row -> read(row))
                .list();
    }

    /** The newest message under this one that has none under it itself; this one when it has none. */
    MessageId newestLeafUnder(Handle tx, AccountId owner, MessageId top) {
        return tx.createQuery("with recursive tree (id) as (select id from message where account_id = :owner"
                        + "  and id = :top and deleted_at is null"
                        + " union all select m.id from message m join tree t on m.parent_id = t.id"
                        + "  where m.deleted_at is null)"
                        + " select max(t.id) from tree t where not exists (select 1 from message m"
                        + " where m.parent_id = t.id and m.deleted_at is null)")
                .bind("owner", owner.toString())
                .bind("top", top.toString())
                .mapTo(String.class)
                .findOne()
                .map(id -> new MessageId(UUID.fromString(id)))
                .orElse(top);
    }

    /** The newest message of a conversation that has none under it. */
    Optional<MessageId> newestLeaf(Handle tx, AccountId owner, ConversationId conversation) {
        return tx.createQuery("select max(l.id) from message l where l.account_id = :owner"
                        + " and l.conversation_id = :conversation and l.deleted_at is null and not exists"
                        + " (select 1 from message m where m.parent_id = l.id and m.conversation_id = :conversation"
                        + " and m.deleted_at is null)")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .mapTo(String.class)
                .findOne()
                .map(id -> new MessageId(UUID.fromString(id)));
    }

    /** The turn that is answering this message now. */
    Optional<TurnId> answering(Handle tx, AccountId owner, ConversationId conversation, @Nullable MessageId parent) {
        return tx.createQuery("select turn_id from message where account_id = :owner"
                        + " and conversation_id = :conversation and state = 'running' and deleted_at is null"
                        + " and (id = :parent or parent_id = :parent)")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .bind("parent", parent == null ? "" : parent.toString())
                .mapTo(String.class)
                .findFirst()
                .map(id -> new TurnId(UUID.fromString(id)));
    }

    /** Turns that are writing somewhere in a conversation. */
    List<TurnId> running(Handle tx, AccountId owner, ConversationId conversation) {
        return tx.createQuery("select turn_id from message where account_id = :owner"
                        + " and conversation_id = :conversation and state = 'running' and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("conversation", conversation.toString())
                .mapTo(String.class)
                .map(id -> new TurnId(UUID.fromString(id)))
                .list();
    }

    void insert(Handle tx, AccountId owner, Draft draft) {
        tx.createUpdate("insert into message (id, account_id, conversation_id, parent_id, turn_id, role, author_kind,"
                        + " author_id, author_name, text, state, hidden, model, version, created_at) values (:id, :owner,"
                        + " :conversation, :parent, :turn, :role, :kind, :author, :name, :text, :state, 0, :model, 1,"
                        + " :created)")
                .bind("id", draft.id().toString())
                .bind("owner", owner.toString())
                .bind("conversation", draft.conversation().toString())
                .bind("parent", draft.parent() == null ? null : draft.parent().toString())
                .bind("turn", draft.turn() == null ? null : draft.turn().toString())
                .bind("role", draft.role())
                .bind("kind", draft.author().kind())
                .bind("author", draft.author().id())
                .bind("name", draft.author().name())
                .bind("text", draft.text())
                .bind("state", draft.state())
                .bind("model", draft.model())
                .bind("created", draft.createdAt().toEpochMilli())
                .execute();
    }

    /** Keeps what was said elsewhere. */
    void insert(Handle tx, AccountId owner, ConversationId conversation, List<Transcripts.Line> lines) {
        var batch =
                tx.prepareBatch("insert into message (id, account_id, conversation_id, parent_id, role, author_kind,"
                        + " author_id, author_name, text, reasoning, state, hidden, version, created_at) values (:id, :owner,"
                        + " :conversation, :parent, :role, :kind, :author, :name, :text, :reasoning, 'complete', :hidden, 1,"
                        + " :created)");
        for (var line : lines) {
            batch.bind("id", line.id().toString())
                    .bind("owner", owner.toString())
                    .bind("conversation", conversation.toString())
                    .bind("parent", line.parent() == null ? null : line.parent().toString())
                    .bind("role", line.role())
                    .bind("kind", line.author().kind())
                    .bind("author", line.author().id())
                    .bind("name", line.author().name())
                    .bind("text", line.text())
                    .bind("reasoning", line.reasoning())
                    .bind("hidden", line.hidden() ? 1 : 0)
                    .bind("created", line.at().toEpochMilli())
                    .add();
        }
        batch.execute();
    }

    /** Gives a copy what else the original has. */
    void keep(Handle tx, MessageId copy, @Nullable String reasoning, boolean hidden) {
        tx.createUpdate("update message set reasoning = :reasoning, hidden = :hidden where id = :id")
                .bind("id", copy.toString())
                .bind("reasoning", reasoning)
                .bind("hidden", hidden ? 1 : 0)
                .execute();
    }

    /** Writes an answer that is over; the model that gave it is its author, even where another was asked first. */
    void finish(
            Handle tx,
            MessageId id,
            TurnId turn,
            String state,
            String text,
            String reasoning,
            String model,
            @Nullable Usage usage) {
        tx.createUpdate("update message set text = :text, reasoning = :reasoning, state = :state, model = :model,"
                        + " author_id = case author_kind when 'model' then :model else author_id end,"
                        + " author_name = case author_kind when 'model' then :name else author_name end,"
                        + " input_tokens = :input, output_tokens = :output, cached_tokens = :cached,"
                        + " reasoning_tokens = :thought, estimated = :estimated, reused = :reused, cost = :cost, version = version + 1"
                        + " where id = :id and turn_id = :turn")
                .bind("id", id.toString())
                .bind("turn", turn.toString())
                .bind("state", state)
                .bind("text", text)
                .bind("reasoning", reasoning.isEmpty() ? null : reasoning)
                .bind("model", model)
                .bind("name", Author.model(model).name())
                .bind("input", usage == null ? null : usage.inputTokens())
                .bind("output", usage == null ? null : usage.outputTokens())
                .bind("cached", usage == null ? null : usage.cachedTokens())
                .bind("thought", usage == null ? null : usage.reasoningTokens())
                .bind("estimated", usage == null ? null : usage.estimated() ? 1 : 0)
                .bind("reused", usage == null ? null : usage.cached() ? 1 : 0)
                .bind("cost", usage == null ? null : usage.cost().nano())
                .execute();
    }

    /** Shows it to the model or not, if it is still at the version before; false when it moved on. */
    boolean hide(Handle tx, AccountId owner, MessageId id, boolean hidden, int version) {
        return tx.createUpdate("update message set hidden = :hidden, version = version + 1"
                                + " where account_id = :owner and id = :id and version = :version"
                                + " and deleted_at is null")
                        .bind("owner", owner.toString())
                        .bind("id", id.toString())
                        .bind("hidden", hidden ? 1 : 0)
                        .bind("version", version)
                        .execute()
                == 1;
    }

    private static final String SUBTREE = "with recursive tree (id) as (select id from message where"
            + " account_id = :owner and id = :top union all select m.id from message m join tree t on m.parent_id = t.id)";

    /** Turns that are writing somewhere in a subtree. */
    List<TurnId> runningUnder(Handle tx, AccountId owner, MessageId top) {
        return tx.createQuery(SUBTREE + " select turn_id from message where id in (select id from tree)"
                        + " and state = 'running' and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("top", top.toString())
                .mapTo(String.class)
                .map(id -> new TurnId(UUID.fromString(id)))
                .list();
    }

    /** Hides a subtree; what was deleted before keeps its own time. */
    void delete(Handle tx, AccountId owner, MessageId top, Instant now) {
        tx.createUpdate(SUBTREE + " update message set deleted_at = :now, deleted_with = :top"
                        + " where id in (select id from tree) and deleted_at is null")
                .bind("owner", owner.toString())
                .bind("top", top.toString())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Brings a subtree back that was deleted after a time; how many messages came. */
    int restore(Handle tx, AccountId owner, MessageId top, Instant deletedAfter) {
        return tx.createUpdate("update message set deleted_at = null, deleted_with = null"
                        + " where account_id = :owner and deleted_with = :top and deleted_at > :after")
                .bind("owner", owner.toString())
                .bind("top", top.toString())
                .bind("after", deletedAfter.toEpochMilli())
                .execute();
    }

    /** Erases what an account deleted at or before a time. */
    int erase(Handle tx, Instant deletedBefore) {
        return tx.createUpdate("delete from message where deleted_at <= :time")
                .bind("time", deletedBefore.toEpochMilli())
                .execute();
    }

    /** Erases one deleted subtree at once. */
    void erase(Handle tx, AccountId owner, MessageId top) {
        tx.createUpdate("delete from message where account_id = :owner and deleted_with = :top")
                .bind("owner", owner.toString())
                .bind("top", top.toString())
                .execute();
    }

    private static Message read(RowView row) {
        var text = Rows.text(row, "text");
        var usage = usage(row);
        return new Message(
                Rows.id(row, "id"),
                Rows.id(row, "conversation_id"),
                Rows.optionalId(row, "parent_id"),
                Rows.optionalId(row, "turn_id"),
                Rows.text(row, "role"),
                new Message.Author(
                        Rows.text(row, "author_kind"),
                        Rows.optionalText(row, "author_id"),
                        Rows.text(row, "author_name")),
                text,
                List.of(new Message.Part("text", text)),
                Rows.optionalText(row, "reasoning"),
                Rows.text(row, "state"),
                Rows.flag(row, "hidden"),
                Rows.optionalText(row, "model"),
                usage,
                usage == null ? null : usage.cost(),
                List.of(),
                (int) Rows.number(row, "version"),
                Rows.time(row, "created_at"));
    }

    private static Message.@Nullable Usage usage(RowView row) {
        var input = Rows.optionalNumber(row, "input_tokens");
        return input == null
                ? null
                : new Message.Usage(
                        input,
                        Rows.number(row, "output_tokens"),
                        Rows.number(row, "cached_tokens"),
                        Rows.number(row, "reasoning_tokens"),
                        Rows.flag(row, "estimated"),
                        Long.valueOf(1).equals(Rows.optionalNumber(row, "reused")),
                        new Money(Rows.number(row, "cost")).toString());
    }
}
