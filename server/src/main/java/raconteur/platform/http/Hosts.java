package raconteur.platform.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * The names this server answers to. A page of another site can make a browser resolve its own name to this machine; the
 * {@code Host} it then sends is still that name, and is refused.
 */
@Singleton
public final class Hosts {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private final Set<String> names = new HashSet<>(LOCAL);
    private final @Nullable URI publicUrl;

    Hosts(Settings settings) {
        names.add(settings.text(Setting.HOST).toLowerCase(Locale.ROOT));
        names.addAll(settings.list(Setting.ALLOWED_HOSTS).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList());
        var address = settings.find(Setting.PUBLIC_URL);
        publicUrl = address == null ? null : URI.create(address);
        if (publicUrl != null && publicUrl.getHost() != null) {
            names.add(publicUrl.getHost().toLowerCase(Locale.ROOT));
        }
    }

    boolean answersTo(HttpServerRequest request) {
        var host = request.authority() == null ? "" : request.authority().host();
        var name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return names.contains(name.toLowerCase(Locale.ROOT)) || isOwnAddress(request, host);
    }

    /** An address in numbers cannot be rebound: who names the very address it reached means this server. */
    private static boolean isOwnAddress(HttpServerRequest request, String host) {
        var local = request.localAddress();
        return local != null && host.equals(local.hostAddress());
    }

    /** Whether people reach this server over https, so that cookies must be Secure. */
    public boolean secure() {
        return publicUrl != null && "https".equals(publicUrl.getScheme());
    }

    /** Whether a public address was set, so that strangers may reach this server. */
    public boolean isPublic() {
        return publicUrl != null;
    }

    /** Whether this {@code Origin} is a page of ours: the public address, or the host the request names. */
    public boolean isOurs(String origin, HttpServerRequest request) {
        if (publicUrl != null && origin.equals(publicUrl.getScheme() + "://" + publicUrl.getAuthority())) {
            return true;
        }
        var authority = request.authority();
        return authority != null
                && answersTo(request)
                && (origin.equals("http://" + authority) || origin.equals("https://" + authority));
    }

    /** Whether the request names this machine by a localhost form. */
    public static boolean isLocalhost(HttpServerRequest request) {
        var authority = request.authority();
        return authority != null
                && (LOCAL.contains(authority.host().toLowerCase(Locale.ROOT))
                        || authority.host().equals("::1"));
    }
}
