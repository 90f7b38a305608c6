package raconteur.character.acting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of a prompt a provider's cache knows already, as lore comes and goes over fifty turns. */
class SteadyPromptTest {
    private static final int TURNS = 50;

    private static double share(Placement placement, long room) {
        var play = new Rehearsal();
        play.placement = placement;
        play.room = room;
        play.description = "{{char}} keeps the lighthouse. " + "She has seen many winters. ".repeat(40);
        for (var n = 0; n < 20; n++) {
            play.lore(
                    "word" + n + "x",
                    "What there is to know of word" + n + ": " + "it is old and far away. ".repeat(8),
                    "position",
                    n % 4 == 3 ? 4 : n % 2,
                    "depth",
                    4,
                    "sticky",
                    n % 3);
        }
        var lore = play.index();
        var random = new Random(11);
        var before = "";
        long same = 0;
        long all = 0;
        for (var turn = 0; turn < TURNS; turn++) {
            play.ada("Turn " + turn + ": tell me of word" + random.nextInt(20) + "x and what came of it, please.");
            var acted = Acting.act(play.cue(lore));
            play.before = acted.after();
            play.isolde("It is as it was. " + "The light goes round and the sea with it. ".repeat(3));
            var sent = String.join("\n", Rehearsal.sent(acted.prompt()));
            if (turn > 0) {
                same += prefix(before, sent);
                all += sent.length();
            }
            before = sent;
        }
        return (double) same / all;
    }

    private static int prefix(String one, String other) {
        var at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    @Test
    void appendedLoreKeepsNearlyAllOfAPromptAsItWas() {
        var positioned = share(Placement.AT_POSITION, 100_000);
        var appended = share(Placement.APPEND, 100_000);
        var narrow = share(Placement.APPEND, 3_000);

        System.out.printf(
                Locale.ROOT,
                "Share of a prompt that is as it was the turn before, over %d turns: %.1f %% with lore at its position,"
                        + " %.1f %% appended, %.1f %% appended where there is little room%n",
                TURNS,
                positioned * 100,
                appended * 100,
                narrow * 100);
        assertThat(appended).isGreaterThan(0.9).isGreaterThan(positioned + 0.2);
    }
}
