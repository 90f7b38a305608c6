package raconteur.terminal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import raconteur.terminal.relay.Relay;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;

/**
 * The commands that need no server on this machine. They exit with 0 done, 1 it failed, 2 it was not called as it must
 * be.
 */
@Command(
        name = "raconteur",
        subcommands = {KnowledgeCommands.class},
        description = "What is done beside a Raconteur server.")
public final class Terminal {
    private final InstantSource time;
    private final PrintWriter err;

    Terminal(InstantSource time, PrintWriter err) {
        this.time = time;
        this.err = err;
    }

    public static void main(String... words) {
        var out = new PrintWriter(System.out, true, System.out.charset());
        var err = new PrintWriter(System.err, true, System.err.charset());
        System.exit(run(InstantSource.system(), out, err, words));
    }

    static int run(InstantSource time, PrintWriter out, PrintWriter err, String... words) {
        var line = new CommandLine(new Terminal(time, err), new Factory(out));
        help(line);
        line.setOut(out).setErr(err);
        line.setExecutionExceptionHandler((failure, _, _) -> explained(failure, err));
        line.setParameterExceptionHandler((wrong, _) -> {
            err.println(wrong.getMessage());
            err.println("usage: " + wrong.getCommandLine().getHelp().synopsis(0).strip());
            return CommandLine.ExitCode.USAGE;
        });
        return line.execute(words);
    }

    /** Every command helps. */
    private static void help(CommandLine line) {
        line.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("say what this does")
                        .build());
        line.getSubcommands().values().forEach(Terminal::help);
    }

    private static int explained(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof Stopped why) {
            err.println(why.getMessage());
            return why.code();
        }
        throw failure;
    }

    @Command(
            name = "relay",
            sortOptions = false,
            description = {
                "Passes on what games on this machine say to a server elsewhere, with its key.",
                "Games ask http://127.0.0.1:8787/interact as they would ask the server; http://127.0.0.1:8787/relay shows how it stands."
            })
    int relay(
            @Option(
                            names = "--to",
                            required = true,
                            paramLabel = "URL",
                            description = "the server, such as https://chat.example.org")
                    String to,
            @Option(names = "--token", paramLabel = "KEY", description = "an API key with the scope game") @Nullable
                    String token,
            @Option(
                            names = "--token-file",
                            paramLabel = "FILE",
                            description = "a file with the key, which then is in no list of processes")
                    @Nullable
                    Path tokenFile,
            @Option(
                            names = "--listen",
                            paramLabel = "[HOST:]PORT",
                            defaultValue = "127.0.0.1:8787",
                            description = "where games find it, on this machine only (${DEFAULT-VALUE})")
                    String listen,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description =
                                    "certificates in PEM that vouch for the server, in place of those this machine trusts")
                    @Nullable
                    Path certificates,
            @Option(
                            names = "--site",
                            paramLabel = "DIR",
                            description = "a folder with a game that is a page, shown at /")
                    @Nullable
                    Path site,
            @Option(names = "--plain", description = "http to another machine: the key can be read on the way")
                    boolean plain)
            throws InterruptedException {
        var key = ServerKey.given(Optional.ofNullable(token), Optional.ofNullable(tokenFile))
                .orElseThrow(() -> Stopped.misused("The relay needs a key: --token KEY or --token-file FILE."));
        var wish = new Relay.Wish(
                ServerAddress.parse(to, plain),
                key,
                listen,
                Optional.ofNullable(certificates),
                Optional.ofNullable(site));
        try (var relay = Relay.open(wish, time, this::log)) {
            log(relay.greeting());
            log("The relay is ready at " + relay.base() + " and passes on to " + wish.to() + ".");
            new CountDownLatch(1).await(); // until the process is ended
        }
        return CommandLine.ExitCode.OK;
    }

    private void log(String sentence) {
        err.println(time.instant() + " " + sentence);
    }

    /** Makes commands with what they need. */
    private record Factory(PrintWriter out) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == KnowledgeCommands.class
                    ? type.cast(new KnowledgeCommands(out))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
