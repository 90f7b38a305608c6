package raconteur.protocol;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** Names one message of a conversation. */
public record MessageChoice(@NotNull UUID messageId) {}
