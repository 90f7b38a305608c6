package raconteur.story.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.bench.hostile.Corpus;
import raconteur.story.payload.SafeWords;
import raconteur.story.payload.Speech;
import raconteur.story.payload.Topic;

/** Texts are in the language of their story; names from elsewhere do not make them another's. */
class TongueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ZH | 他推开门，走了进去。 | true",
                "ZH | 他推開門，走了進去。 | true",
                "ZH | John 推开了门，Mary Ann 跟在后面。 | true",
                "ZH | WiFi 没有信号，他只好用 5G。 | true",
                "ZH | 打给 Anna | true",
                "ZH | …… | true",
                "ZH | 3 | true",
                "ZH | A | false",
                "ZH | He opened the door and went in. | false",
                "ZH | 她说 he opened the door and went in without a word | false",
                "ZH | 彼はドアを開けて中に入った。 | false",
                "ZH | 그는 문을 열었다. | false",
                "ZH | 美味の店 | true",
                "ZH_HANS | 他推開門，走進了屋裡。 | false",
                "ZH_HANS | 他推开门，走进了屋里。 | true",
                "ZH_HANS | 他去見了陳先生，随后回到家里，坐在窗前，看着远处的灯光和来往的行人，很久都没有说话。 | true",
                "ZH_HANT | 他推开门，走进了屋里。 | false",
                "ZH_HANT | 他推開門，走進了屋裡。 | true",
                "EN | He opened the door and went in. | true",
                "EN | Go on | true",
                "EN | Café Zoë | true",
                "EN | Zhang Wei (张) and Li Na met at the old gate by the river. | true",
                "EN | 他推开门 | false",
                "EN | He saw 骰子 there | false",
                "EN | Il ouvre la porte et il entre dans la maison sans bruit. | false",
                "EN | Er öffnete die Tür und ging in das Haus. | false",
                "EN | Abrió la puerta y entró en la casa sin hacer ruido. | false",
                "EN | Он открыл дверь | false",
                "EN | He met Ivan (Иван) at the station and they all went home by the river. | true",
                "EN | Hans und Grete went to the woods and they were never seen again. | true",
                "DE | Er öffnete die Tür und ging in das Haus. | true",
                "DE | He opened the door and went into the house. | false",
                "FR | Il ouvre la porte et il entre dans la maison. | true",
                "FR | He opened the door and went into the house. | false",
                "ES | Abrió la puerta y entró en la casa. | true",
                "ES | Il ouvre la porte et il entre dans la maison. | false",
                "JA | 彼はドアを開けて中に入った。 | true",
                "JA | 前進 | true",
                "JA | 他推开门走进去，看见里面没有人。 | false",
                "KO | 그는 문을 열었다. | true",
                "KO | He opened it. | false",
            })
    void aTextIs(Speech speech, String text, boolean spoken) {
        assertThat(new Tongue(speech).speaks(text)).as("%s: %s", speech, text).isEqualTo(spoken);
    }

    @Test
    void honestTextsRaiseNoAlarm() {
        var random = new Random(9);
        var alarms = new ArrayList<String>();
        Corpus.chinese(1000, random).stream()
                .filter(text -> !new Tongue(Speech.ZH).speaks(text) || !new Tongue(Speech.ZH_HANS).speaks(text))
                .forEach(alarms::add);
        Corpus.english(1000, random).stream()
                .filter(text -> !new Tongue(Speech.EN).speaks(text))
                .forEach(alarms::add);

        System.out.printf("language: 2000 clean texts, %d false alarms%n", alarms.size());
        assertThat(alarms).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void everySafeWordIsInItsLanguage() {
        for (var speech : Speech.values()) {
            var tongue = new Tongue(speech);
            for (var topic : Topic.values()) {
                for (var words : SafeWords.of(speech).on(topic)) {
                    var text = speech == Speech.ZH_HANT ? Han.traditional(words) : words;
                    assertThat(tongue.speaks(text))
                            .as("%s %s: %s", speech, topic, text)
                            .isTrue();
                }
            }
        }
    }
}
