package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import raconteur.platform.Secret;
import raconteur.platform.Settings;

class KeySealTest {
    private static final ApiKey KEY = new ApiKey("sk-ada-0123456789abcdef");

    private static KeySeal seal(String secret) {
        var settings = Settings.read(Path.of("nowhere"), Map.of("RACONTEUR_SECRET_KEY", secret), List.of());
        return new KeySeal(Secret.open(settings, false));
    }

    private final KeySeal seal = seal("q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU");

    @Test
    void aKeyOpensAsWhatItWasSealedFor() {
        var sealed = seal.seal("server deepseek", KEY);

        assertThat(seal.open("server deepseek", sealed)).contains(KEY);
        assertThat(sealed).doesNotContain("ada");
    }

    @Test
    void theSameKeyIsNeverSealedTheSameTwice() {
        assertThat(seal.seal("a", KEY)).isNotEqualTo(seal.seal("a", KEY));
    }

    @Test
    void aKeyThatWasMovedOrChangedOrSealedWithAnotherSecretDoesNotOpen() {
        var sealed = seal.seal("own ada deepseek", KEY);
        var changed = (sealed.charAt(20) == 'A' ? "B" : "A");

        assertThat(seal.open("own eve deepseek", sealed)).isEmpty();
        assertThat(seal.open("own ada deepseek", sealed.substring(0, 20) + changed + sealed.substring(21)))
                .isEmpty();
        assertThat(seal.open("own ada deepseek", "")).isEmpty();
        assertThat(seal.open("own ada deepseek", "?")).isEmpty();
        assertThat(seal("Zk3mN8xQ5rT1wV6yB2cF7hJ0lP4sD9gE").open("own ada deepseek", sealed))
                .isEmpty();
    }
}
