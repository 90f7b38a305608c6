package raconteur.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Caller;
import raconteur.platform.Code;
import raconteur.platform.Text;

/**
 * A task as it is kept.
 *
 * @param caller who wanted it, with what the credential could do then; the credential itself is the task's id
 * @param kind which {@link Work} does it
 * @param subject the character, … it is about
 * @param input what was wanted
 * @param problem why it ended in an error
 * @param number of its last event
 */
public record Task(
        TaskId id,
        Caller caller,
        String kind,
        @Nullable UUID subject,
        JsonNode input,
        TaskState state,
        Standing standing,
        @Nullable Problem problem,
        long number,
        Instant createdAt,
        @Nullable Instant endedAt) {
    /** Why a task ended in an error. */
    public record Problem(Code code, Text message) {}
}
