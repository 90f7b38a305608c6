package raconteur.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.knowledge.Lair;
import raconteur.platform.db.EveryDatabase;
import raconteur.protocol.GameAnswer;
import raconteur.protocol.KnowledgeDraft;
import raconteur.protocol.KnowledgeUses;

/** Answers in games that rest on what the character's world knows. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class KnowingTest {
    private static final String QUESTION = "What does the glass spider fear?";

    private final Camp camp;

    KnowingTest(EveryDatabase kind, @TempDir Path folder) throws InterruptedException {
        camp = new Camp(kind, folder, Map.of("GAME_BLOCKLIST", "basilisk"));
        var ada = camp.salon.ada;
        var knowledge = Lair.over(camp.salon.world);
        var isolde = camp.salon.isolde();
        var isle =
                knowledge.make(ada.account(), new KnowledgeDraft("Isle", null)).id();
        knowledge.put(
                ada,
                isle,
                "mobs/spider.md",
                ("# " + "Spiders ".repeat(40) + "\nThe glass spider fears mirrors.").getBytes(StandardCharsets.UTF_8));
        knowledge.use(
                ada.account(), isle, new KnowledgeUses(List.of(new KnowledgeUses.Use("character", isolde.value()))));
    }

    @AfterEach
    void end() {
        camp.close();
    }

    @Test
    void anAnswerNamesWhatItRestsOn() {
        camp.answering("Mirrors, they say.");

        var answer = camp.say(Draft.of(QUESTION));

        assertThat(camp.lastSent()).contains("The glass spider fears mirrors.");
        assertThat(answer.sources()).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo("mobs/spider.md");
            assertThat(source.title()).contains("Spiders").endsWith("…").hasSizeLessThanOrEqualTo(Limits.SOURCE);
        });
    }

    @Test
    void itSaysSoAgainWhenAskedAgain() {
        var first = camp.say(Draft.of(QUESTION).once("r-1"));
        camp.restart();

        var again = camp.say(Draft.of(QUESTION).once("r-1"));

        assertThat(again.sources()).isNotEmpty().isEqualTo(first.sources());
    }

    @Test
    void whatHasNothingToDoWithItIsNotNamed() {
        assertThat(camp.say(Draft.of("Good morning! Did you sleep well?")).sources())
                .isNull();
    }

    @Test
    void aCannedLineRestsOnNothing() {
        camp.answering("Basilisk. It fears the basilisk.");

        var answer = camp.say(Draft.of(QUESTION));

        assertThat(answer.state()).isEqualTo("fallback");
        assertThat(answer).extracting(GameAnswer::sources).isNull();
    }
}
