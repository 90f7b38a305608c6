package raconteur.character.lore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry ready to be searched for.
 *
 * @param content without decorators and hidden keys
 * @param hidden keys that only other entries see
 * @param ownDepth messages in which its keys are searched; null for the setting
 * @param recursive whether other entries may call it up at all
 */
record Compiled(
        EntryKey key,
        Shelf shelf,
        LoreEntry entry,
        Decorators decorators,
        LoreEntry.Placement placement,
        String content,
        String hidden,
        List<Key> primary,
        List<Key> secondary,
        List<Key> additional,
        List<Key> excluded,
        List<String> groups,
        @Nullable Integer ownDepth,
        boolean recursive) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Compiled one && key.equals(one.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode(); // of an index there is one of a key; all the rest would take long
    }

    boolean isConstant() {
        // an entry of expressions is not constant: the specification says so
        return entry.constant() && !entry.keys().regex();
    }

    /** Whether it is told in every prompt, whatever happens. */
    boolean isSteady() {
        var timing = entry.timing();
        return isConstant()
                && (!entry.chance().used() || entry.chance().percent() >= 100)
                && groups.isEmpty()
                && timing.cooldown() == 0
                && timing.delay() == 0
                && entry.recursion().delay() == 0
                && entry.reach().triggers().isEmpty()
                && entry.reach().filter() == null
                && !decorators.conditional();
    }
}
