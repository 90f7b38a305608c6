package raconteur.character.lore;

import static org.assertj.core.api.Assertions.assertThat;
import static raconteur.character.lore.Draft.entry;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import raconteur.provider.Completion;

/** How long a scan takes. Times are printed, and judged by a reader: a busy machine proves nothing. */
class LoreSpeedTest {
    private static final String HAN =
            "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指";

    /** Must show: 5,000 entries over 32k tokens within 20 ms. */
    @Test
    void fiveThousandEntriesAreFoundInALongTranscript() {
        var random = new Random(3);
        var keys = IntStream.range(0, 15_000).mapToObj(_ -> word(random)).toList();
        var drafts = IntStream.range(0, 5000)
                .mapToObj(at -> entry("e" + at, keys.get(3 * at), keys.get(3 * at + 1), "x" + keys.get(3 * at + 2))
                        .says("about " + at))
                .toArray(Draft[]::new);
        var started = System.nanoTime();
        var index = LoreIndex.of(
                List.of(new Shelf("book", Shelf.Owner.WORLD, Draft.book(drafts))),
                LoreSettings.DEFAULT.withScanDepth(1000),
                text -> text);
        var prepared = (System.nanoTime() - started) / 1_000_000.0;
        var path = transcript(random, keys);
        var letters = path.stream().mapToInt(said -> said.text().length()).sum();

        var times = new double[120];
        var work = new double[times.length];
        var clock = ManagementFactory.getThreadMXBean();
        var told = 0;
        for (var run = 0; run < times.length; run++) {
            var from = System.nanoTime();
            var before = clock.getCurrentThreadCpuTime();
            told = index.scan(Scene.of(path), Timers.NONE, run, 4000, text -> text.length() / 2, text -> text)
                    .told()
                    .size();
            work[run] = (clock.getCurrentThreadCpuTime() - before) / 1_000_000.0;
            times[run] = (System.nanoTime() - from) / 1_000_000.0;
        }

        var warm = Arrays.copyOfRange(times, 60, times.length);
        var warmWork = Arrays.copyOfRange(work, 60, work.length);
        Arrays.sort(warm);
        Arrays.sort(warmWork);
        System.out.printf(
                "5,000 entries, %d letters in %d messages, %d told: median %.1f ms (%.1f of the processor), fastest %.1f, slowest %.1f; first %.1f; index made in %.0f ms%n",
                letters,
                path.size(),
                told,
                warm[warm.length / 2],
                warmWork[warm.length / 2],
                warm[0],
                warm[warm.length - 1],
                times[0],
                prepared);
        assertThat(told).isPositive();
    }

    /** About 32,000 tokens: Chinese letters and English words, half and half, and two keys in every message. */
    private static List<Scene.Said> transcript(Random random, List<String> keys) {
        var path = new ArrayList<Scene.Said>();
        for (var at = 0; at < 200; at++) {
            var text = new StringBuilder();
            for (var word = 0; word < 80; word++) {
                text.append(HAN.charAt(random.nextInt(HAN.length())));
            }
            for (var word = 0; word < 80; word++) {
                text.append(' ').append(latin(random));
            }
            for (var word = 0; word < 2; word++) {
                text.append(' ').append(keys.get(random.nextInt(keys.size())));
            }
            path.add(new Scene.Said("m" + at, Completion.Role.USER, "Ada", text.toString()));
        }
        return path;
    }

    private static String word(Random random) {
        if (random.nextBoolean()) {
            return latin(random) + " " + latin(random);
        }
        var word = new StringBuilder();
        for (var at = 0; at < 3; at++) {
            word.append(HAN.charAt(random.nextInt(HAN.length())));
        }
        return word.toString();
    }

    private static String latin(Random random) {
        var word = new StringBuilder();
        for (var at = 0; at < 3 + random.nextInt(4); at++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    @Test
    void keysMadeToCostMuchDoNot() {
        var keys = IntStream.rangeClosed(1, 256).mapToObj("a"::repeat).toArray(String[]::new);
        var text = "a".repeat(130_000);
        for (var whole : List.of(false, true)) {
            var started = System.nanoTime();
            var told = Search.in(entry("e", keys).with("matchWholeWords", whole))
                    .said(text)
                    .told();
            System.out.printf(
                    "256 nested keys, whole words %s: %.0f ms%n", whole, (System.nanoTime() - started) / 1_000_000.0);
            assertThat(told).hasSize(whole ? 0 : 1);
        }
    }
}
