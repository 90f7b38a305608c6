package raconteur.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import raconteur.scenarios.Person;
import raconteur.scenarios.Stage;

/** The clients of the manual, each as a program of its own against the real server. */
@ExtendWith(Stage.Shared.class)
class ClientsTest {
    private static final Path CLIENTS = Path.of("../docs/clients");
    private static final Path TSC = Path.of("../web/node_modules/.bin/tsc");
    private static final String SESSION = "sess_client_001";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before every test
    private static Path folder;

    private final Stage stage;
    private final Person ada;
    private final Play play;

    ClientsTest(Stage stage) {
        this.stage = stage;
        this.ada = stage.ada();
        this.play = new Play(ada);
    }

    /** What the manual has, and how it is run. */
    enum Client {
        JAVA {
            @Override
            List<String> command() {
                return List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        CLIENTS.resolve("RaconteurStory.java").toString());
            }
        },
        TYPESCRIPT {
            @Override
            List<String> command() throws IOException, InterruptedException {
                return runsTypes()
                        ? List.of(
                                "node",
                                "--experimental-strip-types",
                                CLIENTS.resolve("raconteur-story.ts").toString())
                        : List.of("node", folder.resolve("raconteur-story.js").toString());
            }
        };

        abstract List<String> command() throws IOException, InterruptedException;

        /** Whether Node.js runs TypeScript by itself, as it does from 22.6 on. */
        private static boolean runsTypes() throws IOException, InterruptedException {
            var version = Pattern.compile("v(\\d+)\\.(\\d+)\\..*")
                    .matcher(run("", List.of("node", "--version")).told());
            assertThat(version.lookingAt()).isTrue();
            var major = Integer.parseInt(version.group(1));
            return major > 22 || (major == 22 && Integer.parseInt(version.group(2)) >= 6);
        }
    }

    /** How a program ended, and what it wrote. */
    private record Ended(int code, String told) {}

    /** A program that is running. */
    private record Running(Process process, Path output) {
        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return new Ended(process.waitFor(), Files.readString(output));
        }
    }

    private static Running start(String said, List<String> command) throws IOException {
        var input = Files.writeString(Files.createTempFile(folder, "client", ".in"), said);
        var output = Files.createTempFile(folder, "client", ".out");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME"));
        return new Running(builder.start(), output);
    }

    private static Ended run(String said, List<String> command) throws IOException, InterruptedException {
        return start(said, command).end();
    }

    private Running start(Client client, URI base, String... lines) throws IOException, InterruptedException {
        var command = new ArrayList<>(client.command());
        command.addAll(List.of(base.toString(), ada.token(), SESSION));
        return start(String.join("\n", lines) + "\n", command);
    }

    /** Of the strictest that the compiler has, and nothing that would have to be translated rather than left out. */
    @BeforeAll
    static void theTypesOfTheTypeScriptClientFit() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        var command = List.of(
                TSC.toString(),
                "--strict",
                "--noUncheckedIndexedAccess",
                "--exactOptionalPropertyTypes",
                "--erasableSyntaxOnly",
                "--target",
                "es2022",
                "--module",
                "esnext",
                "--moduleResolution",
                "bundler",
                "--lib",
                "es2023,dom,dom.iterable",
                "--types",
                "",
                "--outDir",
                folder.toString(),
                CLIENTS.resolve("raconteur-story.ts").toString());

        assertThat(run("", command)).isEqualTo(new Ended(0, ""));
    }

    @BeforeEach
    void teach() {
        Teller.teach(stage.upstream());
    }

    @ParameterizedTest
    @EnumSource
    void aWholeStoryIsPlayedThroughABusySessionAndALostAnswer(Client client) throws Exception {
        // the second answer is that to the first choice
        try (var relay = Relay.losing(2, stage.base())) {
            var running = start(client, relay.base(), "2", "1", "1", "大声呼喊", "end");
            relay.awaitCall();
            stage.upstream().next(Teller.says(Teller.init("DECISION")).with("~first:60s"));
            var other = CompletableFuture.supplyAsync(() -> play.begin(SESSION), Thread::startVirtualThread);
            stage.upstream().awaitCompletion(1, SOON);
            relay.open();
            relay.awaitRefusal();
            // what stands in the way ends now
            stage.upstream().refuse();
            stage.upstream().listen();
            var first = other.join().header("raconteur-story");
            var ended = running.end();

            assertThat(ended.code()).as(ended.told()).isZero();
            assertThat(ended.told())
                    .contains(Teller.SCENE, "2. 检查旁边的房间", "黑暗里只剩下喘息声。", "“进来吧。”")
                    .contains("黎明: 你带着朋友走出了宅邸。", "月光落在破窗上");
            assertThat(relay.answers()).as("one was given twice").isEqualTo(8);
            var story = play.story(SESSION);
            assertThat(story).isNotEqualTo(first);
            assertThat(play.told(story))
                    .extracting(entry -> entry.at("/data/type").asText())
                    .containsExactly("INIT", "DECISION", "COMBAT", "PUZZLE", "ACTION", "RESOLUTION", "NOVEL");
            assertThat(play.told(story))
                    .extracting(entry -> entry.at("/data/number").asInt())
                    .containsExactly(1, 2, 3, 4, 5, 6, 7);
        }
        ada.assertBooksClosed();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedIsSaidAndTheStoryGoesOn(Client client) throws Exception {
        var ended = start(client, stage.base(), "99", "1").end();

        assertThat(ended.code()).as(ended.told()).isZero();
        assertThat(ended.told()).contains("[1, 2, 3]", "“别坐下。”", "黎明: 你带着朋友走出了宅邸。");
        assertThat(play.told(play.story(SESSION)))
                .extracting(entry -> entry.at("/data/type").asText())
                .containsExactly("INIT", "DECISION", "RESOLUTION", "NOVEL");
    }

    @ParameterizedTest
    @EnumSource
    void whoeverMayNotPlayIsToldAtOnce(Client client) throws Exception {
        var command = new ArrayList<>(client.command());
        command.addAll(List.of(stage.base().toString(), "rk_nobody", SESSION));

        var ended = run("1\n", command);

        assertThat(ended.code()).isNotZero();
        assertThat(ended.told()).contains("Refused");
        assertThat(stage.upstream().completions()).isEmpty();
    }
}
