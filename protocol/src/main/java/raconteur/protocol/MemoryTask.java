package raconteur.protocol;

import java.util.UUID;

/** A memory is being made shorter. */
public record MemoryTask(UUID taskId) {}
