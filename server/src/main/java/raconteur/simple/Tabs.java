package raconteur.simple;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.account.LoginId;
import raconteur.account.LoginListener;
import raconteur.conversation.ConversationId;
import raconteur.conversation.Library;
import raconteur.ledger.Ledger;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.protocol.Conversation;
import raconteur.turn.Places;

/**
 * The open tabs of every account, so many and no more. A tab is freed when it is closed or deleted, when its login
 * ends, or when its holder shows no sign of life for a while and no answer is being written in it. Thread-safe.
 */
@Singleton
public final class Tabs implements LoginListener {
    private static final Logger LOG = Logger.getLogger(Tabs.class);

    private final Database database;
    private final OpenTabs tabs;
    private final Library library;
    private final Places places;
    private final Ledger ledger;
    private final SimpleConfig config;
    private final Ids ids;

    Tabs(
            Database database,
            OpenTabs tabs,
            Library library,
            Places places,
            Ledger ledger,
            SimpleConfig config,
            Ids ids) {
        this.database = database;
        this.tabs = tabs;
        this.library = library;
        this.places = places;
        this.ledger = ledger;
        this.config = config;
        this.ids = ids;
    }

    /** Begins to free tabs whose holders are silent. */
    void begin(Ticker ticker) {
        if (!config.heartbeat().isZero()) {
            ticker.every("tabs", config.heartbeat().dividedBy(6), this::sweep);
        }
    }

    /**
     * Opens a tab: a new conversation, which shows in lists once something was said in it, or one that there is. One
     * that is open already stays open and becomes this holder's.
     *
     * @throws Refusal {@link Code#TOO_MANY_TABS} with the ids {@code open}; {@link Code#NOT_FOUND}
     */
    public ConversationId open(Caller caller, TabHolder holder, @Nullable ConversationId wanted) {
        return database.transact(tx -> {
            ledger.claim(tx, caller.account());
            if (wanted == null) {
                return openNew(tx, holder, library.draw(tx, caller.account(), config.draft(null)));
            }
            if (library.standing(tx, caller.account(), List.of(wanted)).isEmpty()) {
                throw new Refusal(Code.NOT_FOUND);
            }
            show(tx, holder, wanted);
            return wanted;
        });
    }

    /** Keeps a conversation that was drawn and opens a tab with it, in a transaction that claimed the account. */
    ConversationId openNew(Handle tx, TabHolder holder, Conversation drawn) {
        var id = new ConversationId(drawn.id());
        library.insert(tx, holder.account(), drawn);
        show(tx, holder, id);
        return id;
    }

    /** Opens a tab with a conversation that there is, in a transaction that claimed the account. */
    void show(Handle tx, TabHolder holder, ConversationId conversation) {
        var now = database.clock(tx);
        if (!tabs.hand(tx, holder, conversation, now)) {
            makeRoom(tx, holder.account(), now);
            tabs.insert(tx, ids.next(), holder, conversation, now);
        }
    }

    /**
     * Counts a page of the web app, which shows whatever conversation it likes, as one tab, however often it asks.
     *
     * @throws Refusal {@link Code#TOO_MANY_TABS} with the ids {@code open}
     */
    public void openPage(TabHolder holder) {
        database.transact(tx -> {
            ledger.claim(tx, holder.account());
            var now = database.clock(tx);
            if (!tabs.beatPage(tx, holder, now)) {
                makeRoom(tx, holder.account(), now);
                tabs.insert(tx, ids.next(), holder, null, now);
            }
            return true;
        });
    }

    private void makeRoom(Handle tx, AccountId account, long now) {
        var open = alive(tx, account, now);
        if (config.mostTabs() > 0 && open.size() >= config.mostTabs()) {
            LOG.infof("No further tab was opened: account=%s open=%d", account, open.size());
            throw new Refusal(
                            Code.TOO_MANY_TABS,
                            new Text(
                                    open.size() + " tabs are open, and there may be no more. Close one of them.",
                                    "已打开 " + open.size() + " 个标签页，达到上限，请先关闭一个。"))
                    .with("open", shown(open).stream().map(UUID::toString).toList());
        }
    }

