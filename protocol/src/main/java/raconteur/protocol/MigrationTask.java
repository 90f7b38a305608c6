package raconteur.protocol;

import java.util.UUID;

/** A task that takes in what was brought from elsewhere. */
public record MigrationTask(UUID taskId) {}
