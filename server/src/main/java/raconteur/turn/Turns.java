package raconteur.turn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Draining;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.provider.Candidate;
import raconteur.provider.ModelPolicy;
import raconteur.provider.Models;
import raconteur.provider.Resolution;

/** The one door to a model. Thread-safe. */
@Singleton
public final class Turns {
    /**
     * A turn that was taken.
     *
     * @param fresh false when this is the first answer to a repeated request
     */
    public record Taken(TurnId turn, List<GenerationId> generations, List<Question.Begun> messages, boolean fresh) {}

    private static final Logger LOG = Logger.getLogger(Turns.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

    private final Database database;
    private final StoredTurns stored;
    private final Admissions admissions;
    private final Models models;
    private final ModelPolicy policy;
    private final KeptAnswers answers;
    private final Invoker invoker;
    private final TurnQueue queue;
    private final Keepers keepers;
    private final Draining draining;
    private final TurnConfig config;
    private final ObjectMapper json;
    private final Ids ids;
    private final InstantSource time;
    private final Ticker ticker;
    private final TurnNews news = new TurnNews();
    private final Map<TurnId, Run> running = new ConcurrentHashMap<>();
    private final Cache<TurnId, EventLog> ended;
    private volatile boolean drained;

    Turns(
            Database database,
            StoredTurns stored,
            Admissions admissions,
            Models models,
            ModelPolicy policy,
            KeptAnswers answers,
            Invoker invoker,
            TurnQueue queue,
            Keepers keepers,
            Draining draining,
            TurnConfig config,
            ObjectMapper json,
            Ids ids,
            InstantSource time,
            Ticker ticker) {
        this.database = database;
        this.stored = stored;
        this.admissions = admissions;
        this.models = models;
        this.policy = policy;
        this.answers = answers;
        this.invoker = invoker;
        this.queue = queue;
        this.keepers = keepers;
        this.draining = draining;
        this.config = config;
        // buffers kept per thread would stay with each turn's own thread for as long as it waits
        this.json = json.copyWith(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                .build());
        this.ids = ids;
        this.time = time;
        this.ticker = ticker;
        this.ended = Caffeine.newBuilder()
                .expireAfterWrite(config.retention())
                .maximumWeight(TurnConfig.MEMORY)
                .weigher((TurnId _, EventLog log) -> log.weight())
                .build();
    }

    /**
     * Admits a question and starts to answer it. When this returns, the question is on disk and paid for in advance.
     *
     * @throws Refusal if it may not be asked now; nothing has happened then and no call was made
     */
    public Taken take(Question question) {
        return take(question, null);
    }

    /** The same, asked in this way; the question's admission begins no message then. */
    public Taken take(Question question, @Nullable Asking asking) {
        var taken = System.nanoTime();
        if (draining.begun()) {
            throw new Refusal(Code.STOPPING).retryAfter(Duration.ofSeconds(5));
        }
        var candidates = usable(question);
        var bounded = question.with(Terms.bounded(question.parameters(), candidates));
        var key = KeptAnswers.key(bounded, candidates);
        var kept = answers.find(key).orElse(null);
        var ticket = queue.ticket(question.payer().account());
        var asked = new Asked(bounded, asking, candidates, key, kept, ticket, taken);
        var turn = new TurnId(ids.next());
        var generation = new GenerationId(ids.next());
        return switch (admissions.admit(asked, turn, generation)) {
            case Admissions.Admitted.Before(var row) -> before(row);
            case Admissions.Admitted.Now(var opened) -> start(asked, turn, generation, opened);
        };
    }

    /** Tells this listener of every turn from now on. */
    public void listen(TurnListener listener) {
        news.listen(listener);
    }

    private Taken before(StoredTurns.Row row) {
        var run = running.get(row.id());
        if (run != null) {
            return new Taken(row.id(), List.of(run.generation), run.opened.messages(), false);
        }
        var generations = database.read(tx -> stored.generations(tx, row.account(), row.id()));
        return new Taken(
                row.id(), generations.stream().map(StoredTurns.Made::id).toList(), List.of(), false);
    }

    private Taken start(Asked asked, TurnId turn, GenerationId generation, Question.Opened opened) {
        var log = new EventLog(json, config.backlog());
        var answer = opened.answer();
        var pen = answer == null ? null : new Pen(log, answer.id(), config.tick(), System::nanoTime, ticker);
        var run = new Run(turn, generation, asked, opened, log, pen, time.instant());
        log.append(new TurnEvent.Turn(turn, asked.question().place(), TurnState.ADMITTED));
        running.put(turn, run);
        news.began(run);
        invoker.start(run, () -> {
            ended.put(turn, log);
            running.remove(turn);
            news.ended(run);
        });
        if (drained) {
            run.cut();
        }
        return new Taken(turn, List.of(generation), opened.messages(), true);
    }

    /** The models to try for a name; a refusal that says what to do when there is none. */
    public List<Candidate> resolve(String name) {
        return switch (models.resolve(name)) {
            case Resolution.Found(var candidates) -> candidates;
            case Resolution.Unknown _ -> throw Refusal.invalid("model", "no model goes by that name", "没有该名称的模型");
            case Resolution.Ambiguous(var _, var options) ->
                throw Refusal.invalid(
                        "model",
                        "several providers offer it: say one of " + String.join(", ", options),
                        "多个提供方都有该模型，请指明：" + String.join("、", options));
        };
    }

    /** Those of them that the payer may use. */
    private List<Candidate> usable(Question question) {
        var candidates = policy.usable(question.payer(), resolve(question.model()));
        if (candidates.isEmpty()) {
            throw new Refusal(Code.FORBIDDEN, new Text("You may not use this model.", "您不能使用该模型。"));
        }
        return candidates;
    }

    /** What a reader of a turn is told: every event after one it has seen, and then each new one. */
    public interface Following {
        void begin(Reader reader);

        /** Lets the reader go; the turn goes on. */
        void leave(Reader reader);
    }

    /**
     * Finds what is to be told after an event. A turn whose events are gone tells all it said in one event, and its
     * end.
     *
     * @return nothing when everything was told before
     * @throws Refusal {@link Code#NOT_FOUND} when the turn is not the caller's
     */
    public Optional<Following> follow(Caller caller, TurnId id, long after) {
        // looked for first: a turn that ends meanwhile is then found in one place or in the other
        var log = live(id);
        var row = row(caller, id);
        if (log != null && !wasDeleted(log, row)) {
            return log.state().hasEnded() && after == log.last() ? Optional.empty() : Optional.of(log.from(after));
        }
        return after == row.lastEvent() && row.state() == TurnState.COMPLETED
                ? Optional.empty()
                : Optional.of(new Recalled(json, row, keepers.of(row.surface()).spoken(row.account(), id)));
    }

    /** Whether what an ended turn said was deleted; then its events are forgotten too. */
    private boolean wasDeleted(EventLog log, StoredTurns.Row row) {
        var gone = log.state().hasEnded()
                && log.told()
                && keepers.of(row.surface()).spoken(row.account(), row.id()).isEmpty();
        if (gone) {
            ended.invalidate(row.id());
        }
        return gone;
    }

    /** Stops a turn and returns when it has ended; what was said is kept. A turn that ended before stays as it is. */
    public void stop(Caller caller, TurnId id) {
        row(caller, id);
        var run = running.get(id);
        if (run == null) {
            return;
        }
        LOG.infof("Asked to stop: turn=%s", id);
        run.stop();
        try {
            run.ended.get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException late) {
            throw new Refusal(Code.OVERLOADED).retryAfter(STOP_PATIENCE);
        }
    }

    /** What a running turn has said so far; nothing when it does not run here. */
    public List<TurnEvent.Spoken> spoken(TurnId id) {
        var run = running.get(id);
        return run == null ? List.of() : run.log.spoken();
    }

    /** The turn as it is kept; {@link Code#NOT_FOUND} when it is not the caller's. */
    StoredTurns.Row row(Caller caller, TurnId id) {
        return database.read(tx -> stored.find(tx, caller.account(), id))
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND));
    }

    /** The generation of a turn that runs here. */
    @Nullable
    Run run(TurnId id) {
        return running.get(id);
    }

    /** The events of a turn that runs or ended a short while ago. */
    @Nullable
    EventLog live(TurnId id) {
        var run = running.get(id);
        return run != null ? run.log : ended.getIfPresent(id);
    }

    /** The generations that run now. */
    Collection<Run> running() {
        return running.values();
    }

    /** Lets turns that run finish, and cuts what then still runs; everything is settled after. */
    void drain(Duration limit) {
        var until = time.instant().plus(limit);
        for (var run : List.copyOf(running.values())) {
            await(run, Duration.between(time.instant(), until));
        }
        drained = true;
        var left = List.copyOf(running.values());
        left.forEach(Run::cut);
        left.forEach(run -> await(run, STOP_PATIENCE));
    }

    private static void await(Run run, Duration most) {
        try {
            run.ended.get(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException notYet) {
            LOG.debugf("still running: turn=%s", run.turn);
        }
    }
}
