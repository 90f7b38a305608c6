package raconteur.terminal;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import raconteur.terminal.knowledge.Bringing;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;
import raconteur.terminal.remote.Trust;

/** What a person does with collections of knowledge from a command line. */
@Command(name = "knowledge", description = "Collections of knowledge on a server.")
final class KnowledgeCommands {
    private static final Path LOCAL_KEY = Path.of("data", "local.key");

    private final PrintWriter out;

    KnowledgeCommands(PrintWriter out) {
        this.out = out;
    }

    @Command(
            name = "add",
            sortOptions = false,
            description = {
                "Brings a folder into a collection: what is new or differs is sent, what is the same is not.",
                "Read are .txt .md .json .lua .html .pdf .docx; hidden files are not looked at."
            })
    int add(
            @Parameters(paramLabel = "DIR", description = "the folder") Path folder,
            @Option(
                            names = "--collection",
                            required = true,
                            paramLabel = "NAME",
                            description = "which is made where there is none")
                    String collection,
            @Option(names = "--sync", description = "take out what is no longer in the folder; pages of wikis stay")
                    boolean sync,
            @Option(
                            names = "--to",
                            paramLabel = "URL",
                            defaultValue = "http://127.0.0.1:8080",
                            description = "the server (${DEFAULT-VALUE})")
                    String to,
            @Option(
                            names = "--token",
                            paramLabel = "KEY",
                            description = "an API key with the scope chat; on this machine data/local.key does")
                    @Nullable
                    String token,
            @Option(
                            names = "--token-file",
                            paramLabel = "FILE",
                            description = "a file with the key, which then is in no list of processes")
                    @Nullable
                    Path tokenFile,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description =
                                    "certificates in PEM that vouch for the server, in place of those this machine trusts")
                    @Nullable
                    Path certificates,
            @Option(names = "--plain", description = "http to another machine: the key can be read on the way")
                    boolean plain)
            throws InterruptedException {
        var server = ServerAddress.parse(to, plain);
        var key = ServerKey.given(Optional.ofNullable(token), Optional.ofNullable(tokenFile))
                .or(() -> local(server))
                .orElseThrow(() -> Stopped.misused("That server needs a key: --token KEY or --token-file FILE."));
        try (var http = Trust.client(Optional.ofNullable(certificates), Duration.ofSeconds(10))) {
            var report = new Bringing(http, server, key, out::println).bring(folder, collection, sync);
            out.println(report + ", in the collection “" + collection + "”.");
            return report.failed() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** This machine's own key opens this machine's server, and is shown to no other. */
    private static Optional<ServerKey> local(ServerAddress server) {
        return server.isHere() && Files.isReadable(LOCAL_KEY)
                ? ServerKey.given(Optional.empty(), Optional.of(LOCAL_KEY))
                : Optional.empty();
    }
}
