package raconteur.character.lore;

/** Where a key was found. */
public sealed interface Sighting {
    /** In what somebody said; of several messages the newest. */
    record InMessage(String message) implements Sighting {}

    /** In a text beside the transcript. */
    record InSource(LoreEntry.Source source) implements Sighting {}

    /** In another text of the prompt, by its place among {@link Scene#injected}. */
    record InPrompt(int place) implements Sighting {}

    /** In what an entry of an earlier round says. */
    record InEntry(EntryKey entry) implements Sighting {}
}
