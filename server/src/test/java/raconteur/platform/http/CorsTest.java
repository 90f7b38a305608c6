package raconteur.platform.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.platform.Settings;

/** Which origins may be named. */
class CorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "play.example.org",
                "https://play.example.org/",
                "https://play.example.org/game",
                "https://ada@play.example.org",
                "https://*.example.org",
                "https://",
                "https://play.example.org:port",
                "file:///"
            })
    void whatIsNoOriginStopsTheStart(String entry) {
        var settings = Settings.read(Path.of("/nowhere"), Map.of("RACONTEUR_CORS_ORIGINS", entry), List.of());

        assertThatThrownBy(() -> new Cors(settings))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining(entry);
    }
}
