package raconteur.character.lore;

import java.util.SplittableRandom;

/**
 * Chance that can be had again: a draw depends on the seed and on what is drawn for, not on what was drawn before, so
 * that an entry added to a book changes no other's luck.
 */
record Draws(long seed) {
    /** From 0, below 1. */
    double of(String what) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + what.hashCode()).nextDouble();
    }
}
