package raconteur.character.acting;

/**
 * Whom a character talks with.
 *
 * @param description in the person's own words; empty for nothing known
 */
public record Partner(String name, String description) {}
