package raconteur.character.memory;

import java.util.UUID;

/**
 * Whom a character talks with: a persona, or the account itself where it wears none.
 *
 * @param id of the persona or the account; by it alone they are told apart
 * @param name as it was called when that was said
 */
public record Counterpart(UUID id, String name) {}
