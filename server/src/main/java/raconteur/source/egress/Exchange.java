package raconteur.source.egress;

import jakarta.inject.Singleton;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One question and its answer over a connection of their own. The JDK's client finds addresses by itself and cannot be
 * told which to take, so this one stands on sockets: it connects to an address that was checked, and no other.
 */
@Singleton
final class Exchange {
    private static final int TRIES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(4);

    private final EgressConfig config;
    private final SSLSocketFactory tls;

    Exchange(EgressConfig config, SSLSocketFactory tls) {
        this.config = config;
        this.tls = tls;
    }

    /** Asks for a place at the first of these addresses that takes a connection. */
    Reply get(Place place, List<InetAddress> addresses, String accept, Deadline deadline) throws IOException {
        try (var plain = connect(place, addresses, deadline);
                var socket = place.secure() ? secure(plain, place) : plain) {
            socket.getOutputStream().write(request(place, accept));
            socket.getOutputStream().flush();
            return new ReplyReader(new BufferedInputStream(socket.getInputStream()), config.body()).read();
        }
    }

    private static Socket connect(Place place, List<InetAddress> addresses, Deadline deadline) throws IOException {
        IOException last = new IOException("no address");
        for (var address : addresses.subList(0, Math.min(TRIES, addresses.size()))) {
            // whatever proxy the machine uses would find the address again, by its own light
            var socket = new Socket(Proxy.NO_PROXY);
            try {
                deadline.watch(socket);
                var patience = deadline.left().compareTo(CONNECT) < 0 ? deadline.left() : CONNECT;
                socket.connect(new InetSocketAddress(address, place.port()), (int) Math.max(1, patience.toMillis()));
                return socket;
            } catch (IOException failure) {
                socket.close();
                last = failure;
            }
        }
        throw last;
    }

    /** Speaks TLS to the host by its name, and believes no certificate that is not made out to it. */
    private SSLSocket secure(Socket plain, Place place) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, place.host(), place.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (place.literal() == null) {
            parameters.setServerNames(List.of(new SNIHostName(place.host())));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private byte[] request(Place place, String accept) {
        return String.join(
                        "\r\n",
                        "GET " + place.target() + " HTTP/1.1",
                        "Host: " + place.authority(),
                        "User-Agent: " + config.agent(),
                        "Accept: " + accept,
                        "Accept-Language: zh-CN, zh;q=0.9, en;q=0.7",
                        "Accept-Encoding: gzip",
                        "Connection: close",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
