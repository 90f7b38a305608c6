package raconteur.story.scenario;

import org.jspecify.annotations.Nullable;
import raconteur.platform.Text;

/**
 * Something in a scenario that is not as it must be.
 *
 * @param path where, such as {@code cast[0].name}; empty for the whole
 * @param line in the text, from 1, where there is one
 */
public record Fault(String path, @Nullable Integer line, Text message) {
    static Fault of(Sheet sheet, String path, String en, String zh) {
        return new Fault(path, sheet.line(path), new Text(en, zh));
    }
}
