package raconteur.protocol;

import java.util.UUID;

/** A task that brings files or pages into a collection. */
public record KnowledgeTask(UUID taskId, UUID collectionId) {}
