package raconteur.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsTest {
    private static final String FAKE = "RACONTEUR_PROVIDER_FAKE_";

    /** Speaks a dialect to nobody. */
    record Silent(Dialect dialect) implements Adapter {
        @Override
        public Provider connect(Connection connection) {
            return new Provider() {
                @Override
                public void complete(Completion request, Consumer<? super Chunk> out) {
                    throw new AssertionError("nobody is to be asked");
                }

                @Override
                public String body(Completion request) {
                    return connection.base().toString();
                }
            };
        }

        @Override
        public List<Model> offered(Connection connection) {
            return List.of(Model.undescribed(connection.name(), "found"));
        }
    }

    private static Models models(String... settings) {
        var all = new HashMap<String, String>();
        for (var i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return Models.fromEnvironment(
                all, Timers.DEFAULT, List.of(new Silent(Dialect.OPENAI), new Silent(Dialect.DEMO)));
    }

    private static List<String> ids(Models models, String name) {
        return models.resolve(name) instanceof Resolution.Found(var candidates)
                ? candidates.stream().map(candidate -> candidate.model().id()).toList()
                : List.of();
    }

    private static String base(Models models, String name) {
        if (models.resolve(name) instanceof Resolution.Found(var candidates)) {
            return candidates.getFirst().provider().body(Completion.of("any", List.of()));
        }
        throw new AssertionError("nothing goes by " + name);
    }

    @Test
    void withNothingSetThereIsTheDemo() {
        var models = models();

        assertThat(models.all())
                .singleElement()
                .matches(Model::isDemo)
                .extracting("id")
                .isEqualTo("demo/demo");
        assertThat(ids(models, "chat")).containsExactly("demo/demo");
        assertThat(ids(models, "demo")).containsExactly("demo/demo");
        assertThat(models.byDefault()).map(Model::id).contains("demo/demo");
    }

    @Test
    void aKeyOfDeepSeekIsEnough() {
        var models = models("DEEPSEEK_API_KEY", "sk-ada");

        assertThat(ids(models, "chat")).containsExactly("deepseek/deepseek-flash");
        assertThat(ids(models, "deepseek-v4-pro")).containsExactly("deepseek/deepseek-v4-pro");
        assertThat(base(models, "chat")).isEqualTo("https://api.deepseek.com");
        assertThat(models.all()).first().satisfies(model -> {
            assertThat(model.contextTokens()).isEqualTo(1_000_000);
            assertThat(model.prices()).extracting("input", "output").containsExactly(300_000_000L, 1_200_000_000L);
        });
        assertThat(models.all()).last().matches(Model::isDemo);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.deepseek.com, https://api.deepseek.com",
        "https://api.deepseek.com/, https://api.deepseek.com",
        "https://api.deepseek.com/v1, https://api.deepseek.com",
        "https://api.deepseek.com/beta/, https://api.deepseek.com/beta",
        "http://127.0.0.1:8080, http://127.0.0.1:8080/v1",
        "http://127.0.0.1:8080/v1/, http://127.0.0.1:8080/v1",
        "HTTP://Host/openai/v1/chat/completions, http://Host/openai/v1",
        "http://host/under/a/path, http://host/under/a/path/v1",
        "https://open.bigmodel.cn/api/paas/v4/, https://open.bigmodel.cn/api/paas/v4"
    })
    void anAddressWorksInEveryForm(String written, String meant) {
        assertThat(base(models("DEEPSEEK_API_KEY", "k", "DEEPSEEK_API_BASE", written), "chat"))
                .isEqualTo(meant);
    }

    @Test
    void namesOfTheOperatorComeBeforeNamesOfVendors() {
        var models = models(
                "OPENAI_API_KEY",
                "k",
                FAKE + "BASE_URL",
                "http://localhost:1/",
                FAKE + "MODELS",
                "one, two~every:20ms");

        assertThat(ids(models, "chat")).containsExactly("fake/one");
        assertThat(ids(models, "fake/two~every:20ms")).hasSize(1);
        assertThat(base(models, "chat")).isEqualTo("http://localhost:1/v1");
    }

    @Test
    void aModelMayHaveAnyName() {
        var name = "fake?tokens=5&every=20ms:x@1.5/b";
        var models = models(
                FAKE + "BASE_URL", "http://localhost:1", FAKE + "MODELS", name, FAKE + "PRICES", name + "=0.5/1.5/0.1");

        assertThat(ids(models, "fake/" + name)).containsExactly("fake/" + name);
        assertThat(ids(models, name)).containsExactly("fake/" + name);
        assertThat(models.all().getFirst().prices())
                .isEqualTo(new Prices(500_000_000, 1_500_000_000, 100_000_000, null));
    }

    @Test
    void aNameThatTwoOfferMustBeSaidInFull() {
        var models = models(
                FAKE + "BASE_URL",
                "http://a",
                FAKE + "MODELS",
                "m",
                "RACONTEUR_PROVIDER_MY_OTHER_BASE_URL",
                "http://b",
                "RACONTEUR_PROVIDER_MY_OTHER_MODELS",
                "m");

        assertThat(models.resolve("m")).isEqualTo(new Resolution.Ambiguous("m", List.of("fake/m", "my-other/m")));
        assertThat(ids(models, "my-other/m")).containsExactly("my-other/m");
        assertThat(models.resolve("fake/n")).isEqualTo(new Resolution.Unknown("fake/n"));
    }

    @Test
    void anAliasIsAnOrderedList() {
        var models = models(
                "DEEPSEEK_API_KEY",
                "k",
                FAKE + "BASE_URL",
                "http://a",
                FAKE + "MODELS",
                "m,n",
                "RACONTEUR_MODEL_STORY",
                "fake/n, deepseek-v4-pro,demo",
                "RACONTEUR_MODEL_CHAT",
                "deepseek/deepseek-new");

        assertThat(ids(models, "story")).containsExactly("fake/n", "deepseek/deepseek-v4-pro", "demo/demo");
        assertThat(ids(models, "chat")).containsExactly("deepseek/deepseek-new");
        assertThat(ids(models, "judge")).containsExactly("deepseek/deepseek-new");
    }

    @Test
    void whatIsEmptyIsNotSet() {
        assertThat(models("DEEPSEEK_API_KEY", " ", FAKE + "BASE_URL", "").all()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                FAKE + "BASE_URL|nonsense|" + FAKE + "BASE_URL",
                FAKE + "BASE_URL|ftp://host|" + FAKE + "BASE_URL",
                FAKE + "BASE_URL|http://ada:secret@host|" + FAKE + "BASE_URL",
                FAKE + "API_KEY|k|" + FAKE + "BASE_URL",
                "DEEPSEEK_API_BASE|:|DEEPSEEK_API_BASE",
                "RACONTEUR_PROVIDER_DEEPSEEK_PRICES|deepseek-flash=cheap|RACONTEUR_PROVIDER_DEEPSEEK_PRICES",
                "RACONTEUR_PROVIDER_DEEPSEEK_PRICES|deepseek-flash=-1/2|RACONTEUR_PROVIDER_DEEPSEEK_PRICES",
                "RACONTEUR_PROVIDER_DEEPSEEK_PRICES|deepseek-flash=1e999999999/2|RACONTEUR_PROVIDER_DEEPSEEK_PRICES",
                "RACONTEUR_PROVIDER_DEEPSEEK_DIALECT|klingon|RACONTEUR_PROVIDER_DEEPSEEK_DIALECT",
                "RACONTEUR_PROVIDER_DEMO_BASE_URL|http://host|RACONTEUR_PROVIDER_DEMO_",
                "RACONTEUR_MODEL_CHAT|openai/gpt-5.6-luna|RACONTEUR_MODEL_CHAT",
                "RACONTEUR_MODEL_JUDGE|nobody|RACONTEUR_MODEL_JUDGE"
            })
    void aValueThatCannotBeIsNamed(String variable, String value, String named) {
        assertThatThrownBy(() -> models("DEEPSEEK_API_KEY", "k", variable, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk 0123456789", "key\nX-Evil: 1", "schlüssel"})
    void aKeyThatWouldBreakTheRequestIsRefusedAndNotRepeated(String key) {
        assertThatThrownBy(() -> models("DEEPSEEK_API_KEY", key))
                .hasMessageContaining("DEEPSEEK_API_KEY")
                .hasMessageNotContaining(key);
        assertThat(new ApiKey("sk-0123456789abcdef")).hasToString("…cdef");
    }

    @Test
    void aPriceOfAModelThatIsNotListedIsAMistake() {
        assertThatThrownBy(() -> models(FAKE + "BASE_URL", "http://a", FAKE + "MODELS", "m", FAKE + "PRICES", "mm=1/2"))
                .hasMessageContaining(FAKE + "PRICES names the model 'mm'");
    }

    @Test
    void whoListsNoModelsIsAskedUntilItAnswers() throws Exception {
        var asked = new AtomicInteger();
        var found = new CountDownLatch(1);
        var adapter = new Adapter() {
            @Override
            public Dialect dialect() {
                return Dialect.OPENAI;
            }

            @Override
            public Provider connect(Connection connection) {
                return new Silent(Dialect.OPENAI).connect(connection);
            }

            @Override
            public List<Model> offered(Connection connection) {
                if (asked.incrementAndGet() == 1) {
                    throw new ProviderException.Transient(Fault.UNAVAILABLE, "not yet");
                }
                found.countDown();
                return List.of(Model.undescribed(connection.name(), "a"), Model.undescribed(connection.name(), "b"));
            }
        };
        var models = Models.fromEnvironment(
                Map.of(FAKE + "BASE_URL", "http://a", FAKE + "PRICES", "b=1/2", "RACONTEUR_MODEL_CHAT", "b"),
                Timers.DEFAULT,
                List.of(adapter, new Silent(Dialect.DEMO)));
        assertThat(ids(models, "chat")).containsExactly("demo/demo");
        var news = new CountDownLatch(1);
        models.onChange(news::countDown);

        try (var _ = Discovery.of(models, _ -> {})) {
            assertThat(found.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(news.await(5, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(ids(models, "chat")).containsExactly("fake/b");
        assertThat(models.all()).extracting("id").containsExactly("fake/a", "fake/b", "demo/demo");
        assertThat(models.all().get(1).prices()).isNotNull();
    }

    @Test
    void aVendorWithoutAnAdapterIsLeftOut() {
        assertThat(models("ANTHROPIC_API_KEY", "k").all()).hasSize(1);
    }
}
