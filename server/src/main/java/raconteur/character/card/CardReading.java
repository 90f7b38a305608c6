package raconteur.character.card;

import java.util.List;
import raconteur.platform.Refusal;

/**
 * A file that was read.
 *
 * @param version and {@code format} it came in
 * @param notes what was not as it should be, and was kept all the same
 */
public record CardReading(CardFile file, CardVersion version, CardFormat format, List<Refusal.Field> notes) {
    public CardReading {
        notes = List.copyOf(notes);
    }
}
