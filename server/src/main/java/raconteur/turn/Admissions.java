package raconteur.turn;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import raconteur.ledger.Ledger;
import raconteur.platform.Code;
import raconteur.platform.Money;
import raconteur.platform.Refusal;
import raconteur.platform.db.Database;
import raconteur.provider.Health;

/** Decides whether a question may be asked now, and keeps it with its hold when it may. Thread-safe. */
@Singleton
final class Admissions {
    private final Database database;
    private final StoredTurns stored;
    private final PromptParts parts;
    private final Ledger ledger;
    private final Pace pace;
    private final Health health;
    private final TurnConfig config;
    private final Keepers keepers;
    private final InstantSource time;

    Admissions(
            Database database,
            StoredTurns stored,
            PromptParts parts,
            Ledger ledger,
            Pace pace,
            Health health,
            TurnConfig config,
            Keepers keepers,
            InstantSource time) {
        this.database = database;
        this.stored = stored;
        this.parts = parts;
        this.ledger = ledger;
        this.pace = pace;
        this.health = health;
        this.config = config;
        this.keepers = keepers;
        this.time = time;
    }

    /** What came of asking. */
    sealed interface Admitted {
        /** It was asked before, and this is the turn it took. */
        record Before(StoredTurns.Row row) implements Admitted {}

        /** The question is on disk and paid for in advance. */
        record Now(Question.Opened opened) implements Admitted {}
    }

    /**
     * Admits it in one transaction.
     *
     * @throws Refusal when it may not be asked now; nothing has happened then
     */
    Admitted admit(Asked asked, TurnId turn, GenerationId generation) {
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
        var elsewhere = keepers.boundElsewhere();
        var isCounted = config.mostRunning() > 0 && !elsewhere.contains(question.surface());
        var runningNow = isCounted ? stored.running(tx, payer, elsewhere) : 0;
        stored.insert(tx, turn, question, now);
        var model = candidates.getFirst().model();
        var opened = question.admission().open(tx, turn, model.id());
        if (isCounted && runningNow >= config.mostRunning()) {
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
}
