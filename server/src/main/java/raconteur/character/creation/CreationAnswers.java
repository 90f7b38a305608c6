package raconteur.character.creation;

import jakarta.inject.Singleton;
import raconteur.turn.Messageless;

/** The surface of characters in the making: what is said there is in their profiles and is no message. */
@Singleton
final class CreationAnswers implements Messageless {
    static final String SURFACE = "creation";

    CreationAnswers() {}

    @Override
    public String surface() {
        return SURFACE;
    }

    @Override
    public boolean isOfTasks() {
        return true;
    }
}
