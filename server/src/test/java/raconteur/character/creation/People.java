package raconteur.character.creation;

import raconteur.turn.Messageless;

/** A surface on which people ask, of which nothing is kept. */
final class People implements Messageless {
    static final String SURFACE = "people";

    @Override
    public String surface() {
        return SURFACE;
    }
}
