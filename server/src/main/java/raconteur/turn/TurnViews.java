package raconteur.turn;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.db.Database;

/** What can be seen of a turn. */
@Singleton
public final class TurnViews {
    /** A turn as the API shows it. */
    public record View(
            TurnId turnId,
            @Nullable UUID conversationId,
            TurnState state,
            List<?> messages,
            @Nullable Usage usage,
            @Nullable Money cost,
            @Nullable Fault error,
            long lastEvent) {}

    /** Why a turn did not complete. */
    public record Fault(String code, String message, boolean retryable) {}

    private final Turns turns;
    private final StoredTurns stored;
    private final Keepers keepers;
    private final Database database;

    TurnViews(Turns turns, StoredTurns stored, Keepers keepers, Database database) {
        this.turns = turns;
        this.stored = stored;
        this.keepers = keepers;
        this.database = database;
    }

    /** The turn now; {@link Code#NOT_FOUND} when it is not the caller's. */
    public View get(Caller caller, TurnId id) {
        var row = turns.row(caller, id);
        var log = row.state().hasEnded() ? null : turns.live(id);
        var usage = usage(caller, id);
        return new View(
                id,
                row.place(),
                log == null ? row.state() : log.state(),
                keepers.of(row.surface()).messages(caller.account(), id),
                usage,
                usage == null ? null : usage.cost(),
                fault(caller, row),
                log == null ? row.lastEvent() : log.last());
    }

    private @Nullable Usage usage(Caller caller, TurnId id) {
        return database.read(tx -> stored.generations(tx, caller.account(), id)).stream()
                .map(StoredTurns.Made::usage)
                .filter(java.util.Objects::nonNull)
                .reduce(TurnViews::sum)
                .orElse(null);
    }

    private static Usage sum(Usage a, Usage b) {
        return new Usage(
                a.inputTokens() + b.inputTokens(),
                a.outputTokens() + b.outputTokens(),
                a.cachedTokens() + b.cachedTokens(),
                a.reasoningTokens() + b.reasoningTokens(),
                a.estimated() || b.estimated(),
                a.cached() && b.cached(),
                a.cost().plus(b.cost()));
    }

    private static @Nullable Fault fault(Caller caller, StoredTurns.Row row) {
        var code = row.errorCode();
        if (code == null) {
            return null;
        }
        var known = Code.valueOf(code);
        return new Fault(code, known.sentence().in(caller.language()), Faults.isRetryable(known));
    }
}
