package raconteur.knowledge;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * How knowledge is kept.
 *
 * @param storage bytes of text that the collections of an account may have
 * @param pace rest between two pages of a wiki
 */
record KnowledgeConfig(long storage, Duration pace) {
    private static final Duration PACE = Duration.ofMillis(500);

    static final class Wiring {
        @Produces
        @Singleton
        KnowledgeConfig config(Settings settings) {
            return new KnowledgeConfig(settings.number(Setting.KNOWLEDGE_STORAGE), PACE);
        }
    }
}
