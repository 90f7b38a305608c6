package raconteur.character.memory;

import jakarta.inject.Singleton;
import raconteur.turn.Messageless;

/** The surface of memory: what is said there becomes lines and is no message. */
@Singleton
final class MemoryAnswers implements Messageless {
    static final String SURFACE = "memory";

    MemoryAnswers() {}

    @Override
    public String surface() {
        return SURFACE;
    }
}
