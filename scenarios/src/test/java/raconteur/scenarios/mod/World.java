package raconteur.scenarios.mod;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.scenarios.Json;

/**
 * A world of the stand-in for the game, in a process of its own, with the mod in it. Its clock is the real one while
 * the server is asked something, and passes faster in other waits.
 */
final class World implements AutoCloseable {
    private static final Path DRIVE = Path.of("../mods/dst/test/drive.lua");
    private static final int SOON = 120;

    /** What the game's scripts may run in. */
    enum Lua {
        /** The game's own. */
        PLAIN("lua5.1"),
        /** What some of its players put in its place. */
        JIT("luajit");

        private final String program;

        Lua(String program) {
            this.program = program;
        }

        /** Skips the test where this Lua, or its sockets, are not installed. */
        private void assumeInstalled() {
            try {
                var asked = new ProcessBuilder(program, "-e", "require 'socket'").start();
                assumeTrue(asked.waitFor() == 0, program + " has no sockets here");
            } catch (IOException _) {
                assumeTrue(false, "there is no " + program + " here");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;
    private final Path complaints;

    private World(Process process, Path complaints) {
        this.process = process;
        this.in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.complaints = complaints;
    }

    /** Opens a world whose mod has these settings beside its defaults, quiet ones where not said otherwise. */
    static World open(Lua lua, Object... settingsAndValues) {
        lua.assumeInstalled();
        try {
            var complaints = Files.createTempFile("raconteur-world", ".err");
            var builder = new ProcessBuilder(lua.program, DRIVE.toString()).redirectError(complaints.toFile());
            builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "LUA_PATH", "LUA_CPATH"));
            var world = new World(builder.start(), complaints);
            var settings = Json.of("inspecting", 0, "greeting", false);
            settings.setAll(Json.of(settingsAndValues));
            world.tell("world", Json.of("settings", settings));
            return world;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has something done; what comes of it. */
    JsonNode tell(@Nullable Object... words) {
        try {
            in.write(Json.of("command", words).path("command").toString());
            in.newLine();
            in.flush();
            var line = out.readLine();
            assertThat(line).as(Files.readString(complaints)).isNotNull();
            var answer = Json.read(line);
            if (answer.has("error")) {
                throw new AssertionError(answer.path("error").asText());
            }
            return answer.path("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody joins and plays this survivor. */
    World joins(String name, String survivor) {
        tell("join", name, survivor);
        return this;
    }

    /** A creature that can speak stands there. */
    World creature(String name, String kind, int distance) {
        tell("creature", name, kind, distance);
        return this;
    }

    void chat(String name, String line) {
        tell("chat", name, line);
    }

    /** All that somebody has said in this world, once it is so many lines. */
    List<String> said(String name, int lines) {
        return texts(tell("said", name, lines, SOON));
    }

    List<String> announced(int lines) {
        return texts(tell("announced", lines, SOON));
    }

    /** Waits until nothing is asked and nothing is left to say. */
    void quiet() {
        tell("quiet", 2 * SOON);
    }

    String log() {
        return tell("log").asText();
    }

    private static List<String> texts(JsonNode lines) {
        return lines.valueStream().map(JsonNode::asText).toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
