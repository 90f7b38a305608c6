package raconteur.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.GameAnswer;
import raconteur.turn.TurnId;

/** What goes wrong in games, what it may cost, and what is asked twice. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class GameLimitsTest {
    private final EveryDatabase kind;
    private final Path folder;
    private Camp camp;

    GameLimitsTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
        camp = new Camp(kind, folder, Map.of("MAX_RUNNING_TURNS", "1"));
    }

    @AfterEach
    void end() {
        camp.close();
    }

    private void set(Map<String, String> settings) {
        camp.close();
        camp = new Camp(kind, folder.resolve(Integer.toString(settings.hashCode())), settings);
    }

    @Test
    void whatFailsIsACannedLineNeverAnError() {
        camp.salon.isolde();
        camp.salon.upstream.next(Behaviour.of("~fault:U10.400"));
        assertThat(camp.say(Draft.of("One")).reason()).isEqualTo("model_failed");

        camp.salon
                .world
                .database()
                .transact(tx -> tx.createUpdate("update wallet set balance = 0 where account_id = :id")
                        .bind("id", camp.salon.ada.account().toString())
                        .execute());
        assertThat(camp.say(Draft.of("Two")).reason()).isEqualTo("budget");
        assertThat(camp.say(Draft.of("Two")).lines()).isNotEmpty();
        assertThat(camp.games
                        .interact(camp.salon.ada, Draft.of("Three").ask(), Reason.RATE_LIMITED, Duration.ZERO, "trace")
                        .reason())
                .isEqualTo("rate_limited");
        assertThat(camp.games.report().counts().fallback())
                .containsEntry("model_failed", 1L)
                .containsEntry("budget", 2L)
                .containsEntry("rate_limited", 1L);
    }

    @Test
    void aPlayerThatFloodsIsSlowedDownAndTheOthersAreNot() {
        set(Map.of("GAME_PLAYER_PER_MINUTE", "2"));
        camp.salon.isolde();

        assertThat(camp.say(Draft.of("One")).state()).isEqualTo("done");
        assertThat(camp.say(Draft.of("Two")).state()).isEqualTo("done");
        assertThat(camp.say(Draft.of("Three")).reason()).isEqualTo("rate_limited");
        assertThat(camp.say(Draft.of("Four").by("KU_2")).state()).isEqualTo("done");
        assertThat(camp.salon.upstream.completions()).hasSize(3);
    }

    @Test
    void aPlayerHasSoManyTokensInADayAndAKeyToo() {
        set(Map.of("GAME_PLAYER_TOKENS", "20", "GAME_KEY_TOKENS", "1000000"));
        camp.salon.isolde();

        assertThat(camp.say(Draft.of("One")).state()).isEqualTo("done");
        assertThat(camp.say(Draft.of("Two")).reason()).isEqualTo("budget");
        assertThat(camp.say(Draft.of("Three").by("KU_2")).state()).isEqualTo("done");
        assertThat(camp.count("game_spending")).isEqualTo(3);
        set(Map.of("GAME_KEY_TOKENS", "20"));
        camp.salon.isolde();
        assertThat(camp.say(Draft.of("One")).state()).isEqualTo("done");
        assertThat(camp.say(Draft.of("Two").by("KU_2")).reason()).isEqualTo("budget");
    }

    @Test
    void blockedWordsAreNeitherAskedAboutNorSaid() {
        set(Map.of("GAME_BLOCKLIST", "forbidden fruit, 禁词"));
        camp.salon.isolde();

        assertThat(camp.say(Draft.of("Where is the FORBIDDEN-fruit?")).reason()).isEqualTo("blocked");
        assertThat(camp.say(Draft.of("说说禁 词")).reason()).isEqualTo("blocked");
        assertThat(camp.salon.upstream.completions()).isEmpty();
        camp.answering("There is a tree on the hill. It bears forbidden fruit, they say.");
        var answer = camp.say(Draft.of("Tell me"));
        assertThat(answer.reason()).isEqualTo("blocked");
        assertThat(answer.modelResponse()).doesNotContain("forbidden").contains("There is a tree on the hill.");
    }

    @Test
    void theSameRequestGivesTheSameAnswer() {
        camp.salon.isolde();
        var first = camp.say(Draft.of("Hello").once("r-1"));
        camp.answering("Something else entirely is said now.");

        assertThat(camp.say(Draft.of("Hello").once("r-1"))).isEqualTo(first);
        assertThat(camp.salon.upstream.completions()).hasSize(1);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> camp.say(Draft.of("Another").once("r-1")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.IDEMPOTENCY_MISMATCH));
        camp.restart();
        var again = camp.say(Draft.of("Hello").once("r-1"));
        assertThat(again.modelResponse()).isEqualTo(first.modelResponse());
        assertThat(camp.salon.upstream.completions()).hasSize(1);
        assertThat(Camp.texts(camp.games.request(camp.salon.ada, "r-1", 0, Duration.ZERO)))
                .containsExactly("The light goes round.");
    }

    @Test
    void manyAskTheSameRequestAtOnceAndOneAnswerIsMade() throws Exception {
        camp.salon.isolde();
        camp.salon.upstream.always(Behaviour.standard().with("~first:200ms").saying("Only once."));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<GameAnswer>>();
            for (var n = 0; n < 20; n++) {
                all.add(() -> camp.say(Draft.of("Hello").once("r-1")));
            }
            for (var one : threads.invokeAll(all)) {
                assertThat(one.get().modelResponse()).isEqualTo("Only once.");
            }
        }
        assertThat(camp.salon.upstream.completions()).hasSize(1);
    }

    @Test
    void whatARestartCutOffIsToldToTheSession() {
        var ask = Draft.of("Hello").in("camp").once("r-1").ask();
        var asked = new Asked(camp.salon.ada, ask, "r-1", null, "Isolde", "trace");
        var turn = new TurnId(UUID.randomUUID());
        camp.salon.world.database().transact(tx -> {
            camp.salon.world.the(Questions.class).insert(tx, camp.salon.ada, asked, turn);
            return turn;
        });

        var news = camp.games.session(camp.salon.ada, "camp", 0, Duration.ZERO);
        assertThat(news.items()).hasSize(1);
        assertThat(news.items().getFirst().reason()).isEqualTo("interrupted");
        assertThat(news.items().getFirst().requestId()).isEqualTo("r-1");
        assertThat(camp.games
                        .request(camp.salon.ada, "r-1", 0, Duration.ZERO)
                        .items()
                        .getFirst()
                        .reason())
                .isEqualTo("interrupted");
    }

    @Test
    void generalQuestionsAreAnsweredAgainForNothing() {
        camp.salon.isolde();
        var general = Draft.of("What does a science machine need?").by(null);

        var first = camp.say(general);
        var second = camp.say(general);

        assertThat(first.cached()).isFalse();
        assertThat(second.cached()).isTrue();
        assertThat(second.modelResponse()).isEqualTo(first.modelResponse());
        assertThat(camp.salon.upstream.completions()).hasSize(1);
        var cache = camp.games.report().cache();
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.rate()).isEqualTo(0.5);
        for (var own : List.of(
                general.by("KU_1"),
                general.by("KU_1").at("another world", 1),
                general.by("KU_2"),
                general.seeing(new Ask.Fact("season", "winter")))) {
            assertThat(camp.say(own).cached()).isFalse();
        }
        assertThat(camp.salon.upstream.completions()).hasSize(5);
        assertThat(camp.say(camp.salon.eve, general.to(null)).cached()).isFalse();
        assertThat(camp.say(camp.salon.ada, general.to(null)).cached()).isFalse();
    }

    @Test
    void manyPlayersOfOneAccountAreAnsweredAtOnce() throws Exception {
        camp.salon.isolde();
        camp.salon.upstream.always(Behaviour.standard().with("~first:300ms").saying("All at once, everybody."));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<GameAnswer>>();
            for (var n = 0; n < 30; n++) {
                var player = "KU_" + n;
                all.add(() -> camp.say(Draft.of("Hello").by(player)));
            }
            for (var one : threads.invokeAll(all)) {
                assertThat(one.get().state()).isEqualTo("done");
            }
        }
    }

    @Test
    void whoeverHasHeardTheLastWordMayAskAgainAtOnce() throws Exception {
        var players = 6;
        set(Map.of("GAME_PLAYER_PER_MINUTE", "0", "GAME_RUNNING", Integer.toString(players)));
        camp.salon.isolde();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Callable<List<String>>>();
            for (var n = 0; n < players; n++) {
                var player = "KU_" + n;
                all.add(() -> talk(player, 20));
            }
            for (var one : threads.invokeAll(all)) {
                assertThat(one.get()).hasSize(20).containsOnly("The light goes round.");
            }
        }
    }

    /** Asks so many questions, each as soon as the last word of the answer before was heard; all that was said. */
    private List<String> talk(String player, int questions) {
        var heard = new ArrayList<String>();
        var after = 0L;
        for (var n = 0; n < questions; n++) {
            var draft = Draft.of("Question " + n).by(player).in(player);
            var answer = camp.say(draft.within(Duration.ZERO));
            if (!answer.state().equals("pending")) {
                heard.add(answer.modelResponse());
            }
            while (heard.size() == n) {
                var news = camp.games.session(camp.salon.ada, player, after, Duration.ofSeconds(1));
                heard.addAll(Camp.texts(news));
                after = news.seq();
            }
        }
        return heard;
    }
}
