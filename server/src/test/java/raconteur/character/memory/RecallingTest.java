package raconteur.character.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.memory.Talks.ADA;
import static raconteur.character.memory.Talks.BEA;
import static raconteur.character.memory.Talks.line;
import static raconteur.character.memory.Talks.texts;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import raconteur.account.MemoryBudgets;

class RecallingTest {
    private static final MemoryBudgets USUAL = MemoryBudgets.DEFAULT;

    private static Remembrance longTerm(List<Line> lines) {
        return new Remembrance(List.of(), lines, Set.of(), Set.of());
    }

    private static List<String> recalled(List<Line> lines, int budget, String question) {
        return texts(Recalling.of(longTerm(lines), new MemoryBudgets(100, 100, budget), ADA.id(), question)
                .longTerm());
    }

    private static @Nullable String best(String question, String... texts) {
        var relevance = new Relevance(question).of(List.of(texts));
        var most = 0;
        for (var at = 1; at < texts.length; at++) {
            most = relevance.get(at) > relevance.get(most) ? at : most;
        }
        return relevance.get(most) > 0 ? texts[most] : null;
    }

    @Test
    void whatHasToDoWithTheQuestionIsFoundInChinese() {
        var texts = new String[] {"阿达 | 害怕 | 黑猫", "阿达 | 住在 | 石桥边", "林 | 答应 | 明天点灯"};

        assertThat(best("你还记得我怕什么猫吗？", texts)).isEqualTo(texts[0]);
        assertThat(best("石桥那边怎么走", texts)).isEqualTo(texts[1]);
        assertThat(best("灯", texts)).isEqualTo(texts[2]);
        assertThat(best("海", texts)).isNull();
    }

    @Test
    void andInLatinWhateverTheirForm() {
        var texts = new String[] {"Ada fears black cats", "Ada lives by the bridge", "Lin promised to light the lamps"};

        assertThat(best("What is it that I am frightened of, CATS?", texts)).isEqualTo(texts[0]);
        assertThat(best("bridges", texts)).isEqualTo(texts[1]);
        assertThat(best("ｌａｍｐｓ lit, promise kept", texts)).isEqualTo(texts[2]);
        assertThat(best("sea", texts)).isNull();
    }

    @Test
    void rareWordsSayMoreThanCommonOnes() {
        assertThat(best("阿达的猫", "阿达买灯", "阿达回家", "阿达唱歌", "阿达点灯", "阿达生气", "阿达睡着", "猫在屋顶"))
                .isEqualTo("猫在屋顶");
    }

    @Test
    void whereThereIsRoomForAllAllIsRecalledInItsOrder() {
        var lines = List.of(line("一", ADA, 4), line("二", null, 15), line("三", ADA, 8));

        assertThat(recalled(lines, 100, "二")).containsExactly("一", "二", "三");
    }

    @Test
    void whereThereIsNotWhatFitsIsChosenWholeAndKeepsItsOrder() {
        var lines = List.of(
                line("cats " + "a".repeat(25), ADA, 5),
                line("dogs " + "b".repeat(25), ADA, 5),
                line("birds " + "c".repeat(24), ADA, 5),
                line("d".repeat(120), ADA, 15));

        assertThat(recalled(lines, 60, "my cats and birds"))
                .containsExactly(lines.get(0).text(), lines.get(2).text());
        assertThat(recalled(lines, 60, "nothing of that"))
                .containsExactly(lines.get(1).text(), lines.get(2).text());
    }

    @Test
    void importanceDecidesAmongWhatIsAsFarFromTheQuestion() {
        var lines = List.of(line("a".repeat(30), ADA, 14), line("b".repeat(30), ADA, 4), line("c".repeat(30), ADA, 4));

        assertThat(recalled(lines, 60, "x"))
                .containsExactly(lines.get(0).text(), lines.get(2).text());
    }

    @Test
    void othersHearOnlyWhatIsForAll() {
        var memory = new Remembrance(
                List.of(line("hers", ADA, null), line("short for all", null, null)),
                List.of(line("her secret", ADA, 15), line("long for all", null, 8), line("of Bea", BEA, 8)),
                Set.of(),
                Set.of());

        var bea = Recalling.of(memory, USUAL, BEA.id(), "secret");
        var nobody = Recalling.of(memory, USUAL, null, "secret");

        assertThat(texts(bea.shortTerm())).containsExactly("short for all");
        assertThat(texts(bea.longTerm())).containsExactly("long for all", "of Bea");
        assertThat(texts(nobody.longTerm())).containsExactly("long for all");
    }

    @Test
    void ofTheShortTermTheNewestThatFits() {
        var memory = new Remembrance(
                List.of(
                        line("a".repeat(40), ADA, null),
                        line("b".repeat(30), ADA, null),
                        line("c".repeat(30), ADA, null)),
                List.of(),
                Set.of(),
                Set.of());

        assertThat(texts(Recalling.of(memory, new MemoryBudgets(60, 60, 60), ADA.id(), "")
                        .shortTerm()))
                .containsExactly("b".repeat(30), "c".repeat(30));
    }

    @Test
    void fiveHundredLinesAreSoonSearched() {
        var random = new Random(1);
        var words = "桥灯猫雨山河剑酒月风雪夜城门书信人心路花".codePoints().toArray();
        var lines = new ArrayList<Line>();
        for (var at = 0; at < 500; at++) {
            var text = new StringBuilder("Ada | remembers | ");
            for (var n = 0; n < 30; n++) {
                text.appendCodePoint(words[random.nextInt(words.length)]);
            }
            lines.add(line(text.toString(), ADA, random.nextInt(16)));
        }
        var question = "你还记得那天雨夜在桥边的灯下喝酒吗，remember the bridge？".repeat(4);
        var first = recalled(lines, 4000, question);
        var clock = ManagementFactory.getThreadMXBean();
        var nanos = new long[300];
        for (var run = 0; run < nanos.length; run++) {
            var begun = clock.getCurrentThreadCpuTime();
            assertThat(recalled(lines, 4000, question)).isEqualTo(first);
            nanos[run] = clock.getCurrentThreadCpuTime() - begun;
        }
        Arrays.sort(nanos);

        System.out.printf(
                "recall among 500 lines: median %.2f ms, slowest tenth from %.2f ms of one core%n",
                nanos[150] / 1e6, nanos[270] / 1e6);
        assertThat(first).isNotEmpty();
    }
}
