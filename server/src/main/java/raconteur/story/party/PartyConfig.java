package raconteur.story.party;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Bell;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * How stories are played together.
 *
 * @param presence how long after a look a player counts as being here
 * @param lease how long a round is its server's to tell: what another one left is told by any server then
 * @param pace how often rounds are looked after
 */
public record PartyConfig(Duration presence, Duration lease, Duration pace) {
    static final class Wiring {
        private static final Duration LEASE = Duration.ofSeconds(5);
        private static final Duration PACE = Duration.ofMillis(250);

        @Produces
        @Singleton
        PartyConfig config(Settings settings) {
            return new PartyConfig(settings.duration(Setting.STORY_PRESENCE), LEASE, PACE);
        }

        /** For all who wait at a table. */
        @Produces
        @Singleton
        Bell bell() {
            return new Bell();
        }
    }
}
