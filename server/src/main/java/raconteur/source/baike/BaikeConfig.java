package raconteur.source.baike;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Where Baike is.
 *
 * @param site scheme and host, without a slash at the end
 */
public record BaikeConfig(String site) {
    static final class Wiring {
        @Produces
        @Singleton
        BaikeConfig config() {
            return new BaikeConfig("https://baike.baidu.com");
        }
    }
}
