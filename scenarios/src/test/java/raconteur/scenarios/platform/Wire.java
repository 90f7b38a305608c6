package raconteur.scenarios.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says exactly these bytes to a server and reads what comes back until the line is closed. */
final class Wire {
    /** What came back. */
    record Answer(int status, List<String> head, String body) {
        Optional<String> header(String name) {
            var start = name.toLowerCase(Locale.ROOT) + ":";
            return head.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    private final int port;

    Wire(int port) {
        this.port = port;
    }

    /** A request without a body. Lines of the head follow the first, each ended by {@code \n}. */
    Answer ask(String line, String... head) throws IOException {
        return say(head(line, "Host: localhost\n" + String.join("\n", head)));
    }

    /** Any head, ended properly; the server is asked to close. */
    static String head(String line, String lines) {
        return (line + " HTTP/1.1\n" + lines.strip() + "\nConnection: close\n\n").replace("\n", "\r\n");
    }

    /** Exactly these characters, one byte each. */
    Answer say(String text) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            try {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException refusedHalfWay) {
                // the answer was given before everything was said; it is read below
            }
            return answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer answer(String all) {
        var end = all.indexOf("\r\n\r\n");
        var lines = all.substring(0, Math.max(end, 0)).split("\r\n", -1);
        var status = lines[0].length() > 12 ? Integer.parseInt(lines[0].substring(9, 12)) : 0;
        return new Answer(status, List.of(lines), end < 0 ? "" : all.substring(end + 4));
    }
}
