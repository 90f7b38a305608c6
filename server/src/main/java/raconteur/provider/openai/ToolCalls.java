package raconteur.provider.openai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.provider.wire.Answer;

/** The tool calls of one answer, told as pieces whose index and id cannot be relied upon. */
final class ToolCalls {
    private static final int MOST = 128;

    private final Answer answer;
    private final List<Call> calls = new ArrayList<>(0);

    /** A tool call under way. */
    private static final class Call {
        private final @Nullable String id;
        private final int index;
        private boolean named;

        Call(int index, @Nullable String id) {
            this.index = index;
            this.id = id;
        }
    }

    ToolCalls(Answer answer) {
        this.answer = answer;
    }

    /** Tells a piece; whether it was content. */
    boolean tell(Said.Tool tool) {
        var call = call(tool);
        if (call == null) {
            return false;
        }
        var name = !call.named && tool.name() != null && !tool.name().isEmpty() ? tool.name() : null;
        call.named |= name != null;
        return answer.tool(call.index, name == null ? null : call.id, name, tool.arguments());
    }

    /** The call that a piece belongs to: by its index, else by its id, else the last one. */
    private @Nullable Call call(Said.Tool tool) {
        var id = tool.id() == null || tool.id().isEmpty() ? null : tool.id();
        if (tool.index() >= 0) {
            for (var call : calls) {
                if (call.index == tool.index()) {
                    return call;
                }
            }
            return begin(tool.index(), id);
        }
        for (var call : calls) {
            if (id != null && id.equals(call.id)) {
                return call;
            }
        }
        var named = tool.name() != null && !tool.name().isEmpty();
        if (id != null || calls.isEmpty() || (named && calls.getLast().named)) {
            return begin(calls.size(), id);
        }
        return calls.getLast();
    }

    private @Nullable Call begin(int index, @Nullable String id) {
        if (calls.size() >= MOST) {
            return null;
        }
        var call = new Call(index, id);
        calls.add(call);
        return call;
    }
}
