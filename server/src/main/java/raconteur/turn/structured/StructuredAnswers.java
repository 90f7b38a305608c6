package raconteur.turn.structured;

import jakarta.inject.Singleton;
import raconteur.turn.Messageless;

/** The surface of values that nobody else keeps: they are no messages, and stay with their turn. */
@Singleton
final class StructuredAnswers implements Messageless {
    StructuredAnswers() {}

    @Override
    public String surface() {
        return Wish.SURFACE;
    }
}
