package raconteur.story.party;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import raconteur.account.Accounts;
import raconteur.ledger.Ledger;
import raconteur.platform.Bell;
import raconteur.platform.Caller;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.Invoke;
import raconteur.protocol.StoryChoice;
import raconteur.protocol.StoryJoin;
import raconteur.protocol.StoryParty;
import raconteur.protocol.StoryPartyRules;
import raconteur.story.Hall;
import raconteur.story.Invocations;
import raconteur.story.StoryId;
import raconteur.story.StoryListener;
import raconteur.turn.World;

/**
 * A story that several play, over a real database and a real upstream: Ada hosts, Bo and Cy play, Eve is a stranger.
 */
final class Evening implements AutoCloseable {
    static final Duration PRESENCE = Duration.ofSeconds(20);
    static final PartyConfig CONFIG = new PartyConfig(PRESENCE, Duration.ofHours(1), Duration.ofMillis(10));
    static final PartyConfig IMPATIENT = new PartyConfig(PRESENCE, Duration.ZERO, Duration.ofMillis(10));
    private static final StoryPartyRules USUAL = new StoryPartyRules(null, null, null);

    final Hall hall;
    final Server server;
    final Caller ada;
    final Caller bo;
    final Caller cy;
    final Caller eve;
    final StoryId story;

    Evening(EveryDatabase kind, Path folder) throws InterruptedException {
        this(kind, folder, 1);
    }

    Evening(EveryDatabase kind, Path folder, int players) throws InterruptedException {
        hall = new Hall(kind, folder, Evening::listeners).telling();
        ada = known(hall.ada, "ada");
        bo = known(hall.world.ada("0"), "bo");
        cy = known(hall.world.ada("0"), "cy");
        eve = known(hall.world.ada("0"), "eve");
        server = server(CONFIG);
        var usual = Hall.request("INIT", Hall.SESSION, null, null);
        var begun = new Invoke(
                usual.event(),
                new Invoke.Session(Hall.SESSION, players, "NORMAL"),
                usual.time(),
                usual.seed(),
                usual.constraints(),
                null,
                null,
                null);
        story = hall.invoke(ada, begun, null).story();
    }

    private static List<StoryListener> listeners(World world) {
        return List.of(witness(world, CONFIG));
    }

    private static Witness witness(World world, PartyConfig config) {
        var table = new Table(world.database(), new PartyRows(), new PlayerRows(), config);
        return new Witness(world.database(), new PartyRows(), new PlayerRows(), table, world.the(Ledger.class));
    }

    /** Somebody whose account is in the database. */
    private Caller known(Caller caller, String name) {
        hall.world
                .database()
                .transact(tx -> tx.createUpdate("insert into account (id, username, username_key, role,"
                                + " state, version, created_at, updated_at) values (:id, :name, :name, 'member', 'active', 1, 1,"
                                + " 1)")
                        .bind("id", caller.account().toString())
                        .bind("name", name)
                        .execute());
        return new Caller(caller.account(), name, caller.credential(), caller.roles(), caller.language());
    }

    /** One of the servers on the database. */
    record Server(
            Table table,
            Teller teller,
            Rounds rounds,
            Parties parties,
            Seats seats,
            Choosing choosing,
            PartyRows rows,
            PlayerRows players) {}

    Server server(PartyConfig config) {
        return server(config, hall.another());
    }

    private Server server(PartyConfig config, Invocations invocations) {
        var database = hall.world.database();
        var rows = new PartyRows();
        var players = new PlayerRows();
        var bell = new Bell();
        var ids = new Ids(hall.time);
        var recital = hall.recital;
        var table = new Table(database, rows, players, config);
        var teller = new Teller(
                database,
                rows,
                table,
                recital,
                hall.reception,
                invocations,
                hall.world.the(Accounts.class),
                bell,
                config,
                ids);
        var views = new Views(database, rows, players, table, recital);
        var presence = new Presence(database, rows, players, recital, bell, config);
        return new Server(
                table,
                teller,
                new Rounds(database, rows, players, table, teller, recital, bell, config),
                new Parties(database, rows, players, presence, views, recital, bell, ids, hall.time),
                new Seats(database, rows, players, table, teller, views, recital, new Guesses(hall.time), bell, ids),
                new Choosing(database, rows, players, table, teller, views, recital, bell),
                rows,
                players);
    }

