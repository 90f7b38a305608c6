package raconteur.provider.anthropic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.wire.Envelope;

/** What one event, or a whole message, says. One per answer, cleared for each event. */
final class Said {
    /** What kind of event it is, or {@code message} for a whole one. */
    String type = "";

    @Nullable
    String id;

    int index;

    /** The blocks of a whole message, or the one that begins. */
    final List<Block> blocks = new ArrayList<>(1);

    /** The new text, thinking or arguments of the block under way. */
    @Nullable
    String text;

    @Nullable
    String thinking;

    @Nullable
    String arguments;

    @Nullable
    String stop;

    final Envelope error = new Envelope();

    /** A block as it stands; only the input of tools is JSON. */
    static final class Block {
        String type = "";
        String text = "";
        String thinking = "";
        String input = "";

        @Nullable
        String id;

        @Nullable
        String name;
    }

    void clear() {
        type = "";
        id = null;
        index = 0;
        if (!blocks.isEmpty()) {
            blocks.clear();
        }
        text = null;
        thinking = null;
        arguments = null;
        stop = null;
        error.clear();
    }
}
