package raconteur.character.lore;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a scan found.
 *
 * @param told entries that fired, in the order in which they stand in a prompt
 * @param verdicts on every entry of every open book, in the order in which they were looked at
 * @param timers to keep with the newest message and to give to the next scan of a path through it
 * @param disabled parts of the prompt that entries ask to leave out, such as {@code system_prompt}
 * @param tokens that all told entries take
 * @param full whether an entry did not fit
 * @param hurried whether some regular expressions were not searched for, because that would have taken too long
 */
public record Outcome(
        List<Told> told,
        List<Verdict> verdicts,
        Timers timers,
        Set<String> disabled,
        int tokens,
        boolean full,
        boolean hurried) {
    /**
     * An entry that fired.
     *
     * @param text to tell: without decorators, macros replaced
     * @param source hash of the text before macros: it changes when somebody edits the entry
     * @param tokens it takes
     * @param steady whether it is told in every prompt, so that it may stand before the transcript and still never
     *     changes what stands there
     * @param optional whether it is the first to go when a prompt is too long
     */
    public record Told(
            EntryKey entry,
            String title,
            String text,
            String source,
            LoreEntry.Placement placement,
            int order,
            int tokens,
            boolean steady,
            boolean optional) {}

    /**
     * Why an entry was told or not.
     *
     * @param key that was found; empty when it took none
     * @param where the first of its keys was found; null when it took none
     * @param round 1 for what the transcript called up, later ones for what entries called up
     */
    public record Verdict(
            EntryKey entry,
            String title,
            Reason reason,
            String key,
            @Nullable Sighting where,
            int round) {}

    public Outcome {
        told = List.copyOf(told);
        verdicts = List.copyOf(verdicts);
        disabled = Set.copyOf(disabled);
    }
}
