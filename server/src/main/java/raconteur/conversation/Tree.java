package raconteur.conversation;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.ConversationListener.Change;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Conversation;
import raconteur.protocol.Message;
import raconteur.protocol.Page;
import raconteur.turn.MessageId;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;

/** The tree of a conversation's messages: read a path, choose a branch, fork, hide, delete and bring back. */
@Singleton
public final class Tree {
    private final Database database;
    private final Conversations conversations;
    private final Messages messages;
    private final States states;
    private final MessageSources sources;
    private final Remembering remembering;
    private final Erasure erasure;
    private final Turns turns;
    private final Changes changes;
    private final Ids ids;
    private final InstantSource time;

    Tree(
            Database database,
            Conversations conversations,
            Messages messages,
            States states,
            MessageSources sources,
            Remembering remembering,
            Erasure erasure,
            Turns turns,
            Changes changes,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.conversations = conversations;
        this.messages = messages;
        this.states = states;
        this.sources = sources;
        this.remembering = remembering;
        this.erasure = erasure;
        this.turns = turns;
        this.changes = changes;
        this.ids = ids;
        this.time = time;
    }

    /**
     * The path that ends in a leaf, oldest first, cut from the leaf: the last {@code limit} messages of it, or those
     * above {@code before}.
     */
    public Page<Message> path(
            AccountId owner, ConversationId id, @Nullable UUID leaf, @Nullable UUID before, int limit) {
        return database.read(tx -> {
            var conversation = require(tx, owner, id);
            var wanted = leaf == null ? conversation.leafId() : leaf;
            var from = before == null ? wanted : before;
            if (from == null) {
                return new Page<Message>(List.of(), null);
            }
            var above = messages.upwards(tx, owner, id, new MessageId(from), limit + (before == null ? 1 : 2));
            if (above.isEmpty()) {
                throw new Refusal(Code.NOT_FOUND);
            }
            var path = before == null ? above : above.subList(1, above.size());
            var page = path.size() > limit ? path.subList(0, limit) : path;
            var shown = new ArrayList<>(messages.withSiblings(tx, owner, page));
            shown.replaceAll(this::live);
            Collections.reverse(shown);
            var next = path.size() > limit ? page.getLast().id().toString() : null;
            return new Page<>(shown, next);
        });
    }

    /** A message that is being written, with what it says by now. */
    private Message live(Message message) {
        var turn = message.turnId();
        if (turn == null || !message.state().equals("running")) {
            return message;
        }
        return turns.spoken(new TurnId(turn)).stream()
                .filter(spoken -> spoken.messageId().value().equals(message.id()))
                .findFirst()
                .map(spoken -> message.saying(spoken.text(), spoken.reasoning()))
                .orElse(message);
    }

    /** Makes the path through a message the current one, down to the newest message under it. */
    public Conversation choose(AccountId owner, ConversationId id, MessageId message) {
        var chosen = database.transact(tx -> {
            require(tx, owner, id, message);
            var leaf = messages.newestLeafUnder(tx, owner, message);
            conversations.moveTo(tx, owner, id, leaf.value(), time.instant());
            return require(tx, owner, id);
        });
        return changes.tell(owner, chosen, Change.CHANGED);
    }

    /** A new conversation that holds a copy of the path down to a message. */
    public Conversation fork(AccountId owner, ConversationId id, MessageId message) {
        var fork = database.transact(tx -> {
            var old = require(tx, owner, id);
            require(tx, owner, id, message);
            var path = messages.upwards(tx, owner, id, message, Context.LONGEST_PATH);
            var now = time.instant();
            var made = new Conversation(
                    ids.next(),
                    old.title(),
                    old.system(),
                    old.model(),
                    old.parameters(),
                    old.contextPolicy(),
                    old.personaId(),
                    old.presetId(),
                    false,
                    false,
                    old.folder(),
                    old.tags(),
                    null,
                    null,
                    1,
                    now,
                    now,
                    old.character(),
                    old.lorePlacement());
            var there = new ConversationId(made.id());
            conversations.insert(tx, owner, made, false);
            var copies = copy(tx, owner, there, path.reversed());
            if (old.character() != null) {
                conversations.cast(tx, owner, there, old.character(), conversations.seed(tx, owner, id));
                states.copy(tx, owner, copies);
                sources.copy(tx, owner, copies);
                remembering.copied(tx, owner, id, there, copies);
            }
            conversations.moveTo(tx, owner, there, copies.get(message.value()), now);
            return require(tx, owner, there);
        });
        return changes.tell(owner, fork, Change.MADE);
    }

