package raconteur.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import raconteur.platform.AccountId;
import raconteur.platform.Caller;
import raconteur.platform.Language;
import raconteur.provider.Candidate;
import raconteur.provider.Completion;
import raconteur.provider.Model;
import raconteur.provider.Parameters;
import raconteur.provider.Provider;
import raconteur.provider.StopReason;

/** Which questions are equal, and what is kept. */
class KeptAnswersTest {
    private static final AccountId ADA = new AccountId(new UUID(0, 1));
    private static final AccountId EVE = new AccountId(new UUID(0, 2));
    private static final Reuse WANTED = Reuse.wanted(true);

    private static Question question(
            AccountId account, String system, String text, Parameters parameters, Reuse reuse) {
        return new Question(
                        new Caller(account, "somebody", new UUID(0, 3), Set.of(Caller.CHAT), Language.EN),
                        "conversation",
                        null,
                        null,
                        "chat",
                        parameters,
                        new Prompt(
                                List.of(
                                        new Prompt.Part("system", "system", Completion.Role.SYSTEM, system, null),
                                        new Prompt.Part("question", "question", Completion.Role.USER, text, null)),
                                Prompt.Dropped.NOTHING),
                        "",
                        (_, _, _) -> {
                            throw new AssertionError("nobody is admitted here");
                        },
                        "none")
                .with(reuse);
    }

    private static String key(Question question, String... models) {
        var candidates = Stream.of(models)
                .map(name -> new Candidate(NOBODY, Model.undescribed("fake", name), List.of(), false))
                .toList();
        return String.valueOf(KeptAnswers.key(question, candidates));
    }

    private static final Provider NOBODY = new Provider() {
        @Override
        public void complete(Completion request, java.util.function.Consumer<? super raconteur.provider.Chunk> out) {
            throw new AssertionError("nobody is asked here");
        }

        @Override
        public String body(Completion request) {
            return "{}";
        }
    };

    @Test
    void questionsAreEqualInAllThatShapesTheAnswerAndInTheAccount() {
        var cold = Parameters.NONE.withMaxTokens(5);
        var usual = question(ADA, "be kind", "hello", Parameters.NONE, WANTED);

        assertThat(key(usual, "a", "b"))
                .isEqualTo(key(question(ADA, "be kind", "hello", Parameters.NONE, WANTED), "a", "b"));
        assertThat(Stream.of(
                        key(usual, "a", "b"),
                        key(usual, "a"),
                        key(usual, "b", "a"),
                        key(question(EVE, "be kind", "hello", Parameters.NONE, WANTED), "a", "b"),
                        key(question(ADA, "be kin", "dhello", Parameters.NONE, WANTED), "a", "b"),
                        key(question(ADA, "be kind", "hello", cold, WANTED), "a", "b"),
                        key(
                                question(ADA, "be kind", "hello", Parameters.NONE, new Reuse(true, "wolf", false)),
                                "a",
                                "b")))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoDoesNotWantItAndWhatHoldsSomebodysMemoryIsNeverEqual() {
        assertThat(key(question(ADA, "", "hello", Parameters.NONE, Reuse.NEVER), "a"))
                .isEqualTo("null");
        assertThat(key(question(ADA, "", "hello", Parameters.NONE, new Reuse(true, "", true)), "a"))
                .isEqualTo("null");
    }

    private static KeptAnswers kept(Duration life, long bytes) {
        return new KeptAnswers(new TurnConfig(
                Duration.ZERO, 1, Duration.ofMinutes(1), Duration.ofSeconds(1), 0, 0, 0, Duration.ZERO, life, bytes));
    }

    private static KeptAnswers.Kept answer(AccountId account, int length) {
        return new KeptAnswers.Kept(account, "fake/a", "x".repeat(length), "", StopReason.STOP, null);
    }

    @Test
    void anAccountThatIsDeletedTakesItsAnswersAlong() {
        var answers = kept(Duration.ofHours(1), 1 << 20);
        answers.keep("1", answer(ADA, 3));
        answers.keep("2", answer(EVE, 3));

        org.jdbi.v3.core.Jdbi.create("jdbc:sqlite::memory:").useHandle(tx -> answers.deleted(tx, ADA));

        assertThat(answers.find("1")).isEmpty();
        assertThat(answers.find("2")).isPresent();
    }

    @Test
    void noMoreIsKeptThanMayBeAndNothingWhereItIsSwitchedOff() {
        var small = kept(Duration.ofHours(1), 100_000);
        IntStream.range(0, 100).forEach(at -> small.keep(String.valueOf(at), answer(ADA, 10_000)));
        assertThat(IntStream.range(0, 100)
                        .filter(at -> small.find(String.valueOf(at)).isPresent())
                        .count())
                .isLessThan(100);

        for (var off : List.of(kept(Duration.ZERO, 100_000), kept(Duration.ofHours(1), 0))) {
            off.keep("1", answer(ADA, 3));
            assertThat(off.find("1")).isEmpty();
        }
    }
}
