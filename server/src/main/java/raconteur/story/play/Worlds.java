package raconteur.story.play;

import java.util.List;

/** Names worlds: after the seed of a run, and as it draws. */
public final class Worlds {
    private static final List<String> HOW = List.of(
            "hidden", "silent", "burning", "sunken", "haunted", "golden", "frozen", "broken", "distant", "crimson");
    private static final List<String> WHAT = List.of(
            "mansion", "harbor", "forest", "archive", "market", "tower", "valley", "station", "garden", "island");

    private Worlds() {}

    static String name(String runSeed) {
        var dice = Dice.of(runSeed, 0);
        return runSeed + "_" + HOW.get(dice.roll(HOW.size()) - 1) + "_" + WHAT.get(dice.roll(WHAT.size()) - 1);
    }
}
