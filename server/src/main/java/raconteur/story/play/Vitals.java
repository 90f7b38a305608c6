package raconteur.story.play;

/** Hit points. An enemy without any is none: the next fight begins with a fresh one. */
public record Vitals(int playerHp, int enemyHp) {
    public static final int PLAYER = 100;
    public static final int ENEMY = 60;
    static final Vitals FRESH = new Vitals(PLAYER, 0);

    /** As a fight begins or goes on. */
    Vitals fighting() {
        return enemyHp > 0 ? this : new Vitals(playerHp, ENEMY);
    }

    Vitals after(int damageToPlayer, int damageToEnemy) {
        return new Vitals(Math.max(0, playerHp - damageToPlayer), Math.max(0, enemyHp - damageToEnemy));
    }

    boolean isDead() {
        return playerHp == 0;
    }
}
