package raconteur.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the program does. {@code ./raconteur docs} writes it anew. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    private static final String BEFORE = """
            # Configuration

            Written by `./raconteur docs` from `raconteur.platform.Setting`; change it there.

            Nothing has to be set. Sources, the strongest last: the default, a file `.env` in the folder the server is started in,
            environment variables, the command line (`RACONTEUR_SESSION_TOKEN_LIFE` is `--session-token-life` there).
            A secret may also lie in a file, named by the variable with `_FILE` appended. An unknown name or a bad value stops the
            start with a sentence. Spans of time are `500ms`, `30s`, `15m`, `24h`, `7d`; `0` switches a limit off.

            | variable | default | meaning |
            |---|---|---|
            """;

    private static final String AFTER = """

            ## Providers and models

            A provider comes up with the server when its variables are set; `<NAME>` is yours to choose. With none set, the built-in
            demo answers. Operators can also add and change providers while the server runs; what is set here rules over that
            ([operating](operating.md#providers-and-models)).

            | variable | meaning |
            |---|---|
            | `RACONTEUR_PROVIDER_<NAME>_BASE_URL` | where its API is, such as `http://127.0.0.1:8000/v1`, or `http://127.0.0.1:11434` of an Ollama |
            | `RACONTEUR_PROVIDER_<NAME>_API_KEY` | its key, where it wants one; several, comma-separated, share the load |
            | `RACONTEUR_PROVIDER_<NAME>_MODELS` | its models, comma-separated; asked for when this is not set |
            | `RACONTEUR_PROVIDER_<NAME>_DIALECT` | how it speaks: `openai`, `anthropic` or `ollama`; `openai` when this is not set |
            | `RACONTEUR_PROVIDER_<NAME>_PRICES` | `model=input/output` or `model=input/output/cached` per million tokens, comma-separated |
            | `RACONTEUR_MODEL_CHAT`, `_FAST`, `_STORY`, `_MEMORY`, `_JUDGE` | which model an alias means: `provider/model`, then fallbacks after commas |
            | `DEEPSEEK_API_KEY`, `DEEPSEEK_API_BASE` | DeepSeek, under its usual names |
            | `OPENAI_API_KEY` | OpenAI |
            | `OPENROUTER_API_KEY` | OpenRouter |
            | `ANTHROPIC_API_KEY` | Anthropic |
            | `OLLAMA_HOST` | where Ollama is looked for, if that is on this machine |

            ## The Java machine

            The launcher gives the server a quarter of the memory (256 MiB to 2 GiB). `JDK_JAVA_OPTIONS` overrides that and any other
            flag, for example `JDK_JAVA_OPTIONS=-Xmx4g`.
            """;

    @Test
    void thePageTellsEverySettingAsItIs() throws IOException {
        var page = BEFORE
                + Stream.of(Setting.values()).map(ConfigurationPageTest::row).collect(Collectors.joining())
                + AFTER;

        if (Boolean.getBoolean("update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE).as("run ./raconteur docs").exists();
        assertThat(Files.readString(PAGE)).as("run ./raconteur docs").isEqualTo(page);
    }

    private static String row(Setting setting) {
        var choices = setting.choices().isEmpty() ? "" : ": " + String.join(", ", setting.choices());
        var waits = setting.waitsFor().isEmpty() ? "" : "; counts once " + setting.waitsFor() + " is built";
        var fallback = setting.fallback().isEmpty() ? "none" : "`" + setting.fallback() + "`";
        return "| `%s` | %s | %s%s%s |\n".formatted(setting.variable(), fallback, setting.meaning(), choices, waits);
    }
}
