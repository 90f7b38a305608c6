package raconteur.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was said in tabs.
 *
 * @param status always 0: it worked
 */
public record ChatHistory(int status, List<Tab> sessions) {
    /** One tab, its messages oldest first. */
    public record Tab(UUID chatSessionId, String title, List<Said> messages) {}

    /** One message. */
    public record Said(UUID id, String role, String content, Instant createdAt) {}
}
