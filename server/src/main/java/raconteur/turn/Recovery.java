package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.db.Database;
import raconteur.provider.Tokens;

/**
 * Ends what a crash left open, before the server is ready: every turn that had not ended becomes {@code interrupted},
 * keeps what was saved of it, pays for that by our own count, and gives the rest of its hold back. Nothing is asked of
 * a provider again.
 */
@Singleton
final class Recovery {
    private static final Logger LOG = Logger.getLogger(Recovery.class);
    private final Database database;
    private final StoredTurns stored;
    private final Readings readings;
    private final Settling settling;

    Recovery(Database database, StoredTurns stored, Readings readings, Settling settling) {
        this.database = database;
        this.stored = stored;
        this.readings = readings;
        this.settling = settling;
    }

    /** Does it, and returns how many turns were open. */
    int run() {
        var open = database.read(stored::unended);
        for (var turn : open) {
            database.transact(tx -> {
                for (var made : stored.generations(tx, turn.account(), turn.id())) {
                    var draft = stored.draft(tx, made.id());
                    var spent = readings.of(tx, turn.account(), made.id()).stream()
                            .map(Readings.Row::usage)
                            .reduce(null, Usage::sum);
                    settling.settle(tx, over(turn, made, draft, spent));
                }
                return turn.id();
            });
        }
        if (!open.isEmpty()) {
            LOG.infof("%d turns were interrupted by the last stop; what they had said is kept.", open.size());
        }
        return open.size();
    }

    private static Settling.Over over(
            StoredTurns.Row turn, StoredTurns.Made made, EventLog.Piece draft, @Nullable Usage spent) {
        var outcome = new Run.Outcome(TurnState.INTERRUPTED, "error", Code.INTERRUPTED, null);
        return new Settling.Over(
                turn.id(),
                made.id(),
                turn.account(),
                turn.surface(),
                made.message(),
                null,
                made.model(),
                List.of(),
                List.of(),
                outcome,
                new Run.Said(draft.text(), draft.reasoning()),
                Usage.sum(spent, usage(made, draft)),
                Duration.ZERO,
                draft.lastEvent() + 2);
    }

    private static @Nullable Usage usage(StoredTurns.Made made, EventLog.Piece draft) {
        var fresh = draft.text()
                .substring(Math.min(made.openingLength(), draft.text().length()));
        if (fresh.isEmpty() && draft.reasoning().isEmpty()) {
            return null;
        }
        var thought = TokenCount.about(draft.reasoning());
        var tokens = new Tokens(made.promptTokens(), TokenCount.about(fresh) + thought, 0, thought);
        var cost = made.prices() == null ? Money.ZERO : raconteur.ledger.Meter.cost(made.prices(), tokens);
        return Usage.of(tokens, true, cost);
    }
}
