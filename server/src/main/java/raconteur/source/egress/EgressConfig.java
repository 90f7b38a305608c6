package raconteur.source.egress;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Version;

/**
 * How pages are fetched.
 *
 * @param agent how we call ourselves
 * @param exempt {@code host} or {@code host:port} that may be asked although it is on a private network or this machine
 * @param robots whether what sites say to programs is kept
 * @param total time for one fetch with all its redirects
 * @param patience how long a fetch may wait for others at the same site
 * @param body most bytes of a page, as it comes and unpacked
 */
public record EgressConfig(
        String agent, List<String> exempt, boolean robots, Duration total, Duration patience, int body) {
    static final Duration TOTAL = Duration.ofSeconds(10);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final int BODY = 5 << 20;

    boolean exempts(Place place) {
        var shown = place.host().contains(":") ? "[" + place.host() + "]" : place.host();
        return exempt.contains(shown) || exempt.contains(shown + ":" + place.port());
    }

    static final class Wiring {
        @Produces
        @Singleton
        EgressConfig config(Settings settings) {
            var exempt = settings.list(Setting.SOURCE_PRIVATE_HOSTS).stream()
                    .map(host -> host.toLowerCase(Locale.ROOT))
                    .toList();
            return new EgressConfig(
                    agent(settings), exempt, settings.flag(Setting.SOURCE_ROBOTS), TOTAL, PATIENCE, BODY);
        }

        /** Encyclopedias want to know whom to write to when a program misbehaves. */
        private static String agent(Settings settings) {
            var contact = settings.text(Setting.SOURCE_CONTACT);
            var reachable = contact.isEmpty() ? settings.text(Setting.PUBLIC_URL) : contact;
            var plain = reachable.replaceAll("[^\\x21-\\x7e]|[()]", "");
            return "Raconteur/%s (%s)".formatted(Version.current(), plain.isEmpty() ? "self-hosted" : plain);
        }

        @Produces
        @Singleton
        Resolver resolver() {
            return new SystemResolver();
        }

        @Produces
        @Singleton
        SSLSocketFactory sockets() {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
    }
}
