package raconteur.story.party;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Bell;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.protocol.StoryTale;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/** Stories that several play: opens, shows and closes them. Thread-safe. */
@Singleton
public final class Parties {
    /** How soon is seen what another server on the same database has changed, and that a story went on. */
    private static final Duration PACE = Duration.ofMillis(500);

    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Presence presence;
    private final Views views;
    private final Recital recital;
    private final Bell bell;
    private final Ids ids;
    private final InstantSource time;

    Parties(
            Database database,
            PartyRows parties,
            PlayerRows players,
            Presence presence,
            Views views,
            Recital recital,
            Bell bell,
            Ids ids,
            InstantSource time) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.presence = presence;
        this.views = views;
        this.recital = recital;
        this.bell = bell;
        this.ids = ids;
        this.time = time;
    }

    /**
     * Opens a story of the caller's to others, or changes how it is played; a round that is open keeps its rules.
     *
     * @throws Refusal {@link Code#CONFLICT} when the story is over, {@link Code#FORBIDDEN} for who only plays along
     */
    public StoryParty open(Caller caller, StoryId story, StoryPartyRules wish) {
        var now = recital.now();
        var name = wish.name() == null ? null : Names.require(wish.name());
        database.transact(tx -> {
            var scene = owned(tx, caller.account(), story);
            if (!scene.goesOn()) {
                throw new Refusal(Code.CONFLICT, new Text("The story is over: nobody can join it.", "故事已结束，无法加入。"));
            }
            var known = parties.claim(tx, caller.account(), story);
            if (known.isPresent()) {
                var party = known.get();
                parties.rule(
                        tx,
                        party.with(rules(party.rules(), wish)),
                        caller.bounds().models());
                if (name != null) {
                    players.rename(tx, caller.account(), story, name);
                }
            } else {
                begin(tx, caller, scene, rules(Round.Rules.USUAL, wish));
                var called = name == null ? caller.username() : name;
                players.insert(tx, story, Seats.fresh(ids.next(), caller.account(), called, true, now));
            }
            players.see(tx, caller.account(), story, now);
            return true;
        });
        bell.ring();
        return views.of(caller, story);
    }

    private void begin(Handle tx, Caller host, Recital.Scene scene, Round.Rules rules) {
        Set<String> models = host.bounds().models();
        for (var tries = 0; tries < 5; tries++) {
            var party = new Party(scene.id(), host.account(), Codes.next(), rules, models, 1, Round.waiting(rules));
            if (parties.insert(tx, party, time.instant())) {
                return;
            }
        }
        throw new Refusal(Code.OVERLOADED).retryAfter(Duration.ofSeconds(1));
    }

    private static Round.Rules rules(Round.Rules before, StoryPartyRules wish) {
        return new Round.Rules(
                wish.rounds() == null ? before.way() : Round.Way.of(wish.rounds()),
                Objects.requireNonNullElse(wish.roundSeconds(), before.seconds()));
    }

    /** A story of this account's own; who plays along in it may not do this to it, nobody else sees it. */
    private Recital.Scene owned(Handle tx, AccountId account, StoryId story) {
        return recital.scene(tx, account, story)
                .orElseThrow(() ->
                        new Refusal(parties.find(tx, account, story).isPresent() ? Code.FORBIDDEN : Code.NOT_FOUND));
    }

    /** Closes it: the others have no access any more, an open round is dropped, the story goes on alone. */
    public void close(Caller caller, StoryId story) {
        database.transact(tx -> {
            owned(tx, caller.account(), story);
            if (parties.claim(tx, caller.account(), story).isEmpty()) {
                throw new Refusal(Code.NOT_FOUND);
            }
            players.removeAll(tx, story);
            return parties.remove(tx, caller.account(), story);
        });
        bell.ring();
    }

    /**
     * The party as it is, or as soon as its revision is above {@code after}; looking counts as being here.
     *
     * @throws Refusal {@link Code#NOT_FOUND} when there is none that the caller sits at
     */
    public StoryParty look(Caller caller, StoryId story, long after, Duration wait) throws InterruptedException {
        var until = System.nanoTime() + wait.toNanos();
        while (true) {
            var heard = bell.rings();
            var revision = presence.see(caller.account(), story);
            var left = until - System.nanoTime();
            if (revision > after || left <= 0) {
                return views.of(caller, story);
            }
            bell.await(heard, Math.min(left, PACE.toNanos()));
        }
    }

    /** What was told after an event, for who owns the story or plays along. */
    public StoryTale tale(AccountId reader, StoryId story, long after) {
        var isOwner = recital.scene(reader, story).isPresent();
        var owner = isOwner
                ? reader
                : database.read(tx -> parties.find(tx, reader, story))
                        .orElseThrow(() -> new Refusal(Code.NOT_FOUND))
                        .host();
        return new StoryTale(recital.tale(owner, story, after, isOwner));
    }
}