    /** Opens it, and Bo and Cy come. */
    Evening gathered(String rounds) {
        open(rounds, 60);
        join(bo, "Bo");
        join(cy, "Cy");
        return this;
    }

    StoryParty open(String rounds, int seconds) {
        return server.parties().open(ada, story, new StoryPartyRules(rounds, seconds, "Ada"));
    }

    String code() {
        return String.valueOf(server.parties().open(ada, story, USUAL).code());
    }

    StoryParty join(Caller who, @Nullable String name) {
        return server.seats().join(who, story, new StoryJoin(code(), name)).party();
    }

    StoryParty choose(Caller who, int event, int option) {
        return server.choosing().choose(who, story, new StoryChoice(event, option, null));
    }

    StoryParty say(Caller who, int event, String text) {
        return server.choosing().choose(who, story, new StoryChoice(event, null, text));
    }

    /** The party as somebody sees it, who is here by that. */
    StoryParty seen(Caller who) {
        return look(who, 0, Duration.ZERO);
    }

    StoryParty look(Caller who, long after, Duration wait) {
        return look(who, story, after, wait);
    }

    private StoryParty look(Caller who, StoryId at, long after, Duration wait) {
        try {
            return server.parties().look(who, at, after, wait);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** The party as Ada sees it as soon as it is so. */
    StoryParty until(Predicate<StoryParty> condition) {
        return until(story, condition);
    }

    private StoryParty until(StoryId at, Predicate<StoryParty> condition) {
        var limit = System.nanoTime() + Hall.SOON.toNanos();
        var seen = look(ada, at, 0, Duration.ZERO);
        while (!condition.test(seen)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("in vain: " + seen);
            }
            seen = look(ada, at, seen.revision(), Duration.ofSeconds(1));
        }
        return seen;
    }

    StoryParty told(int number) {
        return told(story, number);
    }

    StoryParty told(StoryId at, int number) {
        return until(
                at,
                party -> party.eventNumber() == number && party.round().state().equals("waiting"));
    }

    Evening pass(Duration span) {
        hall.time.pass(span);
        return this;
    }

    Party row() {
        return hall.world
                .database()
                .read(tx -> server.rows().find(tx, ada.account(), story))
                .orElseThrow();
    }

    /** What the host paid for events after the first. */
    Money settled() {
        var settled = hall.world.the(Ledger.class).newest(ada.account(), Optional.empty(), 200).stream()
                .filter(entry -> entry.kind() == Ledger.Kind.SETTLE)
                .map(entry -> entry.amount().negated())
                .toList();
        return settled.subList(0, settled.size() - 1).stream().reduce(Money.ZERO, Money::plus);
    }

    /** Gives money, or takes it. */
    void pay(String amount) {
        hall.world.database().transact(tx -> {
            hall.world.the(Ledger.class).credit(tx, ada.account(), Ledger.Kind.ADJUSTMENT, Money.parse(amount), "test");
            return true;
        });
    }

    void leave(Caller who, @Nullable Caller asked) {
        var player = hall.world
                .database()
                .read(tx -> server.players().find(tx, who.account(), story))
                .orElseThrow();
        server.seats().leave(asked == null ? who : asked, story, player.id());
    }

    void deleteAccount(Caller who) {
        hall.world.database().transact(tx -> {
            witness(hall.world, CONFIG).deleted(tx, who.account());
            return true;
        });
        hall.leave(who);
    }

    static Refusal refusal(ThrowingCallable call) {
        var found = new ArrayList<Refusal>();
        assertThatThrownBy(call).isInstanceOfSatisfying(Refusal.class, found::add);
        return found.getFirst();
    }

    /** Until when the round is its server's to tell. */
    long lease() {
        return hall.world
                .database()
                .read(tx -> tx.createQuery("select round_lease from story_party where story_id = :story")
                        .bind("story", story.toString())
                        .mapTo(Long.class)
                        .one());
    }

    long rows(String table) {
        return hall.world
                .database()
                .read(tx -> tx.createQuery("select count(*) from " + table)
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public void close() {
        hall.close();
    }
}
