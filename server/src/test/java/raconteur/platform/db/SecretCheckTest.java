package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.ManualTime;
import raconteur.platform.Secret;
import raconteur.platform.Settings;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class SecretCheckTest {
    private static final String ONE = "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU";
    private static final String ANOTHER = "Zk3mN8xQ5rT1wV6yB2cF7hJ0lP4sD9gE";

    private final Path folder;
    private final EveryDatabase.Own own;

    SecretCheckTest(EveryDatabase kind, @TempDir Path folder) {
        this.folder = folder;
        own = kind.open(folder, new ManualTime());
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void theSecretThatWroteTheDataFitsAgain() {
        var first = fitting(Map.of("RACONTEUR_SECRET_KEY", ONE));

        assertThat(fitting(Map.of("RACONTEUR_SECRET_KEY", ONE)).key("a")).isEqualTo(first.key("a"));
    }

    @Test
    void anotherSecretStopsTheStart() {
        fitting(Map.of("RACONTEUR_SECRET_KEY", ONE));

        assertThatThrownBy(() -> fitting(Map.of("RACONTEUR_SECRET_KEY", ANOTHER)))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("not the one this data was written with")
                .hasMessageContaining("RACONTEUR_SECRET_KEY");
    }

    @Test
    void aLostFileStopsTheStartInsteadOfBeingReplaced() throws IOException {
        fitting(Map.of());
        Files.delete(folder.resolve("data/secret.key"));

        assertThatThrownBy(() -> fitting(Map.of()))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("missing");
    }

    private Secret fitting(Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put("RACONTEUR_DATA", folder.resolve("data").toString());
        try {
            Files.createDirectories(folder.resolve("data"));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return Wiring.fitting(Settings.read(folder, all, List.of()), own.database());
    }
}
