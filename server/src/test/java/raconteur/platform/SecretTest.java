package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    private static final String GOOD = "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9EaU";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "changeme",
                "q8fT2vLzX0pWn4Rj7sYb1KdMh6Cg9Ea",
                "changeme-changeme-changeme-changeme",
                "please-change-me-before-you-use-this-server",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "0123456789abcdef0123456789abcdef",
                "this-is-an-example-of-a-long-secret-value"
            })
    void aSecretThatAnyoneCanGuessStopsTheStart(String value) {
        assertThatThrownBy(() -> open(Map.of("RACONTEUR_SECRET_KEY", value), true))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("RACONTEUR_SECRET_KEY")
                .hasMessageContaining("32");
    }

    @Test
    void theSecretThatWasSetIsUsed() {
        assertThat(open(Map.of("RACONTEUR_SECRET_KEY", GOOD), false).key("a"))
                .isEqualTo(open(Map.of("RACONTEUR_SECRET_KEY", " " + GOOD + " "), false)
                        .key("a"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void withoutOneItIsMadeOnceAndOnlyItsOwnerCanReadIt() throws IOException {
        var first = open(Map.of(), true);
        var second = open(Map.of(), true);

        assertThat(first.key("a")).isEqualTo(second.key("a")).hasSize(32);
        assertThat(Files.getPosixFilePermissions(folder.resolve("secret.key")))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void noneIsMadeForDataThatWasWrittenWithAnother() {
        assertThatThrownBy(() -> open(Map.of(), false))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("secret.key")
                .hasMessageContaining("missing");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCutFileStopsTheStart() throws IOException {
        Files.writeString(folder.resolve("secret.key"), "q8fT2v");

        assertThatThrownBy(() -> open(Map.of(), true))
                .isInstanceOf(Settings.Unusable.class)
                .hasMessageContaining("secret.key");
    }

    @Test
    void eachPurposeHasAKeyOfItsOwn() {
        var secret = open(Map.of("RACONTEUR_SECRET_KEY", GOOD), true);

        assertThat(secret.key("a")).isNotEqualTo(secret.key("b"));
        assertThat(secret.seal("a", "text"))
                .isNotEqualTo(secret.seal("b", "text"))
                .hasSize(64);
    }

    private Secret open(Map<String, String> environment, boolean mayMake) {
        var all = new java.util.HashMap<>(environment);
        all.put("RACONTEUR_DATA", folder.toString());
        return Secret.open(Settings.read(folder, all, List.of()), mayMake);
    }
}
