package raconteur.story.party;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.account.Accounts;
import raconteur.platform.Bell;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Language;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.Invoke;
import raconteur.story.Audience;
import raconteur.story.Invocation;
import raconteur.story.Invocations;
import raconteur.story.Reception;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/**
 * Has told what was decided, as if the host had posted it with the event's number: however often that is tried, it is
 * told once. Who tells holds a lease; what a server left is told by another, or by itself after a restart. Thread-safe.
 */
@Singleton
final class Teller {
    private static final Logger LOG = Logger.getLogger(Teller.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Database database;
    private final PartyRows parties;
    private final Table table;
    private final Recital recital;
    private final Reception reception;
    private final Invocations invocations;
    private final Accounts accounts;
    private final Bell bell;
    private final PartyConfig config;
    private final Ids ids;
    private final Set<StoryId> mine = ConcurrentHashMap.newKeySet();

    Teller(
            Database database,
            PartyRows parties,
            Table table,
            Recital recital,
            Reception reception,
            Invocations invocations,
            Accounts accounts,
            Bell bell,
            PartyConfig config,
            Ids ids) {
        this.database = database;
        this.parties = parties;
        this.table = table;
        this.recital = recital;
        this.reception = reception;
        this.invocations = invocations;
        this.accounts = accounts;
        this.bell = bell;
        this.config = config;
        this.ids = ids;
    }

    /** Begins to tell what was decided there; whoever calls has its lease. */
    void begin(StoryId story) {
        if (mine.add(story)) {
            Thread.ofVirtual().name("party-" + story).start(() -> {
                try {
                    tell(story);
                } finally {
                    mine.remove(story);
                    bell.ring();
                }
            });
        }
    }

    /** Says that it is still at it. */
    void renew() {
        var lease = config.lease().toMillis();
        for (var story : mine) {
            database.transact(tx -> {
                var now = database.clock(tx);
                parties.renew(tx, story, now + lease / 2, now + lease);
                return now;
            });
        }
    }

    /** What was left is this server's to tell now. */
    void takeLeft() {
        var left = database.read(tx -> parties.left(tx, database.clock(tx)));
        for (var story : left) {
            var isMine = !mine.contains(story)
                    && database.transact(tx -> {
                        var now = database.clock(tx);
                        return parties.take(tx, story, now, now + config.lease().toMillis());
                    });
            if (isMine) {
                begin(story);
            }
        }
    }

    private void tell(StoryId story) {
        var party = database.read(tx -> parties.telling(tx, story)).orElse(null);
        if (party == null) {
            return;
        }
        try {
            invocations.invoke(call(party), Audience.NOBODY);
        } catch (Refusal refused) {
            refused(party, refused);
        } catch (InterruptedException _) {
            later(story, Duration.ZERO);
        } catch (RuntimeException bug) {
            LOG.error("A round could not be told", bug);
            reopen(party, Code.INTERNAL);
        }
    }

    private Invocation call(Party party) {
        var move = party.round().move();
        var scene = recital.scene(party.host(), party.story()).orElseThrow(() -> new Refusal(Code.NOT_FOUND));
        if (move == null) {
            throw new IllegalStateException("told before it was decided: " + party.story());
        }
        var request = new Invoke(
                new Invoke.Event(move.type().name(), party.round().event()),
                new Invoke.Session(scene.sessionId(), null, null),
                null,
                null,
                null,
                null,
                null,
                new Invoke.Payload(move.option(), move.text(), null));
        var trace = ids.next().toString().replace("-", "");
        return reception
                .read(host(party), request, new Reception.Envelope(null, null, trace, Duration.ZERO))
                .together(party.story());
    }

    /** As whom it is asked: the host, with what the credential may that opened the party. */
    private Caller host(Party party) {
        var account = database.read(tx -> accounts.find(tx, party.host()))
                .filter(one -> !one.suspended())
                .orElseThrow(() -> new Refusal(Code.FORBIDDEN));
        return new Caller(
                party.host(),
                account.username().shown(),
                party.story().value(),
                Set.of(Caller.STORY),
                language(account.language()),
                new Caller.Bounds(party.models(), 0));
    }

    private static Language language(@Nullable Language chosen) {
        return chosen == null ? Language.EN : chosen;
    }

    private void refused(Party party, Refusal refused) {
        LOG.infof(
                "story=%s event=%d was not told: %s",
                party.story(), party.round().event(), refused.getMessage());
        if (refused.code() == Code.TURN_RUNNING || refused.code() == Code.STOPPING) {
            later(party.story(), SOON);
        } else {
            reopen(party, refused.code());
        }
    }

    /** It stays decided, and is tried again after a while. */
    private void later(StoryId story, Duration wait) {
        database.transact(tx -> {
            parties.lease(tx, story, database.clock(tx) + wait.toMillis());
            return true;
        });
    }

    /** Players may choose anew, where the story has still room for it. */
    private void reopen(Party told, Code why) {
        var now = recital.now();
        database.transact(tx -> {
            var party = parties.claim(tx, told.story()).orElse(null);
            if (party == null
                    || !party.round().isBeingTold()
                    || party.round().event() != told.round().event()) {
                return false;
            }
            var scene = recital.scene(tx, party.host(), party.story()).orElse(null);
            var tick = scene == null ? null : scene.story().at(now);
            if (scene == null
                    || tick == null
                    || scene.story().number() >= party.round().event()
                    || !Table.isOpenTo(scene, tick)) {
                table.drop(tx, party);
                return false;
            }
            return parties.keep(
                    tx, party.with(party.round().again(why, tick.elapsedMs(), now)), Round.State.TELLING, 0);
        });
    }
}
