package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import raconteur.account.AccountListener;
import raconteur.account.Opening;
import raconteur.ledger.Ledger;
import raconteur.platform.AccountId;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.story.StoryId;
import raconteur.story.StoryListener;
import raconteur.story.payload.EventType;
import raconteur.story.play.StoryEvent;

/**
 * Keeps tables as their stories are: an event that is told ends its round and is paid for by who decided on it, in one
 * transaction with the event, so that neither is ever without the other.
 */
@Singleton
final class Witness implements StoryListener, AccountListener {
    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Table table;
    private final Ledger ledger;

    Witness(Database database, PartyRows parties, PlayerRows players, Table table, Ledger ledger) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.table = table;
        this.ledger = ledger;
    }

    @Override
    public void asked(AccountId owner, StoryId story, EventType type) {
        var isEverybodys = switch (type) {
            case DECISION, ACTION, COMBAT, PUZZLE -> true;
            case INIT, RESOLUTION, NOVEL -> false;
        };
        if (isEverybodys && database.read(tx -> players.count(tx, owner, story)) > 1) {
            throw new Refusal(
                            Code.CONFLICT,
                            new Text(
                                    "The story is played together: choose in its round, or close the party.",
                                    "该故事正由多人共同进行：请在本轮中选择，或先结束多人游戏。"))
                    .with("allowed", List.of(EventType.RESOLUTION.name()));
        }
    }

    @Override
    public void told(Handle tx, AccountId owner, StoryId story, StoryEvent.Told told) {
        var found = parties.claim(tx, story);
        if (found.isEmpty()) {
            return;
        }
        var party = found.get();
        var seated = players.at(tx, story);
        var round = party.round();
        var move = round.move();
        var isTheirs = move != null && round.event() == told.number() && move.type() == told.type();
        var takers = seated.stream()
                .filter(one -> isTheirs ? one.hasChosen(round) : one.isHost())
                .toList();
        var cost = told.turn() == null ? Money.ZERO : ledger.settled(tx, owner, UUID.fromString(told.turn()));
        share(tx, party, seated, takers, isTheirs ? round.parts() : 1, cost);
        table.drop(tx, party);
    }

    /** Equal shares; what does not divide, and the share of who has left meanwhile, is the host's. */
    private void share(Handle tx, Party party, List<Player> seated, List<Player> takers, int parts, Money cost) {
        var share = new Money(cost.nano() / Math.max(1, parts));
        var rest = cost.minus(new Money(share.nano() * takers.size()));
        for (var taker : takers) {
            players.account(tx, party.story(), taker.id(), 1, share);
        }
        seated.stream()
                .filter(Player::isHost)
                .findFirst()
                .ifPresent(host -> players.account(tx, party.story(), host.id(), 0, rest));
    }

    @Override
    public void changed(Handle tx, AccountId owner, StoryId story) {
        parties.claim(tx, owner, story);
    }

    @Override
    public void removed(Handle tx, AccountId owner, StoryId story) {
        if (parties.remove(tx, owner, story)) {
            players.removeAll(tx, story);
        }
    }

    @Override
    public void opened(Handle tx, Opening opening) {
        // an account begins at no table
    }

    @Override
    public void deleted(Handle tx, AccountId account) {
        for (var story : players.guest(tx, account)) {
            var party = parties.claim(tx, account, story);
            var player = players.find(tx, account, story);
            if (party.isPresent() && player.isPresent()) {
                table.leave(tx, party.get(), player.get());
            }
        }
    }
}
