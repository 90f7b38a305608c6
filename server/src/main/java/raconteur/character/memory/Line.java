package raconteur.character.memory;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.turn.MessageId;

/**
 * One thing remembered, in a line of text.
 *
 * @param id the same on every branch and in every fork that has it
 * @param messages those it was made of, root first; none where a person wrote it
 * @param about whom it is about, or was said to; null for what holds whoever is talked with
 * @param importance 0–15; null where nobody judged it
 * @param at when it was made
 */
public record Line(
        UUID id,
        String text,
        List<MessageId> messages,
        @Nullable Counterpart about,
        @Nullable Integer importance,
        Instant at) {
    /** The longest text of a line, in code points. */
    public static final int LONGEST = 500;

    public Line {
        messages = List.copyOf(messages);
    }

    /** How long it is, in code points. */
    public int length() {
        return Texts.length(text);
    }

    /** Whether it may be recalled when that one is talked with. */
    public boolean concerns(@Nullable UUID counterpart) {
        return about == null || about.id().equals(counterpart);
    }

    Line saying(String other, @Nullable Integer judged) {
        return new Line(id, other, messages, about, judged, at);
    }
}
