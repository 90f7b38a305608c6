package raconteur.character.lore;

/** Names an entry among all books that are open. */
public record EntryKey(String book, String entry) {}
