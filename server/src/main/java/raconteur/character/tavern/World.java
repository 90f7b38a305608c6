package raconteur.character.tavern;

import raconteur.character.card.Extras;

/**
 * A lorebook as it came.
 *
 * @param name of its file without the ending: cards and chats name it so
 */
public record World(String name, Extras json) {}
