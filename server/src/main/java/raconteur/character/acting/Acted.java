package raconteur.character.acting;

import raconteur.character.lore.Outcome;
import raconteur.turn.Prompt;

/**
 * A prompt, and what holds once it was answered.
 *
 * @param lore which entries were told, and why each was or was not
 */
public record Acted(Prompt prompt, State after, Outcome lore) {}
