package raconteur.scenarios.platform;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import raconteur.bench.ServerProcess;

/**
 * F10: requests that never end, and streams that are thrown away as fast as they are opened, keep nobody else waiting.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class StarvationTest {
    private static final int MANY = 1000;
    private static final int GO_AWAY = 7;

    private ServerProcess server;
    private Wire wire;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        server = Packaged.start(folder, Map.of("RACONTEUR_BODY_WINDOW", "500ms"));
        wire = new Wire(server.port());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 500\n\n{\"username\":", "Transfer-Encoding: chunked\n\n4\n{\"us\n"})
    void aBodyThatHardlyComesIsNotWaitedFor(String lines) throws IOException {
        var head = "POST /api/login HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

        var answer = wire.say((head + lines).replace("\n", "\r\n"));

        assertThat(answer.head()).containsExactly("");
        assertThat(server.log()).contains("A body hardly arrived: /api/login").doesNotContain("ERROR");
    }

    @Test
    void aThousandHeadsThatNeverEndKeepNobodyWaiting() throws IOException {
        var held = new ArrayList<Socket>();
        try {
            for (var n = 0; n < MANY; n++) {
                var socket = connect();
                held.add(socket);
                socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: loc".getBytes(ISO_8859_1));
            }

            assertThat(wire.ask("GET /readyz").status()).isEqualTo(200);
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void streamsThatAreThrownAwayAsFastAsTheyAreOpenedEndTheConnection() throws IOException {
        try (var socket = connect()) {
            socket.setSoTimeout(20_000);
            var flood = new ByteArrayOutputStream();
            flood.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
            flood.writeBytes(frame(4, 0, 0, new byte[0]));
            for (var stream = 1; stream < 2 * MANY; stream += 2) {
                flood.writeBytes(frame(1, 5, stream, request()));
                flood.writeBytes(frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
            }
            try {
                socket.getOutputStream().write(flood.toByteArray());
            } catch (SocketException cutOff) {
                // reset, or a broken pipe: either way its line was ended in the middle of it
                assertThat(cutOff).hasMessageMatching("(?i).*(reset|broken pipe).*");
            }
            awaitEnd(socket);
        }
        assertThat(wire.ask("GET /readyz").status()).isEqualTo(200);
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port());
    }

    /** {@code GET http://localhost/} in the table that every connection begins with. */
    private static byte[] request() {
        var head = new ByteArrayOutputStream();
        head.writeBytes(new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 9});
        head.writeBytes("localhost".getBytes(ISO_8859_1));
        return head.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] content) {
        return ByteBuffer.allocate(9 + content.length)
                .put((byte) 0)
                .putShort((short) content.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(content)
                .array();
    }

    /** Until the server says that it takes no more, closes or cuts the line; fails when it does none of that. */
    private static void awaitEnd(Socket socket) throws IOException {
        var in = socket.getInputStream();
        try {
            for (var head = in.readNBytes(9); head.length == 9 && head[3] != GO_AWAY; head = in.readNBytes(9)) {
                in.readNBytes(ByteBuffer.wrap(head).getInt() >>> 8);
            }
        } catch (SocketException cutOff) {
            assertThat(cutOff).hasMessageContaining("reset");
        }
    }
}
