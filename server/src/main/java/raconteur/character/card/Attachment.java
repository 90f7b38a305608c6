package raconteur.character.card;

/**
 * A file that travels with a card.
 *
 * @param path what the card calls it; never a path on any disk
 */
@SuppressWarnings("ArrayRecordComponent") // as large as a file: copied by nobody, compared by nobody
public record Attachment(String path, byte[] bytes) {}
