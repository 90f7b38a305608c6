package raconteur.turn;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reader of a turn is told. The vocabulary is closed; its names and fields are promises of the protocol. */
public sealed interface TurnEvent {
    /** The event's name on the wire. */
    String name();

    /** First, and again when the state changes. */
    record Turn(TurnId turnId, @Nullable UUID conversationId, TurnState state) implements TurnEvent {
        @Override
        public String name() {
            return "turn";
        }
    }

    /** A message begins. */
    record Message(MessageId messageId, @Nullable MessageId parentId, String role, Author author) implements TurnEvent {
        @Override
        public String name() {
            return "message";
        }
    }

    /** New text of a message, or of the thinking before it. */
    record Delta(MessageId messageId, boolean isReasoning, String text) implements TurnEvent {
        @Override
        public String name() {
            return "delta";
        }
    }

    /** It comes nearer; while a turn waits for a place, {@code total - done} is its position in the queue. */
    record Progress(long done, long total, String step, String note) implements TurnEvent {
        /** The step of waiting for a place. */
        static final String QUEUED = "queued";

        @Override
        public String name() {
            return "progress";
        }
    }

    /** What the generation used, as settled; {@code cached} where it was given an answer that was paid for before. */
    record Used(
            long inputTokens,
            long outputTokens,
            long cachedTokens,
            long reasoningTokens,
            boolean estimated,
            boolean cached,
            String cost)
            implements TurnEvent {
        static Used of(Usage usage) {
            return new Used(
                    usage.inputTokens(),
                    usage.outputTokens(),
                    usage.cachedTokens(),
                    usage.reasoningTokens(),
                    usage.estimated(),
                    usage.cached(),
                    usage.cost().toString());
        }

        @Override
        public String name() {
            return "usage";
        }
    }

    /** A message is over: {@code stop}, {@code length}, {@code stopped}, {@code filtered} or {@code error}. */
    record MessageEnd(MessageId messageId, String finishReason) implements TurnEvent {
        @Override
        public String name() {
            return "message_end";
        }
    }

    /** Something went wrong; {@link Done} still follows. */
    record Failed(String code, String message, boolean retryable, String traceId) implements TurnEvent {
        @Override
        public String name() {
            return "error";
        }
    }

    /** Everything said so far, replacing what is shown; numbering goes on from {@code seq}. */
    record Resync(long seq, TurnState state, List<Spoken> messages) implements TurnEvent {
        @Override
        public String name() {
            return "resync";
        }
    }

    /** Always last, exactly once. */
    record Done(TurnId turnId, TurnState state) implements TurnEvent {
        @Override
        public String name() {
            return "done";
        }
    }

    /** The text of one message so far. */
    record Spoken(
            MessageId messageId,
            String text,
            @JsonInclude(JsonInclude.Include.ALWAYS) String reasoning) {}
}
