package raconteur.character.lore;

import raconteur.platform.Text;

/**
 * Something in a book that was not taken as it stands.
 *
 * @param path where, such as {@code entries[3].key[0]}
 */
public record Remark(String path, Text message) {}
