package raconteur.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a scenario that somebody writes.
 *
 * @param scenario as it was understood; null unless it is valid
 */
public record ScenarioVerdict(
        boolean valid, List<Fault> faults, @Nullable Scenario scenario) {
    /**
     * One thing that is not as it must be.
     *
     * @param path where, such as {@code cast[0].name}; empty for the whole
     * @param line in the text that was sent, from 1; null where it is not known
     * @param message in the caller's language
     */
    public record Fault(String path, @Nullable Integer line, String message, String en, String zh) {}
}