    /** Copies a path; which message became which. */
    private Map<UUID, UUID> copy(Handle tx, AccountId owner, ConversationId target, List<Message> oldestFirst) {
        MessageId parent = null;
        var copies = new LinkedHashMap<UUID, UUID>();
        for (var message : oldestFirst) {
            var copy = new MessageId(ids.next());
            var state = message.state().equals("running") ? "interrupted" : message.state();
            messages.insert(
                    tx,
                    owner,
                    new Messages.Draft(
                            copy,
                            target,
                            parent,
                            null,
                            message.role(),
                            message.author(),
                            message.text(),
                            state,
                            message.model(),
                            message.createdAt()));
            messages.keep(tx, copy, message.reasoning(), message.hidden());
            copies.put(message.id(), copy.value());
            parent = copy;
        }
        return copies;
    }

    /** Shows a message to the model or not; {@link Code#VERSION_CONFLICT} when it was changed meanwhile. */
    public Message hide(AccountId owner, MessageId id, boolean hidden, @Nullable Integer version) {
        var changed = database.transact(tx -> {
            var now = messages.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var expected = version == null ? now.version() : version;
            if (!messages.hide(tx, owner, id, hidden, expected)) {
                throw new Refusal(Code.VERSION_CONFLICT).with("version", now.version());
            }
            return messages.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        });
        return changes.tell(owner, changed);
    }

    /** Deletes a message with everything under it; what is being written there is stopped first. */
    public void delete(Caller caller, MessageId id, boolean purge) {
        var owner = caller.account();
        for (TurnId running : database.read(tx -> messages.runningUnder(tx, owner, id))) {
            turns.stop(caller, running);
        }
        var place = database.transact(tx -> {
            var message = messages.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var conversation = new ConversationId(message.conversationId());
            messages.delete(tx, owner, id, time.instant());
            leaveDeletedPath(tx, owner, conversation, message);
            if (purge) {
                messages.erase(tx, owner, id);
            }
            return conversation;
        });
        changes.tell(owner, place.value(), Change.CHANGED);
    }

    /** When the current path ended in what was deleted, it goes on through the nearest message that is left. */
    private void leaveDeletedPath(Handle tx, AccountId owner, ConversationId id, Message deleted) {
        var conversation = conversations.find(tx, owner, id).orElse(null);
        var leaf = conversation == null ? null : conversation.leafId();
        if (leaf == null || messages.find(tx, owner, new MessageId(leaf)).isPresent()) {
            return;
        }
        var parent = deleted.parentId();
        var next = parent == null
                ? messages.newestLeaf(tx, owner, id).map(MessageId::value).orElse(null)
                : messages.newestLeafUnder(tx, owner, new MessageId(parent)).value();
        conversations.moveTo(tx, owner, id, next, time.instant());
    }

    /** Brings a deleted message back with everything that went with it, and makes its path the current one. */
    public Message restore(AccountId owner, MessageId id) {
        var restored = database.transact(tx -> {
            if (messages.restore(tx, owner, id, erasure.limit()) == 0) {
                throw new Refusal(Code.NOT_FOUND);
            }
            var message = messages.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var leaf = messages.newestLeafUnder(tx, owner, id);
            conversations.moveTo(tx, owner, new ConversationId(message.conversationId()), leaf.value(), time.instant());
            return message;
        });
        return changes.tell(owner, restored);
    }

    private Conversation require(Handle tx, AccountId owner, ConversationId id) {
        return conversations.find(tx, owner, id).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    private void require(Handle tx, AccountId owner, ConversationId id, MessageId message) {
        var found = messages.find(tx, owner, message);
        if (found.isEmpty() || !found.get().conversationId().equals(id.value())) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }
}
