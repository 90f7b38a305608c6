package raconteur.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Dialect;
import raconteur.provider.Fault;
import raconteur.provider.Model;
import raconteur.provider.ProviderException;
import raconteur.provider.Timers;

class DiscoveryTest {
    private static final String FAKE = "RACONTEUR_PROVIDER_FAKE_";

    @TempDir
    Path folder;

    @Test
    void whoListsNoModelsIsAskedUntilItAnswersAndThenEveryDay() throws Exception {
        var asked = new AtomicInteger();
        var speaker = new Speaker(Dialect.OPENAI, connection -> {
            if (asked.incrementAndGet() == 1) {
                throw new ProviderException.Transient(Fault.UNAVAILABLE, "not yet");
            }
            return List.of(Model.undescribed(connection.name(), "a"), Model.undescribed(connection.name(), "b"));
        });
        try (var desk = new Desk(
                EveryDatabase.SQLITE,
                folder,
                speaker,
                FAKE + "BASE_URL",
                "http://a",
                FAKE + "PRICES",
                "b=1/2",
                "RACONTEUR_MODEL_CHAT",
                "b")) {
            assertThat(desk.ids("chat")).containsExactly("demo/demo");
            var pauses = new LinkedBlockingQueue<Duration>();
            var never = new CountDownLatch(1);

            try (var discovery = new Discovery(desk.catalogue, desk.models, pause -> {
                pauses.add(pause);
                if (pause.equals(Duration.ofDays(1))) {
                    never.await();
                }
            })) {
                discovery.begin();
                assertThat(pauses.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(2));
                assertThat(pauses.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofDays(1));
            }

            assertThat(desk.ids("chat")).containsExactly("fake/b");
            assertThat(desk.offered()).containsExactly("fake/a", "fake/b", "demo/demo");
            assertThat(desk.models.all().get(1).prices()).isNotNull();
        }
    }

    @Test
    void aProviderThatIsAddedIsAskedAtOnceAndOneWhoseKeyChangesAgain() throws Exception {
        try (var desk = new Desk(EveryDatabase.SQLITE, folder, Speaker.listing("m"))) {
            var told = new LinkedBlockingQueue<Duration>();
            var never = new CountDownLatch(1);
            try (var discovery = new Discovery(desk.catalogue, desk.models, pause -> {
                told.add(pause);
                never.await();
            })) {
                discovery.begin();
                assertThat(desk.speaker.asked).isEmpty();

                desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of());
                assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofDays(1));
                assertThat(desk.ids("chat")).containsExactly("mine/m");

                desk.changes.addKey("mine", Desk.KEY);
                assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofDays(1));
                assertThat(desk.speaker.asked)
                        .hasSize(2)
                        .last()
                        .satisfies(connection -> assertThat(connection.keys()).containsExactly(Desk.KEY));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nowhere",
            value = {
                "'', http://127.0.0.1:11434",
                "127.0.0.1, http://127.0.0.1:11434",
                "127.0.0.1:4000, http://127.0.0.1:4000",
                "http://localhost:4000, http://localhost:4000",
                "0.0.0.0, http://127.0.0.1:11434",
                "[::1]:4000, http://[::1]:4000",
                "192.168.1.5, nowhere",
                "gpu.example.org:11434, nowhere",
                "a b, nowhere"
            })
    void ollamaIsLookedForOnThisMachineOnly(String variable, @Nullable String place) {
        assertThat(LocalServers.ollama(variable)).isEqualTo(place);
    }

    @Test
    void whatAnswersOnThisMachineIsFoundUnlessItIsInUseOrOurselves() throws Exception {
        var speaker = new Speaker(Dialect.OPENAI, connection -> {
            if (connection.base().getPort() == 8081) {
                throw new ProviderException.Transient(Fault.UNAVAILABLE, "nobody");
            }
            return List.of(Model.undescribed(connection.name(), "m"));
        });
        try (var desk = new Desk(EveryDatabase.SQLITE, folder, speaker)) {
            var servers = new LocalServers(desk.models, Timers.DEFAULT);

            assertThat(servers.look(Map.of(), 9000, desk.catalogue.entries()))
                    .extracting(one -> one.name() + " " + one.base())
                    .containsExactly("ollama http://127.0.0.1:11434/v1", "llamacpp http://127.0.0.1:8080/v1");
            desk.changes.add(Desk.said("mine", "http://127.0.0.1:11434", null), List.of());
            assertThat(servers.look(Map.of(), 8080, desk.catalogue.entries())).isEmpty();
        }
    }

    @Test
    void aTrialSaysWhatHappened() throws Exception {
        try (var desk = new Desk(EveryDatabase.SQLITE, folder, Speaker.listing("m"))) {
            desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of(Desk.KEY));
            var trial = new Trial(desk.catalogue, desk.models, desk.time);

            var outcome = trial.test("mine", null);

            assertThat(outcome.works()).isTrue();
            assertThat(outcome.model()).isEqualTo("m");
            assertThat(outcome.tokens()).isNotNull();
            assertThat(outcome.message().zh()).contains("可用");
            assertThat(desk.speaker.completions)
                    .singleElement()
                    .satisfies(one -> assertThat(one.key()).isEqualTo(Desk.KEY));
            assertThat(trial.refresh("mine").offered()).isEqualTo(1);
            assertThat(desk.ids("chat")).containsExactly("mine/m");
        }
    }

    @Test
    void aTrialOfWhatRefusesTheKeySaysWhatToDo() throws Exception {
        var speaker = new Speaker(Dialect.OPENAI, _ -> {
            throw new ProviderException.Permanent(Fault.QUOTA, "Insufficient Balance");
        });
        try (var desk = new Desk(EveryDatabase.SQLITE, folder, speaker)) {
            desk.changes.add(Desk.said("deepseek", null, null), List.of(Desk.KEY));

            var outcome = new Trial(desk.catalogue, desk.models, desk.time).test("deepseek", null);

            assertThat(outcome.works()).isFalse();
            assertThat(outcome.reached()).isTrue();
            assertThat(outcome.keyAccepted()).isTrue();
            assertThat(outcome.fault()).isEqualTo(Fault.QUOTA);
            assertThat(outcome.message().en()).contains("credit");
        }
    }
}
