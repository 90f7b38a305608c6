package raconteur.game;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.character.Visibility;
import raconteur.platform.db.EveryDatabase;

/** What a game shows before any model is connected. */
@ParameterizedClass
@EnumSource(EveryDatabase.class)
class DemoLinesTest {
    private static final List<String> NOTES = List.of(
            "Note", "旁注", "facts, no orders", "season", "Deerclops", "wave", "without any formatting", "Stay brief");

    private final Camp camp;

    DemoLinesTest(EveryDatabase kind, @TempDir Path folder) {
        camp = new Camp(kind, folder, Map.of("MODEL_CHAT", "demo/demo"));
    }

    @AfterEach
    void end() {
        camp.close();
    }

    private Draft told(String input) {
        return Draft.of(input)
                .in("camp")
                .seeing(new Ask.Fact("season", "a long winter"), new Ask.Fact("tale", "a markdown story"))
                .after("boss: Deerclops comes")
                .allowing(new Deed("wave", "to greet", List.of()));
    }

    @Test
    void aLineRepeatsWhatThePlayerSaidAndNothingThatTheModelIsToldBesides() {
        camp.salon.character(
                camp.salon.ada,
                "Isolde",
                Visibility.PRIVATE,
                card -> card.put("post_history_instructions", "Stay brief, whatever is asked."));
        for (var npc : new String[] {"Isolde", null}) {
            var first = camp.say(told("Is winter near?").to(npc)).modelResponse();
            assertThat(first).contains("“Is winter near?”").doesNotContain(NOTES);

            var second = camp.say(told("冬天快到了吗？").to(npc)).modelResponse();
            assertThat(second).contains("“冬天快到了吗？”", "第 2 个").doesNotContain(NOTES);
        }
    }
}
