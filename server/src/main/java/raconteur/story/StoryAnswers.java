package raconteur.story;

import jakarta.inject.Singleton;
import raconteur.turn.Messageless;

/** The surface of stories: what is told there is in their journals and is no message. */
@Singleton
final class StoryAnswers implements Messageless {
    static final String SURFACE = "story";

    StoryAnswers() {}

    @Override
    public String surface() {
        return SURFACE;
    }
}
