package raconteur.game;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.protocol.ContextPolicy;

/**
 * The rules of games.
 *
 * @param perMinute questions of one player; 0 for any number, like the others
 * @param playerTokens in a day
 * @param keyTokens in a day
 * @param running answers of one key that may be written at once
 * @param answerTokens of one answer
 * @param blocklist words that are neither asked about nor said
 * @param zone of days
 * @param patience how long after a question its answer may still be told by polling
 */
public record GameConfig(
        int perMinute,
        int playerTokens,
        int keyTokens,
        int running,
        int answerTokens,
        List<String> blocklist,
        ZoneId zone,
        Duration patience) {
    /** What of a conversation the model sees: enough to go on, and no more than a game will pay for. */
    static final ContextPolicy POLICY = new ContextPolicy("tokens", 3000, null, null);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static final class Wiring {
        @Produces
        @Singleton
        GameConfig config(Settings settings) {
            return new GameConfig(
                    settings.number(Setting.GAME_PLAYER_PER_MINUTE),
                    settings.number(Setting.GAME_PLAYER_TOKENS),
                    settings.number(Setting.GAME_KEY_TOKENS),
                    settings.number(Setting.GAME_RUNNING),
                    Math.max(1, settings.number(Setting.GAME_ANSWER_TOKENS)),
                    settings.list(Setting.GAME_BLOCKLIST),
                    ZoneId.of(settings.text(Setting.TIMEZONE)),
                    PATIENCE);
        }
    }
}
