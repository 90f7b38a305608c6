package raconteur.source.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import raconteur.platform.ManualTime;
import raconteur.source.Site;

/** Makes clients for tests: they may ask the test's own sites, and nobody else on this machine. */
public final class Kit {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Kit() {}

    public static Egress open(Site... sites) {
        return open(new ManualTime(), config(sites), new SystemResolver());
    }

    /** A client that may ask whoever listens on this port of this machine. */
    public static Egress open(int port) {
        return open(new ManualTime(), config(List.of("127.0.0.1:" + port)), new SystemResolver());
    }

    static EgressConfig config(Site... sites) {
        return config(
                Arrays.stream(sites).map(site -> "127.0.0.1:" + site.port()).toList());
    }

    private static EgressConfig config(List<String> exempt) {
        return new EgressConfig("Raconteur/test (self-hosted)", exempt, true, EgressConfig.TOTAL, PATIENCE, 1 << 20);
    }

    static Egress open(InstantSource time, EgressConfig config, Resolver resolver) {
        return open(time, config, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    static Egress open(InstantSource time, EgressConfig config, Resolver resolver, SSLSocketFactory tls) {
        return new Egress(
                config, new Guard(config, resolver), new Exchange(config, tls), new Manners(time, config), time);
    }

    /** A name server that says the same of every name. */
    static Resolver says(String... addresses) {
        return (host, patience) ->
                List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
    }
}
