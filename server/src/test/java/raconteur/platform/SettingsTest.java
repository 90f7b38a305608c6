package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {
    @TempDir
    Path folder;

    private Settings read(Map<String, String> environment, String... commandLine) {
        return Settings.read(folder, environment, List.of(commandLine));
    }

    @Test
    void everythingHasADefaultThatLetsTheServerStart() {
        var settings = read(Map.of());

        assertThat(settings.text(Setting.HOST)).isEqualTo("127.0.0.1");
        assertThat(settings.number(Setting.PORT)).isEqualTo(8080);
        assertThat(settings.duration(Setting.DRAIN)).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.money(Setting.TRIAL_CREDIT)).isEqualTo(Money.parse("1"));
        assertThat(settings.flag(Setting.LOG_CONTENT)).isFalse();
        assertThat(settings.find(Setting.DB_URL)).isNull();
        assertThat(settings.list(Setting.ALLOWED_HOSTS)).isEmpty();
        assertThat(settings.waiting()).isEmpty();
    }

    @Test
    void theStrongerSourceWins() throws IOException {
        Files.writeString(folder.resolve(".env"), "RACONTEUR_PORT=1\nRACONTEUR_HOST=::1\nRACONTEUR_CURRENCY=EUR\n");

        var settings = read(Map.of("RACONTEUR_PORT", "2", "RACONTEUR_HOST", "localhost"), "--port", "3");

        assertThat(settings.number(Setting.PORT)).isEqualTo(3);
        assertThat(settings.text(Setting.HOST)).isEqualTo("localhost");
        assertThat(settings.text(Setting.CURRENCY)).isEqualTo("EUR");
    }

    @ParameterizedTest
    @CsvSource({
        "RACONTEUR_PROT, RACONTEUR_PORT",
        "RACONTEUR_DATABASE_URL, RACONTEUR_DB_URL",
        "RACONTEUR_TRAIL_CREDIT, RACONTEUR_TRIAL_CREDIT",
        "RACONTEUR_MODEL_CAHT, RACONTEUR_MODEL_CHAT",
        "RACONTEUR_PROVIDER_LOCAL_BASE_ULR, RACONTEUR_PROVIDER_LOCAL_BASE_URL"
    })
    void anUnknownNameIsToldWithTheNearestOne(String wrong, String nearest) {
        assertThatThrownBy(() -> read(Map.of(wrong, "1")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining(wrong)
                .hasMessageContaining(nearest);
    }

    @Test
    void namesOfOthersAreNoneOfOurBusiness() {
        assertThat(read(Map.of("PATH", "/bin", "RACONTEURS", "many", "QUARKUS_X", "y")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "RACONTEUR_PORT, http",
        "RACONTEUR_PORT, -1",
        "RACONTEUR_PORT, 80.5",
        "RACONTEUR_PORT, 99999999999",
        "RACONTEUR_PORT, 65536",
        "RACONTEUR_DRAIN, 20",
        "RACONTEUR_DRAIN, 20 s",
        "RACONTEUR_DRAIN, -1s",
        "RACONTEUR_DRAIN, soon",
        "RACONTEUR_TRIAL_CREDIT, one",
        "RACONTEUR_TRIAL_CREDIT, 0.0000000001",
        "RACONTEUR_LOG_CONTENT, yes",
        "RACONTEUR_LOG_CONTENT, TRUE",
        "RACONTEUR_REGISTRATION, sometimes",
        "RACONTEUR_LOG_LEVEL, loud",
        "RACONTEUR_TIMEZONE, Mars/Olympus",
        "RACONTEUR_PUBLIC_URL, chat.example.org",
        "RACONTEUR_PUBLIC_URL, ftp://chat.example.org"
    })
    void aValueOfTheWrongKindIsToldWithWhatItTakes(String name, String value) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining(name)
                .hasMessageContaining(value)
                .hasMessageContaining("takes");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "15m, PT15M", "24h, PT24H", "7d, PT168H", "0, PT0S", "0s, PT0S"})
    void spansOfTimeHaveAUnit(String text, Duration span) {
        assertThat(read(Map.of("RACONTEUR_DRAIN", text)).duration(Setting.DRAIN))
                .isEqualTo(span);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void whatIsBlankCountsAsNotSet(Setting setting) {
        var settings = read(setting == Setting.SECRET_KEY ? Map.of() : Map.of(setting.variable(), "  "));

        assertThat(settings.text(setting)).isEqualTo(setting.fallback());
    }

    @Test
    void aSecretMayLieInAFile() throws IOException {
        var file = Files.writeString(folder.resolve("url"), "postgresql://ada:pw@db/raconteur\n");

        var settings = read(Map.of(
                "RACONTEUR_DB_URL_FILE", file.toString(),
                "RACONTEUR_PROVIDER_LOCAL_API_KEY_FILE", file.toString(),
                "DEEPSEEK_API_KEY_FILE", file.toString()));

        assertThat(settings.text(Setting.DB_URL)).isEqualTo("postgresql://ada:pw@db/raconteur");
        assertThat(settings.all())
                .containsEntry("RACONTEUR_PROVIDER_LOCAL_API_KEY", "postgresql://ada:pw@db/raconteur")
                .containsEntry("DEEPSEEK_API_KEY", "postgresql://ada:pw@db/raconteur");
    }

    @Test
    void aSecretFileThatIsNotThereIsTold() {
        assertThatThrownBy(() -> read(Map.of("RACONTEUR_DB_URL_FILE", "/nowhere/at/all")))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("RACONTEUR_DB_URL_FILE");
    }

    @Test
    void anEnvFileMayHaveCommentsQuotesAndExports() throws IOException {
        Files.writeString(folder.resolve(".env"), """
                # where it listens
                export RACONTEUR_PORT=9000   # not 8080
                RACONTEUR_CURRENCY="EUR"

                RACONTEUR_MAIL_FROM='a#b'
                nonsense
                """);

        var settings = read(Map.of());

        assertThat(settings.number(Setting.PORT)).isEqualTo(9000);
        assertThat(settings.text(Setting.CURRENCY)).isEqualTo("EUR");
        assertThat(settings.text(Setting.MAIL_FROM)).isEqualTo("a#b");
    }

    @Test
    void theCommandLineTakesBothForms() {
        var settings = read(Map.of(), "--session-token-life", "2h", "--log-format=json");

        assertThat(settings.duration(Setting.SESSION_TOKEN_LIFE)).isEqualTo(Duration.ofHours(2));
        assertThat(settings.text(Setting.LOG_FORMAT)).isEqualTo("json");
    }

    @ParameterizedTest
    @CsvSource({"'stray', stray", "'--port', --port", "'--prot=1', RACONTEUR_PORT"})
    void aCommandLineThatCannotBeMeantIsTold(String word, String told) {
        assertThatThrownBy(() -> read(Map.of(), word))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining(told);
    }

    @Test
    void whatWaitsForItsFeatureIsAcceptedAndTold() {
        var settings = read(Map.of("RACONTEUR_VALKEY_URL", "redis://host:6379"));

        assertThat(settings.waiting()).containsExactly(Setting.VALKEY_URL);
    }

    @Test
    void noMistakeTellsASecret() {
        assertThatThrownBy(() -> read(Map.of("RACONTEUR_ADMIN_PASSWORD", "hunter2", "RACONTEUR_PORT", "x")))
                .hasMessageNotContaining("hunter2");
    }
}
