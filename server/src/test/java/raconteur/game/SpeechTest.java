package raconteur.game;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import raconteur.bench.GameJson;
import raconteur.game.Deed.Argument;
import raconteur.platform.http.WeakJson;
import raconteur.protocol.GameAnswer;

/** What an answer becomes while it is still being written. */
class SpeechTest {
    private static final ObjectMapper LENIENT = Leniently.mapper();
    private static final ObjectMapper JSON = new ObjectMapper()
            .setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE);
    private static final Deed GIVE = new Deed(
            "give",
            "hand something over",
            List.of(
                    new Argument("item", Deed.Type.STRING, List.of("log", "rock"), null, null, false),
                    new Argument("count", Deed.Type.INTEGER, List.of(), 1.0, 10.0, true)));
    private static final Deed WAVE = new Deed("wave", "", List.of());

    private static Speech speech() {
        return new Speech(List.of(GIVE, WAVE), LENIENT);
    }

    private static List<Said> said(String text) {
        var speech = speech();
        var said = new ArrayList<>(speech.feed(text));
        said.addAll(speech.end(true));
        return said;
    }

    private static List<String> told(List<Said> said) {
        return said.stream()
                .map(one -> switch (one) {
                    case Said.Line(var line) -> line.text();
                    case Said.Act(var name, var args) -> "!" + name + args;
                })
                .toList();
    }

    @Test
    void sentencesAreToldOneByOneAndTheLastAtTheEnd() {
        var speech = speech();

        assertThat(told(speech.feed("Winter is near, gather wood. "))).isEmpty();
        assertThat(told(speech.feed("It is 3.5 days"))).containsExactly("Winter is near, gather wood.");
        assertThat(told(speech.feed(" away, or so they say.\n"))).isEmpty();
        assertThat(told(speech.end(true))).containsExactly("It is 3.5 days away, or so they say.");
    }

    @Test
    void chineseSentencesNeedNoSpacesAndShortOnesGoAlong() {
        assertThat(told(said("好。冬天快到了，多砍些木头回来。「天黑之前回营地。」别忘了火把，夜里很危险！")))
                .containsExactly("好。冬天快到了，多砍些木头回来。", "「天黑之前回营地。」", "别忘了火把，夜里很危险！");
    }

    @Test
    void nobodySaysAsterisks() {
        assertThat(told(said("## Winter\nIt is **very near**, take the `axe` with you. I have 2 * 3 logs, *sighs*.")))
                .containsExactly("Winter It is very near, take the axe with you.", "I have 2 * 3 logs, *sighs*.");
    }

    @Test
    void actionsAreAllowedOnesWithCheckedArgumentsAndNeverShown() {
        assertThat(
                        told(
                                said(
                                        "Take this, and come back before dark.\n>> give {\"item\":\"LOG\",\"count\":2}\nGood luck out there.")))
                .containsExactly(
                        "Take this, and come back before dark.",
                        "!give{\"item\":\"log\",\"count\":2}",
                        "Good luck out there.");
        assertThat(told(said(">> wave"))).containsExactly("!wave{}");
        assertThat(told(said(">> give {'item':'rock',}"))).containsExactly("!give{\"item\":\"rock\"}");
        for (var wrong : List.of(
                ">> explode {}",
                ">> give {\"item\":\"gold\"}",
                ">> give {\"count\":2}",
                ">> give {\"item\":\"log\",\"count\":11}",
                ">> give {\"item\":\"log\",\"count\":1.5}",
                ">> give {\"item\":\"log\",\"count\":1e400}",
                ">> give {\"item\":[\"log\"]}",
                ">> give {\"item\":",
                ">>",
                ">> ")) {
            assertThat(told(said(wrong))).as(wrong).isEmpty();
        }
        assertThat(told(said("He said >> wave. Is [[that]] \"fine\"? ]] \\ 🦊")))
                .containsExactly("He said >> wave. Is [[that]] \"fine\"?", "]] \\ 🦊");
    }

    @Test
    void whatBreaksOffIsLeftOutUnlessItIsAll() {
        var speech = speech();
        speech.feed("The night is long and full of spiders. Then I saw");
        assertThat(told(speech.end(false))).isEmpty();

        var alone = speech();
        alone.feed("The night is");
        assertThat(told(alone.end(false))).containsExactly("The night is");
    }

    @Test
    void linesFitTheirBubbles() {
        for (var text : List.of(
                "字".repeat(400), "word ".repeat(200), "x".repeat(500), "👨‍👩‍👧‍👦".repeat(90), "é".repeat(300))) {
            assertThat(told(said(text))).isNotEmpty().allSatisfy(line -> {
                assertThat(Bubbles.fits(line)).isTrue();
                assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(110);
            });
        }
        assertThat(told(said("字".repeat(60)))).hasSize(1);
        assertThat(told(said("字".repeat(61)))).hasSize(2);
        assertThat(told(said("x".repeat(110)))).hasSize(1);
        assertThat(told(said("x".repeat(111)))).hasSize(2);
    }

    @Test
    void secondsAreEnoughToRead() {
        assertThat(Bubbles.cut("Hi.").getFirst().seconds()).isEqualTo(2.0);
        assertThat(Bubbles.cut("字".repeat(60)).getFirst().seconds()).isEqualTo(8.0);
    }

    /**
     * Everything that a model may write is read by the strictest of games, and says the same in whatever pieces it
     * came.
     */
    @Test
    void fiveThousandRandomTextsAreReadByTheStrictestGame() {
        var random = new Random(7);
        for (var n = 0; n < 5_000; n++) {
            var text = text(random);
            var whole = said(text);
            assertThat(told(inPieces(text, random))).as(text).isEqualTo(told(whole));
            var lines = new ArrayList<GameAnswer.Line>();
            var actions = new ArrayList<GameAnswer.Action>();
            var all = new StringBuilder();
            for (var one : whole) {
                switch (one) {
                    case Said.Line(var line) -> {
                        lines.add(line);
                        Speech.join(all, line.text());
                    }
                    case Said.Act(var name, var args) -> actions.add(new GameAnswer.Action(name, args));
                }
            }
            var answer =
                    new GameAnswer(all.toString(), 0, "success", text, "done", null, text, lines, actions, false, null);
            if (text.length() > 200) {
                answer = new GameAnswer(
                        all.toString(), 0, "success", "r", "done", null, null, lines, actions, false, null);
            }
            var written = WeakJson.write(JSON.valueToTree(answer));

            var read = GameJson.read(written.getBytes(java.nio.charset.StandardCharsets.UTF_8));

            assertThat(read).containsEntry("model_response", all.toString());
            assertThat((List<?>) read.get("lines")).hasSize(lines.size());
        }
    }

    private static List<Said> inPieces(String text, Random random) {
        var speech = speech();
        var said = new ArrayList<Said>();
        for (var from = 0; from < text.length(); ) {
            var to = Math.min(text.length(), from + 1 + random.nextInt(6));
            said.addAll(speech.feed(text.substring(from, to)));
            from = to;
        }
        said.addAll(speech.end(true));
        return said;
    }

    private static final List<String> PIECES = List.of(
            "Winter comes. ",
            "冬天来了。",
            "\"quoted\"",
            "\\",
            "\\u4f60",
            "]]",
            "[[",
            "'",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u0007",
            "\u001b[31m",
            "🦊",
            "👨‍👩‍👧‍👦",
            "\ud83d",
            "\udc00",
            "\u2028",
            "\u200b",
            "\ufeff",
            "é",
            "مرحبا ",
            "สวัสดี",
            "नमस्ते ",
            "1E5 ",
            "1e400",
            "null",
            "{",
            "}",
            ">> wave\n",
            "\n>> give {\"item\":\"log\",\"count\":3}\n",
            ">>",
            "…",
            "!?",
            "3.14 ",
            "</html>",
            "%s%n",
            "$(rm)",
            "word ",
            "x".repeat(30),
            "字".repeat(30));

    private static String text(Random random) {
        var text = new StringBuilder();
        var count = random.nextInt(random.nextInt(20) == 0 ? 600 : 24);
        for (var at = 0; at < count; at++) {
            if (random.nextInt(4) == 0) {
                text.append((char) random.nextInt(0x10000));
            } else {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }
}
