package raconteur.source.baike;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Where Baike is.
 *
 * @param site scheme and host, without a slash at the end
 */
public record BaikeConfig(String site) {
    static final class Wiring {
        @Produces
        @Singleton
        BaikeConfig config(Settings settings) {
            return new BaikeConfig(settings.text(Setting.SOURCE_BAIKE).replaceFirst("/+$", ""));
        }
    }
}
