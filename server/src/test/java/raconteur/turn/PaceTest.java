package raconteur.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;
import raconteur.platform.Settings;
import raconteur.platform.db.Database;
import raconteur.platform.db.Databases;
import raconteur.provider.Parameters;

/** One question per interval, by a clock that nobody can set. */
class PaceTest {
    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final AccountId EVE = new AccountId(new UUID(0, 2));

    private final ManualTime clock = new ManualTime();
    private final AtomicLong nanos = new AtomicLong();
    private final Path folder;
    private Database database;
    private Pace pace;

    PaceTest(@TempDir Path folder) {
        this.folder = folder;
        this.database = open();
        this.pace = pace("5s");
    }

    private Database open() {
        return Databases.sqlite(folder.resolve("data"), clock, nanos::get);
    }

    private Pace pace(String interval) {
        var settings = Settings.read(folder, Map.of("RACONTEUR_SESSION_QUESTION_INTERVAL", interval), List.of());
        return new Pace(database, settings);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Question question(AccountId account, boolean asked) {
        return new Question(
                        new Caller(account, "somebody", UUID.randomUUID(), Set.of(Caller.CHAT), Language.EN),
                        "conversation",
                        null,
                        null,
                        "chat",
                        Parameters.NONE,
                        new Prompt(List.of(), Prompt.Dropped.NOTHING),
                        "",
                        (_, _, _) -> Question.Opened.NOTHING,
                        "none")
                .asked(asked);
    }

    private void ask(AccountId account) {
        database.transact(tx -> {
            pace.admit(tx, question(account, true));
            return true;
        });
    }

    private void assertTooSoon(AccountId account, @Nullable Duration left) {
        assertThatThrownBy(() -> ask(account)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.TOO_SOON);
            assertThat(refusal.retryAfter()).isEqualTo(left);
            assertThat(refusal.limit()).isEqualTo(new Refusal.Limit("questions", 1, Duration.ofSeconds(5)));
        });
    }

    private void pass(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    @Test
    void theNextQuestionWaitsForTheRestOfTheInterval() {
        ask(ADA);
        assertTooSoon(ADA, Duration.ofSeconds(5));

        pass(Duration.ofMillis(4999));
        assertTooSoon(ADA, Duration.ofMillis(1));

        pass(Duration.ofMillis(1));
        ask(ADA);
        assertTooSoon(ADA, Duration.ofSeconds(5));
    }

    @Test
    void settingTheClockWinsNothingAndCostsNothing() {
        ask(ADA);

        clock.pass(Duration.ofHours(1));
        assertTooSoon(ADA, Duration.ofSeconds(5));
        clock.pass(Duration.ofHours(-2));
        assertTooSoon(ADA, Duration.ofSeconds(5));

        pass(Duration.ofSeconds(5));
        ask(ADA);
    }

    @Test
    void aClockSetBackWhileTheServerIsDownLocksNobodyOut() {
        ask(ADA);
        database.close();
        clock.pass(Duration.ofHours(-1));
        database = open();
        pace = pace("5s");

        ask(ADA);

        assertTooSoon(ADA, Duration.ofSeconds(5));
    }

    @Test
    void aQuestionThatIsRefusedForAnotherReasonIsNotCounted() {
        assertThatThrownBy(() -> database.transact(tx -> {
                    pace.admit(tx, question(ADA, true));
                    throw new Refusal(Code.INSUFFICIENT_BALANCE);
                }))
                .isInstanceOf(Refusal.class);

        ask(ADA);
    }

    @Test
    void whatNoPersonAsksNeitherWaitsNorCounts() {
        for (var n = 0; n < 3; n++) {
            database.transact(tx -> {
                pace.admit(tx, question(ADA, false));
                return true;
            });
        }
        ask(ADA);
        database.transact(tx -> {
            pace.admit(tx, question(ADA, false));
            return true;
        });
    }

    @Test
    void everybodyHasAPaceOfTheirOwn() {
        ask(ADA);
        ask(EVE);

        assertTooSoon(ADA, Duration.ofSeconds(5));
    }

    @Test
    void zeroSwitchesItOff() {
        pace = pace("0");

        ask(ADA);
        ask(ADA);
    }

    @Test
    void nothingIsLeftOfADeletedAccount() {
        ask(ADA);

        database.transact(tx -> {
            pace.deleted(tx, ADA);
            return true;
        });

        assertThat(database.<Long>read(tx -> tx.createQuery("select count(*) from question_pace")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }
}
