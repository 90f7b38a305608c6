package raconteur.terminal.relay;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import raconteur.terminal.remote.Stopped;

/** A game that is a page: its files beside the door it speaks through, so that it needs no key and no permission to. */
final class Site {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "mjs", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ogg", "audio/ogg",
            "wasm", "application/wasm");

    /** No hidden files, and no way up. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+/?|/");

    private final Path folder;

    private Site(Path folder) {
        this.folder = folder;
    }

    /** {@link Stopped} when there is no such folder. */
    static Site in(Path folder) {
        try {
            var real = folder.toRealPath();
            if (Files.isDirectory(real)) {
                return new Site(real);
            }
        } catch (IOException _) {
            // said below
        }
        throw Stopped.failed("There is no folder " + folder + " to show.");
    }

    /** Whether there is a file of that path; then it was shown. */
    boolean show(HttpExchange exchange, String path) throws IOException {
        var file = file(path);
        if (file.isEmpty() || exchange.getRequestMethod().equals("POST")) {
            return false;
        }
        var name = file.get().getFileName().toString();
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders()
                .set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'");
        Front.send(exchange, 200, new Bytes(Files.readAllBytes(file.get())));
        return true;
    }

    private Optional<Path> file(String path) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        try {
            var meant = folder.resolve(path.substring(1) + (path.endsWith("/") ? "index.html" : ""))
                    .toRealPath();
            // a link may lead out of the folder: what it leads to is not shown
            return meant.startsWith(folder) && Files.isRegularFile(meant) ? Optional.of(meant) : Optional.empty();
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
