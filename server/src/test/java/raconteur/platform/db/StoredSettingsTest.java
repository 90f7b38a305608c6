package raconteur.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.ManualTime;
import raconteur.platform.Refusal;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class StoredSettingsTest {
    private final EveryDatabase.Own own;

    StoredSettingsTest(EveryDatabase kind, @TempDir Path folder) {
        own = kind.open(folder, new ManualTime());
    }

    @AfterEach
    void close() {
        own.close();
    }

    @Test
    void whatWorkThrowsUndoesItAndItAlone() {
        assertThatThrownBy(() -> own.database().transact(tx -> {
                    StoredSettings.putIfAbsent(tx, "a", "1");
                    throw new Refusal(Code.CONFLICT);
                }))
                .isInstanceOf(Refusal.class);
        own.database().transact(tx -> StoredSettings.putIfAbsent(tx, "b", "2"));

        assertThat(find("a")).isEmpty();
        assertThat(find("b")).isEqualTo("2");
    }

    @Test
    void theFirstToKeepAValueKeepsIt() {
        boolean first = own.database().transact(tx -> StoredSettings.putIfAbsent(tx, "a", "1"));
        boolean second = own.database().transact(tx -> StoredSettings.putIfAbsent(tx, "a", "2"));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(find("a")).isEqualTo("1");
    }

    @Test
    void closingTakesNoLongerThanTheWorkThatWaits() throws Exception {
        find("a");

        CompletableFuture.runAsync(own::close).get(Duration.ofSeconds(4).toMillis(), TimeUnit.MILLISECONDS);
    }

    private String find(String name) {
        return own.database().read(tx -> StoredSettings.find(tx, name)).orElse("");
    }
}
