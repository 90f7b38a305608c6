package raconteur.character.card;

/**
 * A file that travels with a card.
 *
 * @param path what the card calls it; never a path on any disk
 */
public record Attachment(String path, byte[] bytes) {}
