package raconteur.game;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.turn.Frame;
import raconteur.turn.Reader;

/** Reads the numbered events of a turn into a reply, sentence by sentence. Called by one thread at a time. */
final class Hearing implements Reader {
    /**
     * How the turn ended.
     *
     * @param message the answer's; null when none had begun
     * @param isWhole whether the answer ended by itself
     * @param tokens that it took; 0 when it was given before
     */
    record End(
            @Nullable UUID message,
            boolean isWhole,
            @Nullable Reason fault,
            long tokens,
            boolean cached) {}

    private final Reply reply;
    private final ObjectMapper json;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private @Nullable UUID message;
    private @Nullable Reason fault;
    private String finish = "";
    private long tokens;
    private boolean cached;
    private boolean heard;

    Hearing(Reply reply, ObjectMapper json) {
        this.reply = reply;
        this.json = json;
    }

    /** Completed when nothing more comes. */
    CompletableFuture<End> over() {
        return end;
    }

    @Override
    public boolean take(Frame frame) {
        var data = read(frame.json());
        switch (frame.name()) {
            case "message" -> {
                if (data.path("role").asText().equals("assistant")) {
                    message = UUID.fromString(data.path("message_id").asText());
                }
            }
            case "delta" -> hear(data.path("text").asText(""));
            case "resync" ->
                data.path("messages").forEach(spoken -> {
                    message = UUID.fromString(spoken.path("message_id").asText());
                    if (!heard) {
                        hear(spoken.path("text").asText(""));
                    }
                });
            case "usage" -> {
                cached |= data.path("cached").asBoolean();
                tokens += cached
                        ? 0
                        : data.path("input_tokens").asLong()
                                + data.path("output_tokens").asLong();
            }
            case "message_end" -> finish = data.path("finish_reason").asText("");
            case "error" -> fault = reason(data.path("code").asText(""));
            case "done" -> finish(data.path("state").asText(""));
            default -> {} // names we do not know are left alone, as clients are told to
        }
        return true;
    }

    private void hear(String text) {
        if (!text.isEmpty()) {
            heard = true;
            reply.feed(text);
        }
    }

    private static Reason reason(String code) {
        try {
            return Reason.of(Code.valueOf(code));
        } catch (IllegalArgumentException _) {
            return Reason.MODEL_FAILED; // a fault that has no name of ours
        }
    }

    private void finish(String state) {
        var isCompleted = state.equals("completed");
        if (finish.equals("filtered") && fault == null) {
            fault = Reason.FILTERED;
        } else if (state.equals("interrupted") && fault == null) {
            fault = Reason.INTERRUPTED;
        }
        end.complete(new End(message, isCompleted && !finish.equals("length"), fault, tokens, cached));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void whenReady(Runnable more) {
        more.run();
    }

    @Override
    public void end() {
        finish("");
    }
}
