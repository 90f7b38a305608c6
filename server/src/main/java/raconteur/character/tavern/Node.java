package raconteur.character.tavern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was said in a chat, or could have been said in its place.
 *
 * @param parent what it answers, as its index in the chat's nodes, where it stands before this; {@link #NONE} for what
 *     is said first
 * @param place which of the alternatives it is, from 0; those have the same parent
 * @param name of who says it
 * @param reasoning of the model before it, or empty
 * @param at when it was said, as far as that is known
 * @param isShown whether it is on the path that its reader saw last; of alternatives, one is
 * @param isHidden whether it is kept out of prompts
 */
public record Node(
        int parent,
        int place,
        Role role,
        String name,
        String text,
        String reasoning,
        @Nullable Instant at,
        boolean isShown,
        boolean isHidden) {
    /** The parent of what is said first. */
    public static final int NONE = -1;

    /** Who speaks. */
    public enum Role {
        USER,
        ASSISTANT,
        SYSTEM
    }
}
