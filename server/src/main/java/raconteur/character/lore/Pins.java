package raconteur.character.lore;

import java.util.List;
import raconteur.provider.Completion;

/**
 * Where entries were first told, for prompts that only ever grow: each stays behind the message at which it fired, with
 * the words it had then. On a path without that message it does not exist.
 */
public record Pins(List<Pin> all) {
    public static final Pins NONE = new Pins(List.of());

    /**
     * One entry as it was told.
     *
     * @param source hash of the entry's text, by which an edited one is told again
     * @param message behind which it stands
     */
    public record Pin(EntryKey entry, String source, String message, Completion.Role role, String text, int tokens) {}

    public Pins {
        all = List.copyOf(all);
    }
}
