package raconteur.terminal.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;

/** The files to copy into a game of one's own, each as a program of its own. */
class SnippetTest {
    private static final Path SNIPPETS = Path.of("../mods/snippets");
    private static final Path TSC = Path.of("../web/node_modules/.bin/tsc");
    private static final String TRY = "Try.exe";
    private static final String SAID = "Is \"winter\" near? 冷";
    private static final String HEARD = "“" + SAID + "”, 你说。";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before every test
    private static Path folder;

    private final Camp camp = Camp.pitched();

    /** How a file is run. */
    enum Language {
        LUA("lua5.1", "-v"),
        LUAJIT("luajit", "-v"),
        TYPESCRIPT("node", "--version"),
        CSHARP("mono", "--version");

        private final String program;
        private final String version;

        Language(String program, String version) {
            this.program = program;
            this.version = version;
        }

        List<String> command() {
            return switch (this) {
                case TYPESCRIPT ->
                    List.of(program, folder.resolve("raconteur.js").toString());
                case CSHARP -> List.of(program, folder.resolve(TRY).toString());
                case LUA, LUAJIT ->
                    List.of(program, SNIPPETS.resolve("test/try.lua").toString());
            };
        }

        /** Whether it can be run here; for Lua also whether it can post. */
        boolean isHere() throws InterruptedException {
            return switch (this) {
                case TYPESCRIPT -> Files.exists(TSC) && succeeds(List.of(program, version));
                case CSHARP -> Files.exists(folder.resolve(TRY)) && succeeds(List.of(program, version));
                case LUA, LUAJIT -> succeeds(List.of(program, "-e", "require 'socket.http'"));
            };
        }
    }

    private static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            return run(command).code() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private record Ended(int code, String told) {}

    private static Ended run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "snippet", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Ended(
                process.waitFor(),
                Files.readString(output, StandardCharsets.UTF_8).strip());
    }

    private static String says(Language language, URI base, String... key) throws Exception {
        assumeTrue(language.isHere(), () -> language + " cannot be run here");
        var command = new ArrayList<>(language.command());
        command.addAll(List.of(base.toString(), SAID));
        command.addAll(List.of(key));
        var ended = run(command);
        assertThat(ended.code()).as(ended.told()).isZero();
        return ended.told();
    }

    /** Of the strictest that the compiler has. */
    @BeforeAll
    static void theTypesOfTheTypeScriptFileFit() throws IOException, InterruptedException {
        assumeTrue(Files.exists(TSC), "there is no TypeScript compiler yet");
        Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
        var options =
                "--strict --noUncheckedIndexedAccess --exactOptionalPropertyTypes --erasableSyntaxOnly --target es2022"
                        + " --module esnext --moduleResolution bundler --lib es2023,dom,dom.iterable --outDir";
        var command = new ArrayList<>(List.of(TSC.toString()));
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(
                List.of(folder.toString(), SNIPPETS.resolve("raconteur.ts").toString()));

        assertThat(run(command)).isEqualTo(new Ended(0, ""));
    }

    /** By the compiler that knows least. */
    @BeforeAll
    static void theCSharpFileCompilesWithoutAWarning() throws IOException, InterruptedException {
        if (succeeds(List.of("mcs", "--version"))) {
            var command = new ArrayList<>(List.of("mcs", "-langversion:6", "-warnaserror", "-r:System.Net.Http.dll"));
            command.add("-out:" + folder.resolve(TRY));
            for (var file : List.of("Raconteur.cs", "test/Try.cs")) {
                command.add(SNIPPETS.resolve(file).toString());
            }
            assertThat(run(command)).isEqualTo(new Ended(0, ""));
        }
    }

    @AfterEach
    void strike() {
        camp.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnsweredIsShownAndDone(Language language) throws Exception {
        assertThat(says(language, camp.base(), Camp.KEY).lines()).containsExactly(HEARD, "* nod {}");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLateIsPolledFor(Language language) throws Exception {
        camp.think();

        assertThat(says(language, camp.base(), Camp.KEY).lines()).containsExactly(HEARD, "* nod {}");
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(Camp.Spoiling.LOST, Camp.Spoiling.HALF, Camp.Spoiling.HTML)
                        .map(spoiling -> Arguments.of(language, spoiling)));
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void aSpoiltAnswerIsAskedForAgainAndShownOnce(Language language, Camp.Spoiling spoiling) throws Exception {
        camp.spoil(spoiling, spoiling);

        assertThat(says(language, camp.base(), Camp.KEY).lines()).containsExactly(HEARD, "* nod {}");
        assertThat(camp.answered()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverMayNotAskOrHearsNobodySaysALineOfTheirOwn(Language language) throws Exception {
        assertThat(says(language, camp.base(), "rk_somebody-elses")).isEqualTo("(nobody answers)");

        camp.leave();

        assertThat(says(language, camp.base(), Camp.KEY)).isEqualTo("(nobody answers)");
    }

    @Test
    void theSnippetsSpeakThroughTheRelayWithoutAKey() throws Exception {
        var to = ServerAddress.parse(camp.base().toString(), false);
        var key = new ServerKey(Camp.KEY);
        var wish = new Relay.Wish(to, key, "0", Optional.empty(), Optional.empty());
        try (var relay = Relay.open(wish, InstantSource.system(), _ -> {})) {
            assertThat(says(Language.TYPESCRIPT, relay.base())).startsWith(HEARD);
            assertThat(says(Language.LUA, relay.base())).startsWith(HEARD);
        }
    }
}
