package raconteur.story.play;

/**
 * What fate says of an event, before any model is asked.
 *
 * @param luck how well it goes
 * @param damageToEnemy of a round of combat, before hit points bound it
 * @param damageToPlayer of a round of combat, before hit points bound it
 */
public record Draw(Luck luck, int damageToEnemy, int damageToPlayer) {
    /** How well something goes. */
    public enum Luck {
        SETBACK,
        MIXED,
        SUCCESS,
        TRIUMPH
    }

    private static final int SIDES = 20;
    private static final int PLAYER_HITS = 6;
    private static final int ENEMY_HITS = 9;

    /** The draw of an event; the same for the same seed, number and difficulty, whatever was chosen. */
    public static Draw of(String runSeed, int number, Difficulty difficulty) {
        var dice = Dice.of(runSeed, number);
        var ease = difficulty.ease();
        var check = dice.roll(SIDES);
        var attack = dice.roll(SIDES);
        var wound = 8 + dice.roll(12);
        var answer = dice.roll(SIDES);
        var hurt = 6 + dice.roll(10);
        return new Draw(
                luck(check, ease),
                attack == SIDES ? 2 * wound : attack + ease >= PLAYER_HITS ? wound : 0,
                answer == SIDES ? 2 * hurt : answer - ease >= ENEMY_HITS ? hurt : 0);
    }

    /** The best and the worst throw mean the same to everybody. */
    private static Luck luck(int check, int ease) {
        if (check == 1 || check == SIDES) {
            return check == 1 ? Luck.SETBACK : Luck.TRIUMPH;
        }
        var raised = check + ease;
        return raised <= 5 ? Luck.SETBACK : raised <= 11 ? Luck.MIXED : raised <= 18 ? Luck.SUCCESS : Luck.TRIUMPH;
    }
}
