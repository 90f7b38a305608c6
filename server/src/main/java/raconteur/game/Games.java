package raconteur.game;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.character.Gallery;
import raconteur.conversation.Role;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Rate;
import raconteur.platform.Refusal;
import raconteur.platform.Version;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.GameHello;
import raconteur.protocol.GameNews;
import raconteur.protocol.GamesReport;

/**
 * Answers players of games: in time, or with a canned line. Nothing that goes wrong with a model, money or limits is an
 * error here. Thread-safe.
 */
@Singleton
public final class Games {
    private static final Logger LOG = Logger.getLogger(Games.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** What the way back takes. */
    private static final Duration MARGIN = Duration.ofMillis(50);

    private static final int NPCS = 50;
    private static final int NPC_BYTES = 16_000;

    private final Casting casting;
    private final Gallery gallery;
    private final Replies replies;
    private final Sessions sessions;
    private final Happenings happenings;
    private final Blocklist blocklist;
    private final Tally tally;
    private final GameConfig config;
    private final Ids ids;
    private final Rate rate;

    Games(
            Casting casting,
            Gallery gallery,
            Replies replies,
            Sessions sessions,
            Happenings happenings,
            Blocklist blocklist,
            Tally tally,
            GameConfig config,
            Ids ids,
            InstantSource time) {
        this.casting = casting;
        this.gallery = gallery;
        this.replies = replies;
        this.sessions = sessions;
        this.happenings = happenings;
        this.blocklist = blocklist;
        this.tally = tally;
        this.config = config;
        this.ids = ids;
        this.rate = new Rate(MINUTE, time);
    }

    /**
     * Says something to somebody and waits for the answer as long as the game does, less the time since it asked.
     *
     * @param limited why there is to be a canned line whatever is asked; null for no such reason
     * @throws Refusal {@link Code#NOT_FOUND} when there is nobody by that name, {@link Code#IDEMPOTENCY_MISMATCH}
     */
    public GameAnswer interact(Caller caller, Ask ask, @Nullable Reason limited, Duration since, String trace) {
        var begun = System.nanoTime() - since.toNanos();
        var role = ask.npc().map(npc -> casting.find(caller, npc)).orElse(null);
        var key = ask.onceKey();
        var asked = new Asked(
                caller, ask, key == null ? ids.next().toString() : key, role, role == null ? "" : name(role), trace);
        tally.asked(asked);
        var answer = answer(asked, limited, begun);
        var reason = answer.reason();
        tally.answered(
                asked,
                answer.state(),
                reason == null ? null : Reason.parse(reason),
                Duration.ofNanos(System.nanoTime() - begun));
        return answer;
    }

    private static String name(Role role) {
        return Plain.line(role.actor().spokenName(), 60);
    }

    private GameAnswer answer(Asked asked, @Nullable Reason limited, long begun) {
        var reply = replies.known(asked);
        if (reply == null) {
            var why = limited == null ? refused(asked) : limited;
            if (why != null) {
                return replies.canned(asked, why).answer();
            }
            reply = replies.begin(asked);
        }
        try {
            if (!reply.await(left(asked, begun))) {
                return late(asked, reply);
            }
            reply.settled(left(asked, begun));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return replies.canned(asked, Reason.STOPPING).answer();
        }
        return reply.answer();
    }

    private static Duration left(Asked asked, long begun) {
        return asked.ask().patience().minus(MARGIN).minusNanos(System.nanoTime() - begun);
    }

    private GameAnswer late(Asked asked, Reply reply) {
        var session = asked.ask().session();
        if (session.isPresent() && reply.hand(sessions.of(asked.caller(), session.get()))) {
            replies.expect(reply);
        } else {
            replies.giveUp(reply);
        }
        return reply.answer();
    }

    private @Nullable Reason refused(Asked asked) {
        if (blocklist.holds(asked.ask().input())) {
            return Reason.BLOCKED;
        }
        var player = asked.player();
        var most = config.perMinute();
        if (most > 0
                && player.isPresent()
                && !rate.take(player.get().toString(), most).granted()) {
            LOG.infof(
                    "A player asks too much: account=%s player=%s",
                    asked.caller().account(), player.get());
            return Reason.RATE_LIMITED;
        }
        return null;
    }

    /** What a session has to be told. */
    public GameNews session(Caller caller, String session, long after, Duration wait) {
        return news(sessions.of(caller, session), after, wait);
    }

    /** What came of one question; {@link Code#NOT_FOUND} when it was not asked with this key lately. */
    public GameNews request(Caller caller, String request, long after, Duration wait) {
        return news(replies.feed(caller, request), after, wait);
    }

    private static GameNews news(Feed feed, long after, Duration wait) {
        try {
            return feed.after(after, wait);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING);
        }
    }

    /** Keeps what happened for the next question of a session, or else of a player; how many wait there. */
    public int happened(Caller caller, @Nullable String session, @Nullable String player, List<String> events) {
        if (session != null) {
            return happenings.add(Happenings.session(caller, session), events);
        }
        if (player == null) {
            throw Refusal.invalid("session", "say whose: session or player", "请指明 session 或 player");
        }
        return happenings.add(Happenings.player(caller, player), events);
    }

    /** Whom a game talks to and how much at once. */
    public GameHello hello(Caller caller) {
        return new GameHello(
                0,
                "success",
                Version.current(),
                new GameHello.Limits(
                        Limits.BODY,
                        Limits.ANSWER,
                        Limits.INPUT,
                        Limits.WORLD,
                        Happenings.MOST,
                        Limits.ACTIONS,
                        Bubbles.WIDE,
                        Bubbles.NARROW,
                        (int) Limits.WAIT.toMillis(),
                        (int) Limits.POLL.toMillis(),
                        config.perMinute(),
                        config.playerTokens()),
                npcs(caller),
                List.of("en", "zh"));
    }

    /** The newest, as many as fit into an answer. */
    private List<GameHello.Npc> npcs(Caller caller) {
        var left = NPC_BYTES;
        var npcs = new ArrayList<GameHello.Npc>();
        for (var item : gallery.list(caller.account(), Gallery.Scope.OWN, "", "", Gallery.Sort.UPDATED, null, NPCS)
                .items()) {
            var name = Plain.line(item.name(), 100);
            left -= 80 + Speech.written(name);
            if (left > 0) {
                npcs.add(new GameHello.Npc(item.id().toString(), name));
            }
        }
        return npcs;
    }

    /** How games are served by this process. */
    public GamesReport report() {
        return tally.report(sessions.size());
    }
}
