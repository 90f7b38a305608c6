package raconteur.provider.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one JSON object of an answer says: a chunk, a whole completion or an error. One per stream, cleared for each
 * object, because a stream has thousands of them.
 */
final class Said {
    @Nullable
    String id;

    @Nullable
    String content;

    @Nullable
    String reasoning;

    @Nullable
    String refusal;

    @Nullable
    String finish;

    boolean choice;
    /** Whether the text stood in a whole message and not in a delta. */
    boolean message;

    final List<Tool> tools = new ArrayList<>(0);

    boolean usage;
    long input;
    long output;
    long cached;
    long thought;

    boolean failed;

    @Nullable
    String errorCode;

    @Nullable
    String errorType;

    @Nullable
    String errorMessage;

    /** A piece of a tool call. Index and id are as unreliable as they look. */
    record Tool(int index, @Nullable String id, @Nullable String name, String arguments) {}

    void clear() {
        id = null;
        content = null;
        reasoning = null;
        refusal = null;
        finish = null;
        choice = false;
        message = false;
        if (!tools.isEmpty()) {
            tools.clear();
        }
        usage = false;
        failed = false;
        errorCode = null;
        errorType = null;
        errorMessage = null;
    }

    /** What was read belongs to an answer that nobody asked for. */
    void forgetChoice() {
        content = null;
        reasoning = null;
        refusal = null;
        finish = null;
        choice = false;
        message = false;
        tools.clear();
    }

    void content(@Nullable String text) {
        content = joined(content, text);
    }

    void reasoning(@Nullable String text) {
        reasoning = joined(reasoning, text);
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        if (second == null || second.isEmpty()) {
            return first;
        }
        return first == null ? second : first + second;
    }
}
