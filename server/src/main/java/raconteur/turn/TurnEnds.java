package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.db.Database;

/** Waits for turns to end, and tells what came of them. */
@Singleton
public final class TurnEnds {
    /**
     * How a turn ended.
     *
     * @param fault why it did not complete
     * @param detail a sentence about the fault, perhaps the provider's own
     */
    public record End(TurnState state, @Nullable Code fault, String detail) {}

    private final Turns turns;
    private final StoredTurns stored;
    private final Readings readings;
    private final Database database;

    TurnEnds(Turns turns, StoredTurns stored, Readings readings, Database database) {
        this.turns = turns;
        this.stored = stored;
        this.readings = readings;
        this.database = database;
    }

    /** Whether it runs here. */
    public boolean isRunning(TurnId turn) {
        return turns.run(turn) != null;
    }

    /**
     * Waits until a turn has ended.
     *
     * @param limit after which it is ended as a fault; null to wait for as long as it takes
     * @throws InterruptedException when the wait is interrupted; the turn goes on
     */
    public End await(Caller caller, TurnId turn, @Nullable Duration limit) throws InterruptedException {
        var run = turns.run(turn);
        var state = run == null ? null : state(run, limit);
        var row = turns.row(caller, turn);
        if (!row.state().hasEnded()) {
            // it has ended, but the database did not take that
            return new End(state == null ? row.state() : state, Code.STORAGE_UNAVAILABLE, "");
        }
        var code = row.errorCode();
        var detail = row.errorMessage();
        return new End(row.state(), code == null ? null : Code.valueOf(code), detail == null ? "" : detail);
    }

    /**
     * Waits until a turn has ended, for so long at most.
     *
     * @return nothing when it goes on after that
     * @throws InterruptedException when the wait is interrupted; the turn goes on
     */
    public Optional<End> awaitAtMost(Caller caller, TurnId turn, Duration limit) throws InterruptedException {
        var run = turns.run(turn);
        if (run != null) {
            try {
                get(run.ended, limit);
            } catch (TimeoutException _) {
                return Optional.empty();
            }
        }
        return Optional.of(await(caller, turn, null));
    }

    private static TurnState state(Run run, @Nullable Duration limit) throws InterruptedException {
        if (limit != null) {
            try {
                return get(run.ended, limit);
            } catch (TimeoutException _) {
                run.expire();
            }
        }
        try {
            return run.ended.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TurnState get(CompletableFuture<TurnState> ended, Duration limit)
            throws InterruptedException, TimeoutException {
        try {
            return ended.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The last reading of a turn's answers; nothing when the turn is not the caller's or it was forgotten. */
    public Optional<Outcome> outcome(Caller caller, TurnId turn) {
        return database.read(tx -> stored.generations(tx, caller.account(), turn).stream()
                .flatMap(made -> readings.of(tx, caller.account(), made.id()).stream())
                .reduce((_, last) -> last)
                .map(row -> new Outcome(row.number(), row.rung(), row.value(), row.messages(), row.notes())));
    }

    /** What was made of the last answer; the value is JSON, and null when there is none. */
    public record Outcome(
            int number,
            String rung,
            @Nullable String value,
            java.util.List<String> messages,
            java.util.List<String> notes) {}
}
