package raconteur.story.party;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.AccountId;
import raconteur.platform.Bell;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.db.Database;
import raconteur.protocol.StoryJoin;
import raconteur.protocol.StoryParty;
import raconteur.story.Recital;
import raconteur.story.StoryId;

/** Who plays along: lets people in by a code, and out. Thread-safe. */
@Singleton
public final class Seats {
    /** How many may play a story that was begun for one. */
    private static final int USUAL = 8;

    private final Database database;
    private final PartyRows parties;
    private final PlayerRows players;
    private final Table table;
    private final Teller teller;
    private final Views views;
    private final Recital recital;
    private final Guesses guesses;
    private final Bell bell;
    private final Ids ids;

    Seats(
            Database database,
            PartyRows parties,
            PlayerRows players,
            Table table,
            Teller teller,
            Views views,
            Recital recital,
            Guesses guesses,
            Bell bell,
            Ids ids) {
        this.database = database;
        this.parties = parties;
        this.players = players;
        this.table = table;
        this.teller = teller;
        this.views = views;
        this.recital = recital;
        this.guesses = guesses;
        this.bell = bell;
        this.ids = ids;
    }

    /**
     * What came of joining.
     *
     * @param isNew whether he was not in before
     */
    public record Joined(StoryParty party, boolean isNew) {}

    private record Seated(StoryId story, boolean isNew) {}

    static Player fresh(UUID id, AccountId account, String name, boolean isHost, long now) {
        return new Player(id, account, name, isHost, true, now, 0, Money.ZERO, null);
    }

    /**
     * Lets the caller in.
     *
     * @param story which one it must be; null for whichever the code is of
     * @throws Refusal {@link Code#NOT_FOUND} for a wrong code, {@link Code#TOO_MANY_REQUESTS} after many of them,
     *     {@link Code#CONFLICT} when it is full
     */
    public Joined join(Caller caller, @Nullable StoryId story, StoryJoin wish) {
        guesses.check(caller.account());
        var name = wish.name() == null ? null : Names.require(wish.name());
        var code = Codes.read(wish.code());
        var now = recital.now();
        var seated =
                database.transact(tx -> parties.claim(tx, code, story).map(party -> sit(tx, caller, party, name, now)));
        if (seated.isEmpty()) {
            guesses.count(caller.account());
            throw new Refusal(Code.NOT_FOUND);
        }
        bell.ring();
        return new Joined(views.of(caller, seated.get().story()), seated.get().isNew());
    }

    private Seated sit(Handle tx, Caller caller, Party party, @Nullable String name, long now) {
        var account = caller.account();
        var others = players.at(tx, party.story()).stream()
                .filter(one -> !one.account().equals(account))
                .toList();
        var isIn = players.find(tx, account, party.story()).isPresent();
        if (isIn) {
            if (name != null) {
                players.rename(tx, account, party.story(), Names.unlike(name, others));
            }
            players.see(tx, account, party.story(), now);
            return new Seated(party.story(), false);
        }
        if (others.size() >= room(tx, party)) {
            throw new Refusal(Code.CONFLICT, new Text("The party is full.", "人数已满。"));
        }
        var called = Names.unlike(name == null ? caller.username() : name, others);
        players.insert(tx, party.story(), fresh(ids.next(), account, called, false, now));
        return new Seated(party.story(), true);
    }

    private int room(Handle tx, Party party) {
        var wanted = recital.scene(tx, party.host(), party.story())
                .map(scene -> scene.story().begun().players())
                .orElse(1);
        return wanted > 1 ? wanted : USUAL;
    }

    /**
     * Has a player leave: himself, or anybody but himself who is the host. What he chose does not count any more.
     *
     * @throws Refusal {@link Code#NOT_FOUND} for who does not play along
     */
    public void leave(Caller caller, StoryId story, UUID player) {
        var now = recital.now();
        var isDecided = database.transact(tx -> {
            var party = claimed(tx, caller.account(), story);
            var leaver = players.at(tx, story).stream()
                    .filter(one -> one.id().equals(player))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
            var isHimself = leaver.account().equals(caller.account());
            if (leaver.isHost() || !(isHimself || party.isHost(caller.account()))) {
                throw new Refusal(Code.FORBIDDEN);
            }
            table.leave(tx, party, leaver);
            return recital.scene(tx, party.host(), story)
                    .map(scene -> table.settle(tx, party, scene, now))
                    .orElse(false);
        });
        if (isDecided) {
            teller.begin(story);
        }
        bell.ring();
    }

    private Party claimed(Handle tx, AccountId account, StoryId story) {
        Optional<Party> party = parties.claim(tx, account, story);
        return party.orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }
}
