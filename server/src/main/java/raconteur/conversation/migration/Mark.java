package raconteur.conversation.migration;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Text;

/**
 * What a task made of a file.
 *
 * @param made id of what was made
 * @param name of it
 * @param character whose it is
 * @param messages in it, for a conversation
 * @param isWhole false while it is still being written
 * @param remarks what of it is not as it was
 */
record Mark(
        Source source,
        UUID made,
        String name,
        @Nullable UUID character,
        int messages,
        boolean isWhole,
        List<Text> remarks) {
    Mark {
        remarks = List.copyOf(remarks);
    }

    static Mark whole(Source source, UUID made, String name, List<Text> remarks) {
        return new Mark(source, made, name, null, 0, true, remarks);
    }

    /** Kinds of what is made. */
    enum Kind {
        CHARACTER,
        LOREBOOK,
        CONVERSATION,
        GROUP,
        GROUP_CHAT;

        /** As it is kept. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * From what it is made.
     *
     * @param file the name of the file, as reports call it
     */
    record Source(Kind kind, String file) {}
}
