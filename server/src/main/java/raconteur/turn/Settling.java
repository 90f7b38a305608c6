package raconteur.turn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import raconteur.ledger.Ledger;
import raconteur.platform.AccountId;
import raconteur.platform.Language;
import raconteur.platform.Money;
import raconteur.platform.db.Database;

/** Ends generations: the reply, the settlement and the turn's end in one transaction, exactly once. */
@Singleton
final class Settling {
    private final Database database;
    private final StoredTurns turns;
    private final Ledger ledger;
    private final Readings readings;
    private final Keepers keepers;
    private final ObjectMapper json;
    private final InstantSource time;

    Settling(
            Database database,
            StoredTurns turns,
            Ledger ledger,
            Readings readings,
            Keepers keepers,
            ObjectMapper json,
            InstantSource time) {
        this.database = database;
        this.turns = turns;
        this.ledger = ledger;
        this.readings = readings;
        this.keepers = keepers;
        this.json = json;
        this.time = time;
    }

    /**
     * A generation that is over.
     *
     * @param message what it filled, if it did
     * @param asking how it was asked for, if not by one call; null too after a crash
     * @param readings those that are not on disk yet
     * @param overhead what of its time was ours so far
     * @param lastEvent the number its turn's last event will have
     */
    record Over(
            TurnId turn,
            GenerationId generation,
            AccountId payer,
            String surface,
            @Nullable MessageId message,
            @Nullable Asking asking,
            String model,
            List<Tried> attempts,
            List<Readings.Used> readings,
            Run.Outcome outcome,
            Run.Said said,
            @Nullable Usage usage,
            Duration overhead,
            long lastEvent) {}

    /** Settles it; what it really cost may be less than was used, when that went over the hold. */
    Optional<Usage> settle(Over over) {
        return database.transact(tx -> settle(tx, over));
    }

    Optional<Usage> settle(Handle tx, Over over) {
        var used = over.usage();
        var cost = used == null ? Money.ZERO : used.cost();
        var purpose = new Ledger.Purpose(over.turn().value(), over.generation().value());
        var taken = ledger.settle(tx, over.payer(), purpose, cost);
        var usage = used == null ? null : used.at(taken);
        var outcome = over.outcome();
        var ended = turns.end(tx, made(over, usage), outcome.state(), over.overhead(), time.instant());
        if (!ended) {
            throw new IllegalStateException("ended before: " + over.generation());
        }
        readings.save(tx, over.payer(), over.generation(), over.readings(), time.instant());
        keep(tx, over, usage);
        var fault = outcome.fault();
        turns.end(
                tx,
                over.turn(),
                outcome.state(),
                fault == null ? null : fault.name(),
                detail(outcome, Language.EN),
                over.lastEvent(),
                time.instant());
        return Optional.ofNullable(usage);
    }

    /** Keeps what was read of an answer before the next call begins: a crash in that call must not lose it. */
    void save(AccountId payer, GenerationId generation, List<Readings.Used> read) {
        database.transact(tx -> {
            readings.save(tx, payer, generation, read, time.instant());
            return read.size();
        });
    }

    private void keep(Handle tx, Over over, @Nullable Usage usage) {
        var message = over.message();
        var outcome = over.outcome();
        if (message != null) {
            keepers.of(over.surface())
                    .ended(
                            tx,
                            new Answers.Ended(
                                    over.turn(),
                                    message,
                                    outcome.state(),
                                    over.said().text(),
                                    over.said().reasoning(),
                                    over.model(),
                                    usage));
        }
        if (over.asking() != null) {
            over.asking().ended(tx, over.turn(), outcome.state(), outcome.fault());
        }
    }

    private StoredTurns.Made made(Over over, @Nullable Usage usage) {
        return new StoredTurns.Made(
                over.generation(),
                over.turn(),
                over.payer(),
                over.message(),
                over.model(),
                null,
                0,
                0,
                "",
                written(over.attempts()),
                usage,
                null,
                over.outcome().finishReason());
    }

    private String written(List<Tried> attempts) {
        try {
            return json.writeValueAsString(attempts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What to tell a person about a fault. */
    static @Nullable String detail(Run.Outcome outcome, Language language) {
        var fault = outcome.fault();
        if (fault == null) {
            return null;
        }
        var detail = outcome.detail();
        return language == Language.EN && detail != null
                ? detail
                : fault.sentence().in(language);
    }
}
