package raconteur.terminal.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Where a server is: scheme, host, port, and a path where it stands below one. */
public record ServerAddress(URI base) {
    private static final List<String> HERE = List.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Reads an address as a person writes it. The key goes there, so it is https, or this machine.
     *
     * @param plain whether plain http to other machines is wished for all the same
     */
    public static ServerAddress parse(String text, boolean plain) {
        var uri = uri(text.strip());
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null
                || !List.of("http", "https").contains(scheme)
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw Stopped.misused("That is no server's address: one looks like https://chat.example.org.");
        }
        if (scheme.equals("http") && !plain && !isHere(uri.getHost())) {
            throw Stopped.misused("http to " + uri.getHost()
                    + " would show the key and what players say to everybody on the way. Use https, or say --plain if"
                    + " that network is yours.");
        }
        var path = uri.getRawPath().replaceAll("/+$", "");
        return new ServerAddress(URI.create(scheme + "://" + uri.getRawAuthority() + path));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            // what was written may hold a key by mistake: it is not repeated
            throw Stopped.misused("That is no server's address: one looks like https://chat.example.org.");
        }
    }

    /** Whether a host's name means this machine. */
    public static boolean isHere(String host) {
        return HERE.contains(host.toLowerCase(Locale.ROOT));
    }

    public boolean isHere() {
        return isHere(base.getHost());
    }

    /** A path of the server, which begins with a slash, with its query. */
    public URI at(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
