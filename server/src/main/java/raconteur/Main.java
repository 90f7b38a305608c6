package raconteur;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.BindException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import raconteur.platform.CannotStart;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Version;
import raconteur.platform.db.Databases;

/**
 * What the server's jar does when it is called: {@code serve}, which is also meant by no word, and the operator's
 * commands.
 */
@QuarkusMain
public final class Main {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final List<String> ADMIN =
            List.of("create-operator", "reset-password", "backup", "restore", "reconcile", "rekey");

    private static final String HELP = """
            usage: raconteur [serve] [--port 9000] [--<setting> VALUE …]
                   raconteur migrate [--<setting> VALUE …]
                   raconteur admin create-operator|reset-password|backup|restore|reconcile|rekey
                   raconteur version

            Settings are those of docs/configuration.md: RACONTEUR_SESSION_TOKEN_LIFE is --session-token-life here.
            """;

    private Main() {}

    public static void main(String... args) {
        var code = run(List.of(args));
        if (code != DONE) {
            System.exit(code);
        }
    }

    private static int run(List<String> words) {
        var command = words.isEmpty() || words.getFirst().startsWith("--") ? "serve" : words.getFirst();
        var rest = !words.isEmpty() && command.equals(words.getFirst()) ? words.subList(1, words.size()) : words;
        if (rest.contains("--help") || List.of("help", "-h").contains(command)) {
            return say(System.out, HELP, DONE);
        }
        try {
            return switch (command) {
                case "serve" -> serve(rest);
                case "migrate" -> migrate(rest);
                case "admin" -> admin(rest);
                case "version" -> say(System.out, "raconteur " + Version.current(), DONE);
                default -> say(System.err, "There is no command '" + command + "'.\n\n" + HELP, MISUSED);
            };
        } catch (Settings.Unusable wrong) {
            return say(System.err, wrong.getMessage(), MISUSED);
        } catch (CannotStart why) {
            return say(System.err, why.getMessage(), FAILED);
        }
    }

    private static int serve(List<String> options) {
        var settings = settings(options);
        System.setProperty("quarkus.http.host", settings.text(Setting.HOST));
        System.setProperty("quarkus.http.port", settings.text(Setting.PORT));
        Quarkus.run(Serving.class, (code, failure) -> ended(code, failure, settings), options.toArray(String[]::new));
        return DONE;
    }

    private static int migrate(List<String> options) {
        try (var database = Databases.open(settings(options), InstantSource.system())) {
            return say(System.out, "The database (" + database.dialect() + ") is up to date.", DONE);
        }
    }

    private static int admin(List<String> words) {
        var what = words.isEmpty() ? "" : words.getFirst();
        return ADMIN.contains(what)
                ? say(System.err, "'admin " + what + "' is not built yet.", FAILED)
                : say(System.err, "admin takes one of: " + String.join(", ", ADMIN) + ".", MISUSED);
    }

    private static Settings settings(List<String> options) {
        return Settings.read(Path.of(""), System.getenv(), options);
    }

    private static void ended(Integer code, @Nullable Throwable failure, Settings settings) {
        System.exit(failure == null ? code : explain(failure, settings));
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // logging may not have come up
    private static int explain(Throwable failure, Settings settings) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Settings.Unusable wrong -> {
                    return say(System.err, wrong.getMessage(), MISUSED);
                }
                case CannotStart why -> {
                    return say(System.err, why.getMessage(), FAILED);
                }
                case BindException taken -> {
                    var address = settings.text(Setting.HOST) + ":" + settings.text(Setting.PORT);
                    return say(
                            System.err,
                            "Nothing can listen on " + address + " (" + taken.getMessage()
                                    + "). Stop what is there or choose another port, such as --port 9000.",
                            FAILED);
                }
                default -> {}
            }
        }
        failure.printStackTrace();
        return FAILED;
    }

    private static int say(java.io.PrintStream to, @Nullable String sentence, int code) {
        to.println(sentence);
        return code;
    }
}
