package raconteur.story.constraint;

/**
 * What a character is to the search for terms.
 *
 * @param plain the letters it is, without case, width, marks and sets of forms; empty if it is none
 * @param shape the Latin letters it looks like; empty if it looks like none
 * @param exact what is seen of it, signs included; empty if that is nothing, or a space
 * @param gap what it is between letters, if it is no letter: bits of {@link Gap}
 * @param guess whether the shape is a guess: a digit or a sign that may stand for a letter
 */
record Glyph(String plain, String shape, String exact, int gap, boolean guess) {
    static final Glyph NOTHING = new Glyph("", "", "", Gap.NONE, false);
}
