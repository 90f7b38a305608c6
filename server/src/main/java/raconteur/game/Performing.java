package raconteur.game;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.conversation.Backstage;
import raconteur.conversation.Saying;
import raconteur.conversation.Stage;
import raconteur.conversation.Talk;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.Place;
import raconteur.protocol.Sampling;
import raconteur.protocol.TakeTurn;
import raconteur.turn.Question;
import raconteur.turn.Repeats;
import raconteur.turn.TurnId;
import raconteur.turn.Turns;

/** Makes replies: each on a thread of its own, so that whoever waits for one never waits for anything else. */
@Singleton
final class Performing {
    private static final Logger LOG = Logger.getLogger(Performing.class);

    private static final Duration STOPPING = Duration.ofSeconds(2);

    private final Database database;
    private final Threads threads;
    private final Backstage backstage;
    private final Questions questions;
    private final Spending spending;
    private final Happenings happenings;
    private final Talk talk;
    private final Turns turns;
    private final Repeats repeats;
    private final Blocklist blocklist;
    private final Tally tally;
    private final GameConfig config;
    private final ObjectMapper json;
    private final ObjectMapper lenient = Leniently.mapper();
    private final Map<Threads.Key, Turnstile> talking = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> running = new ConcurrentHashMap<>();

    Performing(
            Database database,
            Threads threads,
            Backstage backstage,
            Questions questions,
            Spending spending,
            Happenings happenings,
            Talk talk,
            Turns turns,
            Repeats repeats,
            Blocklist blocklist,
            Tally tally,
            GameConfig config,
            ObjectMapper json) {
        this.database = database;
        this.threads = threads;
        this.backstage = backstage;
        this.questions = questions;
        this.spending = spending;
        this.happenings = happenings;
        this.talk = talk;
        this.turns = turns;
        this.repeats = repeats;
        this.blocklist = blocklist;
        this.tally = tally;
        this.config = config;
        this.json = json;
    }

    /** Reads what games and models write. */
    ObjectMapper lenient() {
        return lenient;
    }

    /** Begins to make a reply. */
    void begin(Reply reply, Question.@Nullable Once once) {
        Thread.ofVirtual().name("game-" + reply.asked().request()).start(() -> run(reply, once));
    }

    private void run(Reply reply, Question.@Nullable Once once) {
        var asked = reply.asked();
        tally.running(1);
        try {
            var earlier =
                    once == null ? null : repeats.earlier(asked.caller(), once).orElse(null);
            if (earlier != null) {
                reply.began(earlier.taken().turn());
                var end = hear(reply, earlier.taken().turn());
                reply.written(end.isWhole(), end.fault());
                reply.restsOn(database.read(tx -> sources(tx, asked.caller(), end)));
            } else {
                var reason = admit(reply, once);
                if (reason != null) {
                    reply.fail(reason);
                }
            }
        } catch (Refusal refusal) {
            refused(reply, refusal);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            reply.fail(Reason.STOPPING);
        } catch (RuntimeException | ExecutionException failure) {
            LOG.errorf(failure, "A game could not be answered: trace=%s", asked.trace());
            reply.fail(Reason.INTERNAL);
        } finally {
            // only now, when nothing of it is held any more: whoever sees the end may ask again at once
            reply.end();
            tally.running(-1);
        }
    }

    private static void refused(Reply reply, Refusal refusal) {
        switch (refusal.code()) {
            case IDEMPOTENCY_MISMATCH, FORBIDDEN -> reply.refuse(refusal);
            default -> reply.fail(Reason.of(refusal.code()));
        }
    }

    /** Who is being answered in a thread, and whether that is over. */
    private record Turnstile(Reply reply, CountDownLatch gone) {}

