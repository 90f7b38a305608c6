package raconteur.character.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Ids;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.provider.Alias;
import raconteur.provider.Parameters;
import raconteur.task.Progress;
import raconteur.task.Standing;
import raconteur.task.Task;
import raconteur.task.Work;
import raconteur.turn.TurnId;
import raconteur.turn.structured.Asker;
import raconteur.turn.structured.Outcome;
import raconteur.turn.structured.Structured;
import raconteur.turn.structured.Wish;

/**
 * Brings the memory at a leaf within its budgets, step by step. What comes of a step is kept in the transaction that
 * settles its bill, so that a step that was paid for is never taken twice; where no model helps it is taken without
 * one. Leaves of one conversation are seen to one after another, in the order in which they were ordered.
 */
@Singleton
final class Digestion implements Work {
    static final String KIND = "memory";

    private static final Logger LOG = Logger.getLogger(Digestion.class);
    private static final long MOST_TOKENS = 4000;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** More steps than this are left to the next answer. */
    private static final int MOST_STEPS = 40;

    private static final int MOST_SHOWN = 95;

    private final Database database;
    private final Chronicle chronicle;
    private final Structured structured;
    private final Ids ids;
    private final InstantSource time;

    /** Leaves that are seen to here, or about to be, by the conversations they are in. */
    private final Map<UUID, UUID> flying = new ConcurrentHashMap<>();

    private final Cache<UUID, ReentrantLock> queues =
            Caffeine.newBuilder().weakValues().build();

    Digestion(Database database, Chronicle chronicle, Structured structured, Ids ids, InstantSource time) {
        this.database = database;
        this.chronicle = chronicle;
        this.structured = structured;
        this.ids = ids;
        this.time = time;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** It is not ordered by people, and never refused for their orders' sake. */
    @Override
    public boolean isBounded() {
        return false;
    }

    /** Takes a leaf on; false when somebody has already. */
    boolean takeOn(Errand errand) {
        return flying.putIfAbsent(errand.leaf().value(), errand.conversation()) == null;
    }

    void letGo(Errand errand) {
        flying.remove(errand.leaf().value());
    }

    /** Whether a leaf of a conversation is being seen to here. */
    boolean isBusy(UUID conversation) {
        return flying.containsValue(conversation);
    }

    @Override
    public void abandoned(Handle tx, Task task) {
        letGo(Errand.of(task.input()));
    }

    @Override
    public void run(Progress progress) throws InterruptedException {
        var errand = Errand.of(progress.task().input());
        var queue = queues.get(errand.conversation(), _ -> new ReentrantLock(true));
        takeOn(errand);
        try {
            queue.lockInterruptibly();
            try {
                for (var step = 0; step < MOST_STEPS && take(progress, errand); step++) {
                    LOG.debugf(
                            "A step was taken: task=%s step=%d", progress.task().id(), step);
                }
            } finally {
                queue.unlock();
            }
        } finally {
            letGo(errand);
        }
    }

    /** Takes the next step; false when there is none. */
    private boolean take(Progress progress, Errand errand) throws InterruptedException {
        var owner = progress.task().caller().account();
        var found = database.read(tx -> chronicle
                .read(tx, owner, errand.conversation(), errand.leaf())
                .filter(page -> !chronicle.isOvertaken(tx, page)));
        return found.isPresent() && take(progress, found.get(), errand.whole());
    }

    private boolean take(Progress progress, Chronicle.Page page, boolean whole) throws InterruptedException {
        return switch (page.next(whole)) {
            case Step.Nothing _ -> false;
            case Step.Forget(var lines) -> keep(progress, page, new MemoryEvent.Forgotten(lines));
            case Step.Shorten shorten
            when shorten.shown().isEmpty() -> keep(progress, page, new Shortening(shorten).merged(making()));
            case Step.Shorten shorten -> ask(progress, page, new Shortening(shorten));
            case Step.Integrate integrate -> ask(progress, page, new Integrating(integrate));
        };
    }

    /** Nobody knows how many steps there will be. */
    private static Standing onward(Standing standing) {
        return standing.at(Math.min(MOST_SHOWN, standing.progress() + 1), KIND);
    }

    private Compression.Making making() {
        return new Compression.Making(ids::next, time.instant());
    }

    private boolean keep(Progress progress, Chronicle.Page page, MemoryEvent event) throws InterruptedException {
        progress.keep(Digestion::onward, tx -> chronicle.append(tx, page, event));
        return true;
    }

    private boolean ask(Progress progress, Chronicle.Page page, Compression compression) throws InterruptedException {
        var task = progress.task();
        var hearing = new Hearing(progress, page, compression);
        var origin = Wish.Origin.of(task.caller(), task.id().toString())
                .at(MemoryAnswers.SURFACE, page.path().conversation());
        try {
            var wish = Wish.of(origin, Alias.MEMORY.word(), compression.prompt(), compression.shape())
                    .with(Parameters.NONE.withMaxTokens(MOST_TOKENS))
                    .within(LIMIT)
                    .with(hearing);
            return hearing.goesOn(structured.ask(wish).outcome());
        } catch (Refusal refused) {
            if (!isNoModel(refused.code())) {
                throw refused;
            }
            LOG.infof("Remembered without a model: task=%s: %s", task.id(), refused.getMessage());
            return keep(progress, page, compression.merged(making()));
        } finally {
            progress.told();
        }
    }

    /** Whether no model can be had for this; else it is a matter of time, and is left for later. */
    private static boolean isNoModel(Code code) {
        return switch (code.blame()) {
            case PROVIDER, CALLER -> true;
            case RESOURCES -> code == Code.NO_MODEL || code == Code.INSUFFICIENT_BALANCE;
            case INTERNAL -> false;
        };
    }

    /** A model that makes a step. */
    private final class Hearing implements Asker {
        private final Progress progress;
        private final Chronicle.Page page;
        private final Compression compression;
        private volatile boolean isMine = true;

        Hearing(Progress progress, Chronicle.Page page, Compression compression) {
            this.progress = progress;
            this.page = page;
            this.compression = compression;
        }

        @Override
        public List<String> check(JsonNode value) {
            return compression.check(value);
        }

        @Override
        public void kept(Handle tx, TurnId turn, Outcome outcome) {
            var event = event(outcome);
            isMine = event == null
                    || progress.keep(tx, Digestion::onward, inside -> chronicle.append(inside, page, event));
        }

        private @Nullable MemoryEvent event(Outcome outcome) {
            return switch (outcome) {
                case Outcome.Value(var value, var _, var _, var _) -> compression.event(value, making());
                case Outcome.Malformed _ -> compression.merged(making());
                case Outcome.Failed(var code, var _) -> code == Code.INTERRUPTED ? null : compression.merged(making());
                case Outcome.Stopped _ -> null;
            };
        }

        /** Whether to go on after this. */
        boolean goesOn(Outcome outcome) throws InterruptedException {
            if (!isMine) {
                throw new InterruptedException("the task is no longer this run's");
            }
            return switch (outcome) {
                case Outcome.Value _, Outcome.Malformed _ -> true;
                case Outcome.Failed(var code, var _) -> {
                    if (code == Code.INTERRUPTED) {
                        throw new Refusal(Code.STOPPING);
                    }
                    if (code == Code.STORAGE_UNAVAILABLE) {
                        throw new Refusal(code);
                    }
                    yield true;
                }
                case Outcome.Stopped _ -> false;
            };
        }
    }
}
