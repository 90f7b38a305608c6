package raconteur.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries fire, and why.
 *
 * @param entries every entry, those that are told first and in the order of a prompt
 * @param tokens that all told entries take, by estimate
 * @param full whether an entry did not fit the budget
 * @param hurried whether some regular expressions were not searched for, because that would have taken too long
 * @param disabled parts of a prompt that entries ask to leave out
 * @param atPosition the prompt with each entry where it asks to stand
 * @param appendOnly the prompt with each entry behind the message at which it fired
 */
public record LorebookReport(
        List<Verdict> entries,
        int tokens,
        int budget,
        boolean full,
        boolean hurried,
        List<String> disabled,
        Prompt atPosition,
        Prompt appendOnly) {
    /**
     * What became of one entry.
     *
     * @param reason a word that stays: constant, key, no_key, budget, …
     * @param why the same as a sentence in the caller's language
     * @param key that was found, with the secondary ones that were; empty for none
     * @param where the first of them was found; null for none
     * @param round 1 for what messages called up, later ones for what entries did
     * @param order lower ones stand earlier in a prompt, higher ones get the budget first
     * @param tokens it takes, by estimate
     * @param budgetDropped whether it fired and did not fit
     * @param placement where it stands; null when it is not told
     * @param text as it is told; null when it is not
     */
    public record Verdict(
            String uid,
            String title,
            boolean told,
            String reason,
            String why,
            String key,
            @Nullable Where where,
            int round,
            int order,
            int tokens,
            boolean budgetDropped,
            @Nullable Placement placement,
            @Nullable String text) {}

    /**
     * Where a key was found.
     *
     * @param kind message, source or entry
     * @param message its place among those that were sent, from 0, the text last
     * @param source its name
     * @param uid of the entry whose text called this one up
     */
    public record Where(
            String kind,
            @Nullable Integer message,
            @Nullable String source,
            @Nullable String uid) {}

    /**
     * Where an entry asks to stand.
     *
     * @param position before, after, note_top, note_bottom, depth, examples_top, examples_bottom, outlet, personality
     *     or scenario
     * @param depth messages that stand after it, where position is depth
     * @param outlet name by which a prompt asks for it, where position is outlet
     */
    public record Placement(
            String position,
            @Nullable Integer depth,
            String role,
            @Nullable String outlet) {}

    /**
     * Where everything stands.
     *
     * @param sections uids of what stands outside of the history, by position
     */
    public record Prompt(Map<String, List<String>> sections, List<Line> history) {}

    /**
     * One message of the history, or one entry in it.
     *
     * @param message its place among those that were sent; null for an entry
     * @param uid of the entry; null for a message
     */
    public record Line(
            String role,
            @Nullable Integer message,
            @Nullable String uid) {}
}
