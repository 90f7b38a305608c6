package raconteur.source.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/** Finds the addresses of a name. */
public interface Resolver {
    /**
     * All addresses the name has now, at least one.
     *
     * @throws IOException if it has none, or nobody says so in time
     */
    List<InetAddress> addresses(String host, Duration patience) throws IOException, InterruptedException;
}
