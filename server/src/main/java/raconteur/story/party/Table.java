package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import raconteur.platform.AccountId;
import raconteur.platform.Money;
import raconteur.platform.db.Database;
import raconteur.story.Recital;
import raconteur.story.StoryId;
import raconteur.story.payload.EventType;
import raconteur.story.play.Tick;

/** What happens at a table, inside the transaction in which it was claimed. */
@Singleton
final class Table {
    private static final Logger LOG = Logger.getLogger(Table.class);

    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final PartyConfig config;

    Table(Database database, PartyRows parties, PlayerRows players, PartyConfig config) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.config = config;
    }

    /** Who was not seen after this time is away. */
    long since(long now) {
        return now - config.presence().toMillis();
    }

    /** Whether players choose what happens next in such a story. */
    static boolean isOpenTo(Recital.Scene scene, Tick now) {
        return scene.goesOn()
                && (scene.story().paused()
                        || scene.story().allowed(now).stream().anyMatch(type -> type != EventType.RESOLUTION));
    }

    /**
     * Decides the round if it is time: when all who are here have chosen, or its time is over. One that nobody's choice
     * keeps open, or that the story has no room for any more, is dropped.
     *
     * @return whether it is decided, and now to be told
     */
    boolean settle(Handle tx, Party party, Recital.Scene scene, long now) {
        var round = party.round();
        if (!round.isOpen()) {
            return false;
        }
        var tick = scene.story().at(now);
        var seated = players.at(tx, party.story());
        var chosen = seated.stream().filter(one -> one.hasChosen(round)).toList();
        if (chosen.isEmpty() || round.event() != scene.story().number() + 1 || !isOpenTo(scene, tick)) {
            drop(tx, party);
            return false;
        }
        if (scene.story().paused()) {
            return false;
        }
        var since = since(now);
        var isComplete = round.tries() == 0
                && seated.stream().filter(one -> one.isHere(since)).allMatch(one -> one.hasChosen(round));
        if (isComplete || (round.hasTime() && tick.elapsedMs() >= round.endsMs())) {
            return close(tx, party, scene, chosen, tick);
        }
        if (round.hasTime() && round.dueMs() <= now) {
            parties.keep(tx, party.with(round.dueAt(now + round.endsMs() - tick.elapsedMs())), round.state(), 0);
        }
        return false;
    }

    private boolean close(Handle tx, Party party, Recital.Scene scene, List<Player> chosen, Tick tick) {
        var round = party.round();
        var voices = chosen.stream()
                .flatMap(one ->
                        Optional.ofNullable(one.choice()).stream().map(choice -> new Verdict.Voice(one.name(), choice)))
                .toList();
        var takesAction = scene.story().allowed(tick).contains(EventType.ACTION);
        var move = Verdict.of(round.rules().way(), scene.story(), takesAction, voices);
        var lease = database.clock(tx) + config.lease().toMillis();
        var isMine = parties.keep(tx, party.with(round.told(chosen.size(), move)), Round.State.OPEN, lease);
        if (isMine) {
            LOG.infof(
                    "story=%s event=%d decided by %d as %s", party.story(), round.event(), chosen.size(), move.type());
        }
        return isMine;
    }

    /** Nobody has chosen anything. */
    void drop(Handle tx, Party party) {
        players.forgetChoices(tx, party.story());
        parties.keep(tx, party.with(Round.waiting(party.rules())), party.round().state(), 0);
    }

    /** Gets up from a claimed table: what he chose is gone, and what he cost is the host's then. */
    void leave(Handle tx, Party party, Player player) {
        players.remove(tx, party.story(), player.id());
        if (player.cost().compareTo(Money.ZERO) > 0) {
            host(tx, party.story(), party.host())
                    .ifPresent(host -> players.account(tx, party.story(), host.id(), 0, player.cost()));
        }
        var round = party.round();
        if (round.isOpen() && players.at(tx, party.story()).stream().noneMatch(one -> one.hasChosen(round))) {
            drop(tx, party);
        }
    }

    private Optional<Player> host(Handle tx, StoryId story, AccountId host) {
        return players.find(tx, host, story);
    }
}
