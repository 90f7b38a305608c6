package raconteur.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/** Tells from which machine a request comes. Forwarding headers count only when a trusted proxy sent them. */
@Singleton
public final class Peers {
    /**
     * The machine at the other end.
     *
     * @param address its address; of IPv6 the first half, since one subscriber owns all of the second
     * @param isHere whether it is this very machine, without any proxy in between
     */
    public record Peer(String address, boolean isHere) {}

    private static final List<String> FORWARDING =
            List.of("Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP");

    /** The addresses of this width, in bits, that begin alike. */
    private record Range(BigInteger beginning, int length, int width) {
        static Range of(InetAddress address, int length) {
            var width = address.getAddress().length * 8;
            return new Range(number(address).shiftRight(width - length), length, width);
        }

        boolean holds(InetAddress address) {
            return address.getAddress().length * 8 == width
                    && number(address).shiftRight(width - length).equals(beginning);
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }

    private final List<Range> trusted = new ArrayList<>();

    Peers(Settings settings) {
        for (var entry : settings.list(Setting.TRUSTED_PROXIES)) {
            trusted.add(range(entry));
        }
    }

    /** Who sent this request. */
    public Peer of(HttpServerRequest request) {
        var address = request.remoteAddress();
        return of(address == null ? null : address.hostAddress(), request.headers());
    }

    Peer of(@Nullable String socket, MultiMap headers) {
        var direct = literal(socket);
        if (direct == null) {
            return new Peer("unknown", false);
        }
        return new Peer(
                subscriber(isTrusted(direct) ? farthest(headers, direct) : direct),
                direct.isLoopbackAddress() && !isForwarded(headers));
    }

    private static boolean isForwarded(MultiMap headers) {
        return FORWARDING.stream().anyMatch(headers::contains)
                || headers.names().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("x-forwarded"));
    }

    /** The last address in the chain that is no proxy of ours: everything before it may be invented. */
    private InetAddress farthest(MultiMap headers, InetAddress direct) {
        var chain = String.join(",", headers.getAll("X-Forwarded-For")).split(",", -1);
        var seen = direct;
        for (var at = chain.length - 1; at >= 0 && isTrusted(seen); at--) {
            var before = literal(chain[at].strip());
            if (before == null) {
                return seen;
            }
            seen = before;
        }
        return seen;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.holds(address));
    }

    private static String subscriber(InetAddress address) {
        var text = address.getHostAddress();
        if (address instanceof Inet6Address && !address.isLoopbackAddress()) {
            var groups = text.split(":", -1);
            return String.join(":", List.of(groups).subList(0, 4)) + "::/64";
        }
        return text;
    }

    private static @Nullable InetAddress literal(@Nullable String text) {
        if (text == null || text.length() > 64) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException _) {
            return null; // a name or an invention, not an address
        }
    }

    private static Range range(String entry) {
        var slash = entry.indexOf('/');
        var address = literal(slash < 0 ? entry : entry.substring(0, slash));
        var bits = slash < 0 ? "" : entry.substring(slash + 1);
        if (address == null || (slash >= 0 && !bits.matches("\\d{1,3}"))) {
            throw notAnAddress(entry);
        }
        var whole = address.getAddress().length * 8;
        var length = slash < 0 ? whole : Integer.parseInt(bits);
        if (length > whole) {
            throw notAnAddress(entry);
        }
        return Range.of(address, length);
    }

    private static Settings.Unusable notAnAddress(String entry) {
        return new Settings.Unusable(Setting.TRUSTED_PROXIES.variable() + " names '" + entry
                + "', which is neither an address such as 10.0.0.2 nor a range such as 10.0.0.0/8.");
    }
}
