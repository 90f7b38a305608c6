package raconteur.story;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * How stories are told.
 *
 * @param deadline after which an event is answered with safe words, whatever the model does; zero for none
 * @param repairs how often a model may be asked to mend an answer
 */
public record StoryConfig(Duration deadline, int repairs) {
    static final class Wiring {
        private static final int REPAIRS = 2;

        @Produces
        @Singleton
        StoryConfig config(Settings settings) {
            return new StoryConfig(settings.duration(Setting.STORY_DEADLINE), REPAIRS);
        }

        @Produces
        @Singleton
        StoryListener.All listeners(Instance<StoryListener> each) {
            return new StoryListener.All(each.stream().toList());
        }
    }
}
