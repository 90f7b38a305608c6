package raconteur.story.payload;

/** What a text is to the one who plays. */
public enum Kind {
    /** Read on a screen that holds so many characters and no more. */
    SCENE,
    /** A button. */
    OPTION,
    /** Said by somebody in the scene. */
    LINE,
    /** Anything else. */
    TEXT
}
