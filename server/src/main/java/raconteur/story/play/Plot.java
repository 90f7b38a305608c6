package raconteur.story.play;

/** What has been told so far, as far as the next event needs it. */
public record Plot(
        String worldSeed,
        String title,
        String tone,
        String memory,
        int arc,
        String premise,
        String role,
        String goal,
        String stakes,
        String scene,
        String line) {
    static final Plot BLANK = new Plot("", "", "", "", 0, "", "", "", "", "", "");
}
