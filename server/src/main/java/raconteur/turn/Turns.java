package raconteur.turn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
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
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Ledger;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Draining;
import raconteur.platform.Ids;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.Text;
import raconteur.platform.Ticker;
import raconteur.platform.db.Database;
import raconteur.provider.Candidate;
import raconteur.provider.Health;
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
    private final PromptParts parts;
    private final Ledger ledger;
    private final Pace pace;
    private final Models models;
    private final ModelPolicy policy;
    private final Health health;
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
            PromptParts parts,
            Ledger ledger,
            Pace pace,
            Models models,
            ModelPolicy policy,
            Health health,
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
        this.parts = parts;
        this.ledger = ledger;
        this.pace = pace;
        this.models = models;
        this.policy = policy;
        this.health = health;
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
        return switch (admitted(asked, turn, generation)) {
            case Admitted.Before(var row) -> before(row);
            case Admitted.Now(var opened) -> start(asked, turn, generation, opened);
        };
    }

    /** Tells this listener of every turn from now on. */
    public void listen(TurnListener listener) {
        news.listen(listener);
    }

    private sealed interface Admitted {
        record Before(StoredTurns.Row row) implements Admitted {}

        record Now(Question.Opened opened) implements Admitted {}
    }

    private Admitted admitted(Asked asked, TurnId turn, GenerationId generation) {
        try {
            return database.transact(tx -> admit(tx, asked, turn, generation));
        } catch (RuntimeException refused) {
            asked.ticket().leave();
            throw refused;
        }
    }

    private Admitted admit(Handle tx, Asked asked, TurnId turn, GenerationId generation) {
        var question = asked.question();
        var candidates = asked.candidates();
        var free = asked.kept() != null;
        var now = time.instant();
        ledger.claim(tx, question.payer().account());
        var earlier = earlier(tx, question, now);
        if (earlier.isPresent()) {
            return new Admitted.Before(earlier.get());
        }
        // refusals come in the order that the contract gives them: what runs there, the limit, the money
        var payer = question.payer().account();
        var runningNow = stored.running(tx, payer);
        stored.insert(tx, turn, question, now);
        var model = candidates.getFirst().model();
        var opened = question.admission().open(tx, turn, model.id());
        if (config.mostRunning() > 0 && runningNow >= config.mostRunning()) {
            throw new Refusal(Code.TOO_MANY_TURNS).retryAfter(Duration.ofSeconds(2));
        }
        pace.admit(tx, question);
        ledger.hold(
                tx,
                payer,
                new Ledger.Purpose(turn.value(), generation.value()),
                free ? Money.ZERO : Terms.hold(candidates, question, asked.asking()));
        if (!free) {
            // where nobody can be asked now, that is said at once
            health.closed(candidates).ifPresent(closed -> {
                throw Faults.refusal(closed);
            });
            asked.ticket().take();
        }
        var request = parts.keep(tx, payer, question.place(), question.prompt(), question.parameters(), now);
        var promptTokens = question.prompt().parts().stream()
                .mapToLong(part -> TokenCount.about(part.text()))
                .sum();
        stored.insert(
                tx,
                new StoredTurns.Made(
                        generation,
                        turn,
                        payer,
                        opened.answer() == null ? null : opened.answer().id(),
                        model.id(),
                        Terms.prices(candidates.getFirst()),
                        promptTokens,
                        question.opening().length(),
                        request,
                        "[]",
                        null,
                        null,
                        null),
                Terms.maxTokens(question.parameters()),
                question.prompt().bytes(),
                now);
        return new Admitted.Now(opened);
    }

    private Optional<StoredTurns.Row> earlier(Handle tx, Question question, Instant now) {
        var once = question.once();
        if (once == null) {
            return Optional.empty();
        }
        var row = stored.byKey(tx, question.payer().account(), once.key());
        if (row.isPresent() && row.get().createdAt().plus(TurnConfig.KEY_LIFE).isBefore(now)) {
            stored.forgetKeys(tx, now.minus(TurnConfig.KEY_LIFE));
            return Optional.empty();
        }
        row.filter(found -> !once.fingerprint().equals(found.fingerprint())).ifPresent(_ -> {
            throw new Refusal(Code.IDEMPOTENCY_MISMATCH);
        });
        return row;
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
