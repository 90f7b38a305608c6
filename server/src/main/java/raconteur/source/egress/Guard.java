package raconteur.source.egress;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import raconteur.platform.Refusal;

/**
 * Says which addresses a place may be reached at. They are asked for once and are then the ones connected to: a name
 * server that answers differently the second time is not asked a second time.
 */
@Singleton
final class Guard {
    private static final Set<Integer> PORTS = Set.of(80, 443);

    private final EgressConfig config;
    private final Resolver resolver;

    Guard(EgressConfig config, Resolver resolver) {
        this.config = config;
        this.resolver = resolver;
    }

    /**
     * The addresses of a place, all of them on the open internet unless the operator has named it.
     *
     * @throws Refusal the same, whether there is no such name or it leads into a private network
     */
    List<InetAddress> addresses(Place place, Duration patience) throws InterruptedException {
        var exempt = config.exempts(place);
        if (!exempt && !PORTS.contains(place.port())) {
            throw No.address();
        }
        var found = find(place, patience);
        // one bad address among good ones is how a name is made to lead astray every other time
        if (found.isEmpty() || (!exempt && !found.stream().allMatch(Addresses::isPublic))) {
            throw No.address();
        }
        return found;
    }

    private List<InetAddress> find(Place place, Duration patience) throws InterruptedException {
        var literal = place.literal();
        if (literal != null) {
            return List.of(literal);
        }
        try {
            return resolver.addresses(place.host(), patience);
        } catch (IOException _) {
            throw No.address(); // told apart from a private one, it would map the operator's network
        }
    }
}