    /** The account's tabs; those that have died are freed. */
    private List<OpenTabs.Row> alive(Handle tx, AccountId account, long now) {
        var rows = tabs.of(tx, account);
        var wanted = rows.stream()
                .map(OpenTabs.Row::conversation)
                .filter(Objects::nonNull)
                .toList();
        var there = Set.copyOf(library.standing(tx, account, wanted));
        var silent = rows.stream().filter(row -> isSilent(row, now)).toList();
        var busy = busy(tx, silent);
        var dead = rows.stream()
                .filter(row -> isGone(row, there) || (silent.contains(row) && !busy.contains(row)))
                .toList();
        tabs.free(tx, dead);
        return rows.stream().filter(row -> !dead.contains(row)).toList();
    }

    private static boolean isGone(OpenTabs.Row row, Set<ConversationId> there) {
        return row.conversation() != null && !there.contains(row.conversation());
    }

    private boolean isSilent(OpenTabs.Row row, long now) {
        return !config.heartbeat().isZero() && row.beatAt() + config.heartbeat().toMillis() <= now;
    }

    private List<OpenTabs.Row> busy(Handle tx, List<OpenTabs.Row> rows) {
        var writing = places.busy(tx, shown(rows));
        return rows.stream()
                .filter(row -> row.conversation() != null
                        && writing.contains(row.conversation().value()))
                .toList();
    }

    private static List<UUID> shown(List<OpenTabs.Row> rows) {
        return rows.stream()
                .map(OpenTabs.Row::conversation)
                .filter(Objects::nonNull)
                .map(ConversationId::value)
                .toList();
    }

    /** Closes a tab of the caller's; {@link Code#NOT_FOUND} when it is not open. */
    public void close(Caller caller, ConversationId tab) {
        if (!database.transact(tx -> tabs.free(tx, caller.account(), tab))) {
            throw new Refusal(Code.NOT_FOUND);
        }
    }

    /** Frees the tab of a conversation that is gone, if one is open. */
    void freed(AccountId owner, ConversationId tab) {
        database.transact(tx -> tabs.free(tx, owner, tab));
    }

    /** A sign of life: keeps the holder's tabs open. */
    public void beat(TabHolder holder) {
        database.transact(tx -> {
            tabs.beat(tx, holder, database.clock(tx));
            return true;
        });
    }

    /** A sign of life in one tab, if it is open. */
    void beat(AccountId owner, ConversationId tab) {
        database.transact(tx -> {
            tabs.beat(tx, owner, tab, database.clock(tx));
            return true;
        });
    }

    /** Frees everything that a holder kept open, since it is gone. */
    public void release(TabHolder holder) {
        database.transact(tx -> {
            tabs.free(tx, holder);
            return true;
        });
    }

    /** The conversations that are open in the caller's tabs, oldest first. */
    public List<UUID> open(Caller caller) {
        return database.transact(tx -> shown(alive(tx, caller.account(), database.clock(tx))));
    }

    @Override
    public void ended(AccountId account, LoginId login, String reason) {
        try {
            database.transact(tx -> {
                tabs.freeAllOf(tx, account, login.value());
                return true;
            });
        } catch (RuntimeException failure) {
            LOG.warnf("The tabs of a login that ended will be freed later: %s", failure.getMessage());
        }
    }

    /** Frees tabs that are dead; where an answer is being written, that is a sign of life. */
    void sweep() {
        try {
            // looked for much earlier than they die, so that a tab outlives the answer in it
            var near = config.heartbeat().dividedBy(3);
            if (database.read(tx -> tabs.silentSince(tx, database.clock(tx) - near.toMillis()))
                    .isEmpty()) {
                return;
            }
            database.transact(tx -> sweep(tx, near));
        } catch (RuntimeException failure) {
            LOG.warnf("Tabs could not be looked after: %s", failure.getMessage());
        }
    }

    private boolean sweep(Handle tx, Duration near) {
        var now = database.clock(tx);
        var quiet = tabs.silentSince(tx, now - near.toMillis());
        var busy = busy(tx, quiet);
        tabs.beat(tx, busy, now);
        tabs.free(
                tx,
                quiet.stream()
                        .filter(row -> isSilent(row, now) && !busy.contains(row))
                        .toList());
        return true;
    }
}
