package raconteur.character.lore;

/**
 * A book that is open.
 *
 * @param id names it among those that are open
 * @param owner why it is
 */
public record Shelf(String id, Owner owner, Lorebook book) {
    /** To what a book belongs. */
    public enum Owner {
        CHAT,
        PERSONA,
        CHARACTER,
        WORLD
    }
}
