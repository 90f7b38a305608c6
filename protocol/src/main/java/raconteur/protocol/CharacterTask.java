package raconteur.protocol;

import java.util.UUID;

/** A task that works on a character. */
public record CharacterTask(UUID taskId, UUID characterId) {}
