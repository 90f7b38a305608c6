package raconteur.terminal.relay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import raconteur.terminal.remote.ServerAddress;
import raconteur.terminal.remote.ServerKey;
import raconteur.terminal.remote.Stopped;
import raconteur.terminal.remote.Trust;

/** Listens on this machine and passes on to a server what games say. */
public final class Relay implements AutoCloseable {
    private static final Pattern LISTEN = Pattern.compile("(?:(.+):)?([0-9]{1,5})");

    /**
     * What it does.
     *
     * @param listen {@code PORT} or {@code 127.0.0.1:PORT}; 0 is any free one
     * @param certificates who is trusted to vouch for the server, when not those that this machine trusts
     * @param site a folder with a game that is a page
     */
    public record Wish(
            ServerAddress to, ServerKey key, String listen, Optional<Path> certificates, Optional<Path> site) {}

    private final HttpServer server;
    private final ExecutorService requests;
    private final Link link;
    private final Patience patience;

    private Relay(HttpServer server, ExecutorService requests, Link link, Patience patience) {
        this.server = server;
        this.requests = requests;
        this.link = link;
        this.patience = patience;
    }

    /**
     * Listens from now on; {@link Stopped} when it cannot. What is to be known is said to the log, and never the key.
     */
    public static Relay open(Wish wish, InstantSource time, Consumer<String> log) {
        return open(wish, Patience.USUAL, time, log);
    }

    static Relay open(Wish wish, Patience patience, InstantSource time, Consumer<String> log) {
        // small answers go at once; who opens a connection must say something
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", "20");
        System.setProperty("jdk.httpserver.maxConnections", "1024");
        var address = address(wish.listen());
        var site = wish.site().map(Site::in);
        var http = Trust.client(wish.certificates(), Duration.ofSeconds(3));
        var link = new Link(wish.to(), wish.key(), http, patience, time, log);
        var deliveries = new Deliveries(link, patience, log);
        var health = new Health(wish.to(), link, deliveries, time);
        try {
            var server = HttpServer.create(address, 0);
            var requests = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(requests);
            server.createContext("/", new Front(link, deliveries, health, site, patience));
            server.start();
            return new Relay(server, requests, link, patience);
        } catch (BindException taken) {
            link.close();
            throw Stopped.failed("Nothing can listen on " + wish.listen() + " (" + taken.getMessage()
                    + "). Stop what is there or choose another port, such as --listen 8788.");
        } catch (IOException broken) {
            link.close();
            throw Stopped.failed("Nothing can listen on " + wish.listen() + " (" + broken.getMessage() + ").");
        }
    }

    private static InetSocketAddress address(String listen) {
        var parts = LISTEN.matcher(listen);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65535) {
            throw Stopped.misused("--listen takes a port, or 127.0.0.1 and a port: 127.0.0.1:8787.");
        }
        var host = parts.group(1) == null ? "127.0.0.1" : parts.group(1);
        if (!ServerAddress.isHere(host)) {
            throw Stopped.misused("The relay listens on this machine only: whoever reaches it speaks with its key.");
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(parts.group(2)));
        } catch (IOException unknown) {
            throw Stopped.failed("This machine does not know " + host + " (" + unknown.getMessage() + ").");
        }
    }

    /** Where games find it. */
    public URI base() {
        var address = server.getAddress();
        var host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[::1]" : host) + ":" + address.getPort());
    }

    /** How the server greets: its version and that it takes the key, or why that is not known, in a sentence. */
    public String greeting() throws InterruptedException {
        var hello = Ask.read("GET", "/game/hello", null, null, new byte[0]).orElseThrow();
        return switch (link.send(hello, patience.other())) {
            case Link.Outcome.Answered(var answer) -> greeting(answer.status());
            case Link.Outcome.Lost(var why, var _) -> "The server cannot be heard yet: " + why + ".";
        };
    }

    private static String greeting(int status) {
        return switch (status) {
            case 200 -> "The server takes the key.";
            case 401, 403 -> throw Stopped.failed("The server refuses the key. It must be one with the scope game.");
            case 404 -> throw Stopped.failed("There is a server, but it knows no games.");
            default -> "The server answers " + status + ".";
        };
    }

    @Override
    public void close() {
        link.close();
        server.stop(0);
        requests.shutdownNow();
    }
}
