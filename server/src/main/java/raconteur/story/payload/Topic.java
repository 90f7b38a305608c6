package raconteur.story.payload;

/** What a text speaks of; there are safe words for each in every language of stories. */
public enum Topic {
    TITLE,
    TONE,
    MEMORY,
    PREMISE,
    ROLE,
    GOAL,
    STAKES,
    SCENE,
    LINE,
    HINT,
    CHOICE,
    ACTION,
    OUTCOME,
    EFFECT,
    ENEMY,
    RIDDLE,
    FACT,
    ENDING,
    CLOSING,
    IMPACT,
    NOVEL
}
