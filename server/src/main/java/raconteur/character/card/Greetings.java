package raconteur.character.card;

import java.util.List;

/**
 * What it may say first.
 *
 * @param alternates stand for the first one, by choice
 * @param inGroups come besides where several characters talk
 */
public record Greetings(String first, List<String> alternates, List<String> inGroups) {
    public Greetings {
        alternates = List.copyOf(alternates);
        inGroups = List.copyOf(inGroups);
    }
}