    /** Whether this is the one that is answered there now; one of which nothing more will be told is waited out. */
    private boolean pass(Threads.Key key, Turnstile mine) throws InterruptedException {
        for (var before = talking.putIfAbsent(key, mine); before != null; before = talking.putIfAbsent(key, mine)) {
            if (!before.reply().isToldOut() || !before.gone().await(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** One answer at a time of each thread, and so many of each key; why there is none, if there is none. */
    private @Nullable Reason admit(Reply reply, Question.@Nullable Once once)
            throws InterruptedException, ExecutionException {
        var asked = reply.asked();
        var key = asked.thread();
        var credential = asked.caller().credential();
        var isPersonal = asked.player().isPresent();
        var mine = new Turnstile(reply, new CountDownLatch(1));
        if (isPersonal && !pass(key, mine)) {
            return Reason.BUSY;
        }
        try {
            var now = running.merge(credential, 1, Integer::sum);
            if (config.running() > 0 && now > config.running()) {
                return Reason.BUSY;
            }
            if (spending.isSpent(asked.caller().account(), player(asked), credential)) {
                return Reason.BUDGET;
            }
            perform(reply, once);
            return null;
        } finally {
            running.computeIfPresent(credential, (_, count) -> count == 1 ? null : Integer.valueOf(count - 1));
            if (isPersonal) {
                talking.remove(key);
                mine.gone().countDown();
            }
        }
    }

    private static @Nullable String player(Asked asked) {
        return asked.player().map(UUID::toString).orElse(null);
    }

    private void perform(Reply reply, Question.@Nullable Once once) throws InterruptedException, ExecutionException {
        var asked = reply.asked();
        var caller = asked.caller();
        var thread = threads.enter(asked.thread(), asked.role(), title(asked), asked.epoch());
        var taken = take(asked, thread, once);
        var turn = taken.turn();
        if (reply.began(turn)) {
            stop(caller, turn);
        }
        var end = hear(reply, turn);
        var isTold = reply.written(end.isWhole(), end.fault());
        reply.restsOn(database.transact(tx -> {
            var message = end.message();
            if (isTold && message != null && asked.player().isPresent()) {
                threads.told(tx, caller.account(), thread, message);
            }
            spending.add(tx, caller.account(), player(asked), caller.credential(), end.tokens());
            questions.told(tx, caller, turn);
            return sources(tx, caller, end);
        }));
        reply.cached(end.cached());
        count(reply, end);
    }

    private List<GameAnswer.Source> sources(Handle tx, Caller caller, Hearing.End end) {
        var message = end.message();
        return message == null
                ? List.of()
                : backstage.sources(tx, caller.account(), message).stream()
                        .limit(Limits.SOURCES)
                        .map(source -> new GameAnswer.Source(
                                Plain.line(source.title(), Limits.SOURCE), Plain.line(source.file(), Limits.SOURCE)))
                        .toList();
    }

    private void count(Reply reply, Hearing.End end) {
        var asked = reply.asked();
        var answer = reply.answer();
        tally.acted(answer.actions().size(), reply.dropped());
        if (isReusable(asked)) {
            tally.looked(asked.caller(), end.cached());
        }
    }

    private static String title(Asked asked) {
        var name = asked.npc().isEmpty() ? "" : asked.npc() + " · ";
        return name + asked.playerName();
    }

    /** Nothing but the character and the question decides what a good answer is, and nobody is remembered. */
    private static boolean isReusable(Asked asked) {
        return asked.ask().isGeneral();
    }

    private Turns.Taken take(Asked asked, Threads.Standing thread, Question.@Nullable Once once) {
        var caller = asked.caller();
        var ask = asked.ask();
        var sampling = new Sampling(null, null, (long) config.answerTokens(), null, null, null, null);
        var wish = new TakeTurn(
                ask.input(), null, new Place(thread.leaf()), null, sampling, null, null, null, isReusable(asked), null);
        var player = asked.player().orElse(caller.account().value());
        var remarks = Backdrop.of(ask, asked.role(), events(asked));
        var stage = new Stage(player, asked.playerName(), remarks);
        return talk.take(
                caller,
                new Saying(
                        thread.conversation(),
                        wish,
                        once,
                        asked.trace(),
                        GameConfig.POLICY,
                        stage,
                        (tx, turn) -> questions.insert(tx, caller, asked, turn)));
    }

    /** What was told of before, and with this question; the newest. */
    private List<String> events(Asked asked) {
        var caller = asked.caller();
        var ask = asked.ask();
        var before = ask.session()
                .map(session -> happenings.take(Happenings.session(caller, session)))
                .orElse(List.of());
        var ofPlayer = ask.player()
                .map(player -> happenings.take(Happenings.player(caller, player)))
                .orElse(List.of());
        return Happenings.newest(Happenings.newest(before, ofPlayer), ask.events());
    }

    private Hearing.End hear(Reply reply, TurnId turn) throws InterruptedException, ExecutionException {
        var hearing = new Hearing(reply, json);
        turns.follow(reply.asked().caller(), turn, 0).ifPresent(following -> following.begin(hearing));
        return hearing.over().get();
    }

    /** Stops a turn whose answer nobody waits for; returns at once. */
    void stop(Caller caller, TurnId turn) {
        Thread.ofVirtual().name("game-stop-" + turn).start(() -> {
            try {
                turns.stop(caller, turn);
            } catch (Refusal refusal) {
                LOG.infof("It did not stop: turn=%s: %s", turn, refusal.getMessage());
            }
        });
    }

    /** What a question that was asked before a restart has to be told. */
    Feed again(Caller caller, Questions.Row row) {
        var ask = new Ask(
                "",
                Optional.empty(),
                "",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Ask.Save.NONE,
                List.of(),
                Limits.POLL,
                row.language(),
                Optional.empty(),
                row.request());
        var reply = new Reply(new Asked(caller, ask, row.request(), null, row.npc(), ""), blocklist, lenient);
        reply.began(row.turn());
        try {
            if (row.isTold()) {
                var end = hear(reply, row.turn());
                reply.written(end.isWhole(), end.fault());
                reply.end();
            } else {
                reply.fail(Reason.INTERRUPTED);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.STOPPING);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return reply.own;
    }
}
