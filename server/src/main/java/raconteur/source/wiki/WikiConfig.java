package raconteur.source.wiki;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Where the wikis are that have a name of their own here.
 *
 * @param chinese {@code api.php} of what is asked as the Chinese Wikipedia
 * @param english the same of the English one
 */
public record WikiConfig(URI chinese, URI english) {
    static final class Wiring {
        @Produces
        @Singleton
        WikiConfig config(Settings settings) {
            return new WikiConfig(
                    URI.create(settings.text(Setting.SOURCE_ZHWIKI)),
                    URI.create(settings.text(Setting.SOURCE_WIKIPEDIA)));
        }
    }
}
