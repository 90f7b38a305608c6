package raconteur.character.card;

/** The kinds of files that cards travel in. */
public enum CardFormat {
    PNG,
    JSON,
    CHARX
}
