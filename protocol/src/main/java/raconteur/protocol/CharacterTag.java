package raconteur.protocol;

/** A tag, and how many characters have it. */
public record CharacterTag(String tag, int count) {}
