package raconteur.character.tavern;

import raconteur.character.card.CardReading;

/**
 * A card of the folder.
 *
 * @param file its name, such as {@code Ada.png}: groups name their members so
 */
public record TavernCard(String file, CardReading reading) {
    /** The file's name without its ending: chats stand in a folder of that name. */
    public String stem() {
        return Names.stem(file);
    }
}
