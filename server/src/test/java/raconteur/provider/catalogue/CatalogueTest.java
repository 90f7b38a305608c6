package raconteur.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.db.EveryDatabase;
import raconteur.provider.Ability;
import raconteur.provider.Alias;
import raconteur.provider.ApiKey;
import raconteur.provider.Dialect;
import raconteur.provider.Model;
import raconteur.provider.Prices;
import raconteur.provider.Quirk;
import raconteur.provider.Quirks;

@ParameterizedClass
@EnumSource(EveryDatabase.class)
class CatalogueTest {
    private static final String FAKE = "RACONTEUR_PROVIDER_FAKE_";
    private static final Prices DEAR = new Prices(9_000_000_000L, 9_000_000_000L, 9_000_000_000L, null);

    private final EveryDatabase kind;
    private final Path folder;
    private Desk desk;

    CatalogueTest(EveryDatabase kind, @TempDir Path folder) {
        this.kind = kind;
        this.folder = folder;
        this.desk = new Desk(kind, folder, Speaker.listing("a", "b"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static void refused(Code code, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void withNothingSaidThereIsTheDemoAndATableToChooseFrom() {
        assertThat(desk.offered()).containsExactly("demo/demo");
        assertThat(desk.catalogue.entry("deepseek")).satisfies(entry -> {
            assertThat(entry.source()).isEqualTo(Source.BUILTIN);
            assertThat(entry.enabled()).isFalse();
            assertThat(entry.setUp()).isFalse();
        });
        refused(Code.NOT_FOUND, () -> desk.catalogue.entry("nobody"));
    }

    @Test
    void aKeyOfAKnownVendorIsEnoughAndOutlivesARestart() {
        desk.changes.add(Desk.said("deepseek", null, null), List.of(Desk.KEY));

        assertThat(desk.ids("chat")).containsExactly("deepseek/deepseek-flash");
        desk.startAgain();
        assertThat(desk.ids("chat")).containsExactly("deepseek/deepseek-flash");
        assertThat(desk.keys("chat")).containsExactly(Desk.KEY);
        assertThat(desk.catalogue.entry("deepseek").keys())
                .singleElement()
                .satisfies(key -> assertThat(key.lastFour()).isEqualTo("cdef"));
    }

    @Test
    void theDatabaseDoesNotGiveAKeyBack() throws Exception {
        Assumptions.assumeTrue(kind == EveryDatabase.SQLITE, "reads the file");
        desk.changes.add(Desk.said("deepseek", null, null), List.of(Desk.KEY));
        var dump = new StringBuilder();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                dump.append(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(dump.toString())
                .contains("deepseek")
                .doesNotContain(Desk.KEY.value())
                .doesNotContain("0123456789");
    }

    @Test
    void allThatIsSaidOfAProviderComesBack() {
        var said = new raconteur.provider.catalogue.ProviderRow(
                "mine",
                Source.OPERATOR,
                Dialect.OPENAI,
                java.net.URI.create("http://10.0.0.1:8000/v1"),
                Map.of("X-Title", "ours"),
                new Quirks(List.of(new Quirks.Rule(Pattern.compile("^o\\d"), Set.of(Quirk.FIXED_SAMPLING)))),
                new Timeouts(null, java.time.Duration.ofMillis(1500), null, null, null),
                true,
                true,
                0,
                java.time.Instant.EPOCH);
        desk.changes.add(said, List.of());
        desk.startAgain();

        var entry = desk.catalogue.entry("mine");
        assertThat(entry.connection().headers()).containsEntry("X-Title", "ours");
        assertThat(entry.connection().quirks().of("o1")).containsExactly(Quirk.FIXED_SAMPLING);
        assertThat(entry.connection().timers().firstByte()).hasMillis(1500);
        assertThat(entry.connection().timers().connect()).hasSeconds(5);
        assertThat(entry.ownKeys()).isTrue();
        assertThat(entry.source()).isEqualTo(Source.OPERATOR);
    }

    @Test
    void theEnvironmentRulesOverWhatItNames() {
        desk.changes.add(Desk.said("deepseek", "http://10.0.0.1/v1", null), List.of(Desk.KEY));
        desk.startAgain("DEEPSEEK_API_KEY", "sk-of-the-environment");

        assertThat(desk.keys("chat")).containsExactly(new ApiKey("sk-of-the-environment"));
        assertThat(desk.catalogue.entry("deepseek").connection().base()).hasToString("https://api.deepseek.com");
        refused(Code.CONFLICT, () -> desk.changes.addKey("deepseek", Desk.KEY));
        refused(Code.CONFLICT, () -> desk.changes.change(Desk.said("deepseek", "http://10.0.0.2", null), null));

        desk.startAgain("DEEPSEEK_API_KEY", "sk-changed-environment");
        assertThat(desk.keys("chat")).containsExactly(new ApiKey("sk-changed-environment"));
        desk.startAgain();
        assertThat(desk.keys("chat")).containsExactly(Desk.KEY);
    }

    @Test
    void aProviderOfTheEnvironmentCanBeSwitchedOffButNotRemoved() {
        desk.startAgain(FAKE + "BASE_URL", "http://a", FAKE + "MODELS", "m");
        assertThat(desk.ids("fake/m")).hasSize(1);
        refused(Code.CONFLICT, () -> desk.changes.remove("fake"));

        desk.changes.change(Desk.said("fake", null, false), 0);
        assertThat(desk.ids("fake/m")).isEmpty();
        desk.startAgain(FAKE + "BASE_URL", "http://a", FAKE + "MODELS", "m", "RACONTEUR_MODEL_CHAT", "fake/m");
        assertThat(desk.ids("chat")).containsExactly("demo/demo");

        desk.changes.remove("fake");
        assertThat(desk.ids("chat")).containsExactly("fake/m");
    }

    @Test
    void whatWasSaidBesideVariablesThatAreGoneStandsInNobodysWay() {
        desk.startAgain(FAKE + "BASE_URL", "http://a", FAKE + "MODELS", "m");
        desk.changes.change(Desk.said("fake", null, false), null);
        desk.startAgain();

        assertThat(desk.offered()).containsExactly("demo/demo");
        refused(Code.NOT_FOUND, () -> desk.catalogue.entry("fake"));
        desk.changes.add(Desk.said("fake", "http://10.0.0.1", null), List.of());
        assertThat(desk.catalogue.entry("fake").enabled()).isTrue();
    }

    @Test
    void ofEachFactTheStrongestVoiceIsHeard() {
        desk.startAgain(FAKE + "BASE_URL", "http://a", FAKE + "PRICES", "a=1/2");
        desk.catalogue.tell(
                "fake",
                List.of(
                        new Model("a", "fake", 1_000, 100, new Prices(5, 5, 5, null), Set.of(Ability.STREAM), false),
                        new Model("b", "fake", 2_000, 200, new Prices(5, 5, 5, null), Set.of(Ability.STREAM), false)));
        desk.changes.change(new ModelRow("fake", "a", "Ann", 7_000L, null, DEAR, null, null, 0), null);
        desk.changes.change(new ModelRow("fake", "b", null, null, null, DEAR, Set.of(Ability.TOOLS), null, 0), null);

        var a = desk.changes.model("fake", "a");
        assertThat(a.model().contextTokens()).isEqualTo(7_000);
        assertThat(a.model().maxOutputTokens()).isEqualTo(100);
        assertThat(a.model().prices()).extracting("input").isEqualTo(1_000_000_000L);
        assertThat(a.label()).isEqualTo("Ann");
        assertThat(a.from()).isEqualTo(Entry.Voice.PROVIDER);
        var b = desk.changes.model("fake", "b");
        assertThat(b.model().prices()).isEqualTo(DEAR);
        assertThat(b.model().abilities()).containsExactly(Ability.TOOLS);

        desk.changes.forget("fake", "b");
        assertThat(desk.changes.model("fake", "b").model().prices()).isEqualTo(new Prices(5, 5, 5, null));
    }

    @Test
    void whatAProviderToldIsKnownAfterARestartInItsOrder() {
        desk.startAgain(FAKE + "BASE_URL", "http://a");
        desk.catalogue.tell("fake", List.of(Model.undescribed("fake", "z"), Model.undescribed("fake", "a")));
        desk.startAgain(FAKE + "BASE_URL", "http://a");

        assertThat(desk.offered()).containsExactly("fake/z", "fake/a", "demo/demo");
    }

    @Test
    void furtherModelsOfAVendorWithPricesWaitForAnOperator() {
        desk.startAgain("DEEPSEEK_API_KEY", "k");
        desk.catalogue.tell("deepseek", List.of(Model.undescribed("deepseek", "deepseek-next")));

        assertThat(desk.ids("deepseek-next")).isEmpty();
        assertThat(desk.changes.model("deepseek", "deepseek-next").enabled()).isFalse();

        desk.changes.change(Desk.model("deepseek", "deepseek-next", DEAR, true), null);
        assertThat(desk.ids("deepseek-next")).containsExactly("deepseek/deepseek-next");

        desk.changes.change(Desk.model("deepseek", "deepseek-flash", null, false), null);
        assertThat(desk.ids("chat")).containsExactly("deepseek/deepseek-v4-pro");
    }

    @Test
    void anAliasIsChosenInOrderAndTheEnvironmentRulesOverIt() {
        desk.changes.add(Desk.said("deepseek", null, null), List.of(Desk.KEY));
        desk.changes.put(Alias.STORY, List.of("deepseek/deepseek-v4-pro", "demo/demo"), null);

        assertThat(desk.ids("story")).containsExactly("deepseek/deepseek-v4-pro", "demo/demo");
        refused(Code.INVALID_REQUEST, () -> desk.changes.put(Alias.CHAT, List.of("nobody/m"), null));
        refused(Code.VERSION_CONFLICT, () -> desk.changes.put(Alias.STORY, List.of(), 0));

        desk.startAgain("RACONTEUR_MODEL_STORY", "demo");
        assertThat(desk.ids("story")).containsExactly("demo/demo");
        assertThat(desk.catalogue.job(Alias.STORY).chooser()).isEqualTo(Catalogue.Chooser.ENVIRONMENT);
        refused(Code.CONFLICT, () -> desk.changes.put(Alias.STORY, List.of(), null));

        desk.startAgain();
        desk.changes.put(Alias.STORY, List.of(), 1);
        assertThat(desk.ids("story")).containsExactly("deepseek/deepseek-flash");
    }

    @Test
    void aJobOfTheEnvironmentThatNothingCanDoIsNamed() {
        for (var settings : List.of(
                new String[] {"DEEPSEEK_API_KEY", "k", "RACONTEUR_MODEL_CHAT", "openai/gpt-5.6-luna"},
                new String[] {"DEEPSEEK_API_KEY", "k", "RACONTEUR_MODEL_CHAT", "nobody"})) {
            assertThatThrownBy(() -> desk.startAgain(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("RACONTEUR_MODEL_CHAT");
        }
        desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of());
        desk.startAgain("RACONTEUR_MODEL_CHAT", "mine/m");
        assertThat(desk.ids("chat")).containsExactly("mine/m");
        refused(Code.CONFLICT, () -> desk.changes.remove("mine"));
    }

    @Test
    void twoOperatorsDoNotOverwriteEachOther() {
        desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of());
        assertThat(desk.changes.change(Desk.said("mine", null, false), 1).version())
                .isEqualTo(2);

        refused(Code.VERSION_CONFLICT, () -> desk.changes.change(Desk.said("mine", null, true), 1));
        refused(Code.CONFLICT, () -> desk.changes.add(Desk.said("mine", "http://10.0.0.2", null), List.of()));
        desk.changes.change(Desk.model("mine", "m", DEAR, null), 0);
        refused(Code.VERSION_CONFLICT, () -> desk.changes.change(Desk.model("mine", "m", DEAR, null), 0));
    }

    @Test
    void anOldKeyIsNotSentToANewHost() {
        desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of(Desk.KEY));
        desk.changes.change(Desk.model("mine", "m", null, null), null);
        assertThat(desk.keys("mine/m")).containsExactly(Desk.KEY);

        desk.changes.change(Desk.said("mine", "http://10.0.0.2", null), null);
        assertThat(desk.keys("mine/m")).isEmpty();
        desk.changes.change(Desk.said("mine", "http://10.0.0.1/v2", null), null);
        assertThat(desk.keys("mine/m")).containsExactly(Desk.KEY);

        var id = desk.catalogue.entry("mine").keys().getFirst().id();
        desk.changes.removeKey("mine", id);
        assertThat(desk.keys("mine/m")).isEmpty();
        refused(Code.NOT_FOUND, () -> desk.changes.removeKey("mine", id));
    }

    @Test
    void aKeylessVendorIsOnlyForThoseWithKeysOfTheirOwn() {
        desk.changes.add(Desk.said("deepseek", null, true), List.of());

        assertThat(desk.models.offer("deepseek").orElseThrow().keyless()).isTrue();
        assertThat(desk.models.offer("deepseek").orElseThrow().ownKeys()).isTrue();
        assertThat(desk.ids("chat")).containsExactly("demo/demo");
        desk.changes.add(Desk.said("mine", "http://10.0.0.1", null), List.of());
        assertThat(desk.models.offer("mine").orElseThrow().ownKeys()).isFalse();
    }

    @Test
    void aServerThatWasFoundIsOfferedAndNotUsedUntilItIsAccepted() {
        var found = desk.catalogue.entry("deepseek").connection();
        var server = new raconteur.provider.Connection(
                "llamacpp",
                Dialect.OPENAI,
                java.net.URI.create("http://127.0.0.1:11434/v1"),
                List.of(),
                Map.of(),
                Quirks.NONE,
                List.of(),
                Map.of(),
                true,
                found.timers());
        desk.catalogue.found(List.of(server));

        assertThat(desk.catalogue.entry("llamacpp")).satisfies(entry -> {
            assertThat(entry.source()).isEqualTo(Source.DISCOVERED);
            assertThat(entry.enabled()).isFalse();
        });
        assertThat(desk.offered()).containsExactly("demo/demo");

        desk.changes.change(Desk.said("llamacpp", null, true), null);
        desk.catalogue.tell("llamacpp", List.of(Model.undescribed("llamacpp", "qwen3:4b")));
        assertThat(desk.ids("chat")).containsExactly("llamacpp/qwen3:4b");
        desk.startAgain();
        assertThat(desk.ids("chat")).containsExactly("llamacpp/qwen3:4b");
        assertThat(desk.catalogue.entry("llamacpp").source()).isEqualTo(Source.DISCOVERED);
    }

    @Test
    void nothingIsSaidOfTheDemo() {
        refused(Code.CONFLICT, () -> desk.changes.change(Desk.said("demo", null, false), null));
        refused(Code.CONFLICT, () -> desk.changes.addKey("demo", Desk.KEY));
        refused(Code.CONFLICT, () -> desk.changes.add(Desk.said("demo", "http://10.0.0.1", null), List.of()));
    }
}
