package raconteur.character.lore;

import org.jspecify.annotations.Nullable;

/**
 * What the conditions of an entry say, and why.
 *
 * @param key that was found; empty for none
 * @param where it was found; null for none
 */
record Hit(
        Compiled one, Reason reason, String key, @Nullable Sighting where) {
    /** One that no key has to do with. */
    Hit(Compiled one, Reason reason) {
        this(one, reason, "", null);
    }
}
