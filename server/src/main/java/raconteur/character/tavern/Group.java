package raconteur.character.tavern;

import raconteur.character.card.Extras;

/**
 * A group of characters as it came.
 *
 * @param name of its file without the ending
 */
public record Group(String name, Extras json) {}
