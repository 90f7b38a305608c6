package raconteur.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.bench.Behaviour;
import raconteur.character.Visibility;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.GameNews;

/** What players of games and characters say to each other, and who remembers it. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class GamesTest {
    private final Camp camp;

    GamesTest(EveryDatabase kind, @TempDir Path folder) {
        camp = new Camp(kind, folder, Map.of("MAX_RUNNING_TURNS", "1"));
    }

    @AfterEach
    void end() {
        camp.close();
    }

    @Test
    void aPlayerIsAnsweredInLinesThatFit() {
        camp.salon.isolde();
        camp.answering("Winter is near, gather wood. The light goes round, and the sea is cold tonight.");

        var answer = camp.say(Draft.of("Is winter near?"));

        assertThat(answer.state()).isEqualTo("done");
        assertThat(answer.reason()).isNull();
        assertThat(answer.npc()).isEqualTo("Isolde");
        assertThat(answer.modelResponse())
                .isEqualTo("Winter is near, gather wood. The light goes round, and the sea is cold tonight.");
        assertThat(answer.lines())
                .extracting(GameAnswer.Line::text)
                .containsExactly("Winter is near, gather wood.", "The light goes round, and the sea is cold tonight.");
        assertThat(camp.lastSent()).contains("Isolde keeps the lighthouse.", "Wendy KU_1", "Is winter near?");
    }

    @Test
    void aSecondAccountKnowsNothingOfTheFirst() {
        var shown = camp.salon.character(camp.salon.ada, "Tristan", Visibility.PUBLIC, _ -> {});
        camp.say(camp.salon.ada, Draft.of("I am Ada's player.").to("Tristan"));

        camp.say(camp.salon.eve, Draft.of("Who am I?").to(shown.toString()));

        assertThat(camp.lastSent()).doesNotContain("Ada's player");
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> camp.say(camp.salon.eve, Draft.of("Hello").to("Tristan")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        camp.salon.isolde();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> camp.say(camp.salon.eve, Draft.of("Hello")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThat(camp.games.hello(camp.salon.eve).npcs()).isEmpty();
        assertThat(camp.games.hello(camp.salon.ada).npcs()).hasSize(2);
    }

    @Test
    void aKeySeesNothingOfAnothersSessionsAndRequests() {
        camp.salon.isolde();
        camp.salon.upstream.next(
                Behaviour.standard().with("~first:300ms").saying("For Ada alone, and for nobody else."));
        camp.say(Draft.of("Hello").in("camp").within(Duration.ZERO).once("r-1"));
        var other = new Caller(
                camp.salon.ada.account(), "ada", UUID.randomUUID(), camp.salon.ada.roles(), camp.salon.ada.language());

        assertThat(camp.all(camp.salon.ada, "camp"))
                .extracting(GameNews.Item::text)
                .containsExactly("For Ada alone, and for nobody else.");
        assertThat(camp.all(other, "camp")).isEmpty();
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> camp.games.request(other, "r-1", 0, Duration.ZERO))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
        assertThat(Camp.texts(camp.games.request(camp.salon.ada, "r-1", 0, Duration.ZERO)))
                .containsExactly("For Ada alone, and for nobody else.");
    }

    @Test
    void eachPlayerIsRememberedByEachCharacterInEachSavedWorld() {
        camp.salon.isolde();
        camp.salon.character(camp.salon.ada, "Tristan", Visibility.PRIVATE, _ -> {});
        camp.say(Draft.of("My dog is called Rex."));

        camp.say(Draft.of("What is my dog called?"));
        assertThat(camp.lastSent()).contains("My dog is called Rex.", "The light goes round.");
        camp.say(Draft.of("And mine?").by("KU_2"));
        assertThat(camp.lastSent()).doesNotContain("Rex");
        camp.say(Draft.of("And you?").to("Tristan"));
        assertThat(camp.lastSent()).doesNotContain("Rex");
        camp.say(Draft.of("In another world?").at("world-2", 1));
        assertThat(camp.lastSent()).doesNotContain("Rex");
        camp.say(Draft.of("Nobody in particular asks.").by(null));
        assertThat(camp.lastSent()).doesNotContain("Rex");
        camp.say(Draft.of("Whoever you are").to(null));
        assertThat(camp.lastSent()).doesNotContain("Rex").contains("companion");
    }

    @Test
    void talkIsInNoList() {
        camp.salon.isolde();
        camp.say(Draft.of("One"));
        camp.say(Draft.of("Two"));

        assertThat(camp.salon
                        .library
                        .list(camp.salon.ada.account(), "", null, 50)
                        .items())
                .isEmpty();
        assertThat(camp.salon
                        .library
                        .list(camp.salon.ada.account(), "One", null, 50)
                        .items())
                .isEmpty();
        assertThat(camp.count("conversation")).isEqualTo(1);
        assertThat(camp.count("message")).isEqualTo(4);
    }

    @Test
    void anOlderSaveTakesMemoryBack() {
        camp.salon.isolde();
        camp.say(Draft.of("In the first epoch").at("w", 1));
        camp.say(Draft.of("In the second epoch").at("w", 2));
        camp.say(Draft.of("Again in the second").at("w", 2));
        camp.say(Draft.of("In the fifth epoch").at("w", 5));
        assertThat(camp.lastSent()).contains("In the first epoch", "In the second epoch", "Again in the second");

        camp.say(Draft.of("Back in the second").at("w", 2));

        assertThat(camp.lastSent())
                .contains("In the first epoch")
                .doesNotContain("In the second epoch", "Again in the second", "In the fifth epoch");
        camp.say(Draft.of("On in the third").at("w", 3));
        assertThat(camp.lastSent())
                .contains("In the first epoch", "Back in the second")
                .doesNotContain("In the fifth epoch", "Again in the second");
        camp.say(Draft.of("Back before everything").at("w", 0));
        assertThat(camp.lastSent()).doesNotContain("In the first epoch", "On in the third");
    }

    @Test
    void theWorldIsToldForOneAnswerAndEventsOnce() {
        camp.salon.isolde();
        assertThat(camp.games.happened(camp.salon.ada, "camp", null, List.of("death: Wilson died")))
                .isEqualTo(1);
        camp.say(Draft.of("What now?")
                .in("camp")
                .seeing(new Ask.Fact("season", "winter"), new Ask.Fact("health", "0.4"))
                .after("boss: Deerclops comes"));

        assertThat(camp.lastSent())
                .contains("season: winter", "health: 0.4", "Deerclops comes", "Wilson died")
                .containsSubsequence("season: winter", "What now?");
        camp.say(Draft.of("And now?").in("camp"));
        assertThat(camp.lastSent()).doesNotContain("winter", "Deerclops", "Wilson died");
    }

    @Test
    void actionsAreThoseThatWereAllowed() {
        camp.salon.isolde();
        var give = new Deed(
                "give",
                "hand something over",
                List.of(new Deed.Argument("item", Deed.Type.STRING, List.of("log"), null, null, false)));
        camp.answering("Here, keep your fire burning.\n>> give {\"item\":\"log\"}\n>> explode {}");

        var answer = camp.say(Draft.of("I am cold.").allowing(give));

        assertThat(camp.lastSent()).contains(">> name", "give {item: log}");
        assertThat(answer.modelResponse()).isEqualTo("Here, keep your fire burning.");
        assertThat(answer.actions()).hasSize(1);
        assertThat(answer.actions().getFirst().name()).isEqualTo("give");
        assertThat(answer.actions().getFirst().args()).hasToString("{\"item\":\"log\"}");
        assertThat(camp.games.report().counts().dropped()).isEqualTo(1);
    }

    @Test
    void whatComesTooLateIsACannedLineAndNotRemembered() {
        camp.salon.isolde();
        camp.salon.upstream.next(Behaviour.standard().with("~first:3s").saying("Nobody hears this."));
        var begun = System.nanoTime();

        var answer = camp.say(Draft.of("A question that takes long").within(Duration.ofMillis(400)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("long before the model says anything")
                .isLessThan(Duration.ofSeconds(2));
        assertThat(answer.state()).isEqualTo("fallback");
        assertThat(answer.reason()).isEqualTo("late");
        assertThat(answer.modelResponse()).isNotBlank();
        var next = camp.say(Draft.of("Another question"));
        assertThat(next.state()).isEqualTo("done");
        assertThat(camp.lastSent()).doesNotContain("takes long", "Nobody hears");
    }

    @Test
    void withASessionItComesSentenceBySentence() {
        camp.salon.isolde();
        camp.salon.upstream.next(Behaviour.standard()
                .with("~first:200ms~every:150ms")
                .saying("The first sentence comes at once. The second one takes a little longer."));

        var answer =
                camp.say(Draft.of("Tell me").in("camp").within(Duration.ZERO).once("r-1"));

        assertThat(answer.state()).isEqualTo("pending");
        assertThat(answer.modelResponse()).isEmpty();
        var first = camp.games.session(camp.salon.ada, "camp", 0, Duration.ofSeconds(1));
        while (first.items().isEmpty()) {
            first = camp.games.session(camp.salon.ada, "camp", 0, Duration.ofSeconds(1));
        }
        assertThat(Camp.texts(first)).containsExactly("The first sentence comes at once.");
        assertThat(first.state()).isEqualTo("pending");
        var items = camp.all(camp.salon.ada, "camp");
        assertThat(items)
                .extracting(GameNews.Item::text)
                .containsExactly("The first sentence comes at once.", "The second one takes a little longer.");
        assertThat(items).extracting(GameNews.Item::last).containsExactly(false, true);
        assertThat(items.get(1).seq()).isEqualTo(items.get(0).seq() + 1);
        assertThat(camp.games
                        .session(camp.salon.ada, "camp", items.get(1).seq(), Duration.ZERO)
                        .items())
                .isEmpty();
        camp.say(Draft.of("What did you say?").in("camp"));
        assertThat(camp.lastSent()).contains("The second one takes a little longer.");
    }

    @Test
    void whileOneIsAnsweredASecondQuestionOfTheSamePlayerIsPutOff() {
        camp.salon.isolde();
        camp.salon.upstream.next(Behaviour.standard().with("~first:2s").saying("Done now, ask again."));
        camp.say(Draft.of("One").in("camp").within(Duration.ZERO));
        camp.salon.upstream.awaitCompletion(1, Duration.ofSeconds(5));

        assertThat(camp.say(Draft.of("Two").in("camp")).reason()).isEqualTo("busy");
        assertThat(camp.say(Draft.of("Three").by("KU_2")).state()).isEqualTo("done");
        assertThat(camp.all(camp.salon.ada, "camp"))
                .extracting(GameNews.Item::text)
                .containsExactly("Done now, ask again.");
    }
}
