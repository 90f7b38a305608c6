package raconteur.story.play;

/** How the odds stand; the rules are the same for everybody. */
public enum Difficulty {
    EASY(4),
    NORMAL(0),
    HARD(-4);

    private final int ease;

    Difficulty(int ease) {
        this.ease = ease;
    }

    /** What the player's throws are raised by, and those against the player lowered. */
    int ease() {
        return ease;
    }
}
