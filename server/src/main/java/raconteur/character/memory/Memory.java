package raconteur.character.memory;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.Preferences;
import raconteur.character.CharacterId;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Draining;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.task.Order;
import raconteur.task.TaskId;
import raconteur.task.Workshop;
import raconteur.turn.MessageId;

/** What characters remember, for those who let them talk. Thread-safe. */
@Singleton
public final class Memory {
    private static final Logger LOG = Logger.getLogger(Memory.class);

    private final Database database;
    private final MemoryEvents events;
    private final Chronicle chronicle;
    private final Digestion digestion;
    private final Workshop workshop;
    private final Draining draining;

    Memory(
            Database database,
            MemoryEvents events,
            Chronicle chronicle,
            Digestion digestion,
            Workshop workshop,
            Draining draining) {
        this.database = database;
        this.events = events;
        this.chronicle = chronicle;
        this.digestion = digestion;
        this.workshop = workshop;
        this.draining = draining;
    }

    /**
     * What comes to a character's mind at the end of a path. Changes nothing, and needs nothing but this transaction.
     *
     * @param path ids from the root to the leaf; nothing comes of an empty one, or one that is not the owner's
     * @param counterpart the persona that talks, else the account: what was said to others stays with them
     * @param query what is being talked about; what has to do with it comes first where there is no room for all
     */
    public Recollection recall(
            Handle tx,
            AccountId owner,
            CharacterId character,
            List<MessageId> path,
            @Nullable UUID counterpart,
            String query) {
        var happened = events.along(tx, owner, character, path);
        if (happened.isEmpty()) {
            return Recollection.NOTHING;
        }
        var memory =
                Remembrance.of(happened.stream().map(MemoryEvents.Row::event).toList());
        return Recalling.of(memory, Preferences.memory(tx, owner), counterpart, query);
    }

    /**
     * An answer has ended, and that is on disk: what is too much to keep in mind is compressed now. Returns at once and
     * never throws; what it cannot do now is done after the next answer.
     *
     * @param payer who asked for that answer, and pays for this
     * @param leaf the answer
     */
    public void after(Caller payer, UUID conversation, MessageId leaf) {
        if (draining.begun()) {
            return;
        }
        Thread.ofVirtual().name("memory-" + leaf).start(() -> {
            try {
                order(payer, new Errand(conversation, leaf, false));
            } catch (Refusal refused) {
                LOG.infof("Left to the next answer: conversation=%s: %s", conversation, refused.getMessage());
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "Memory could not be looked after: conversation=%s", conversation);
            }
        });
    }

    /** Has a memory brought within its budgets; nothing when it is, or that is being done. */
    Optional<TaskId> order(Caller payer, Errand errand) {
        var page = database.read(tx -> chronicle.read(tx, payer.account(), errand.conversation(), errand.leaf()));
        if (page.isEmpty() || page.get().next(errand.whole()) instanceof Step.Nothing || !digestion.takeOn(errand)) {
            return Optional.empty();
        }
        var isOrdered = false;
        try {
            var subject = page.get().path().character().value();
            var order = new Order(payer, Digestion.KIND, subject, errand.input(), List.of(), null);
            var taken = workshop.start(order, (_, _) -> {});
            isOrdered = true;
            return Optional.of(taken.task().id());
        } finally {
            if (!isOrdered) {
                digestion.letGo(errand);
            }
        }
    }

    /**
     * Messages were copied into another conversation: the copies are remembered as the originals are, on their way.
     *
     * @param copies the copy of each message, by the original
     */
    public void copied(Handle tx, AccountId owner, UUID from, UUID to, Map<MessageId, MessageId> copies) {
        events.copy(tx, owner, from, to, copies);
    }
}
