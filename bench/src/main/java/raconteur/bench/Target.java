package raconteur.bench;

import java.net.InetSocketAddress;
import java.util.List;

/** Who is put under load, and how one asks it. */
public sealed interface Target {
    InetSocketAddress address();

    /** The request of the {@code nth} chat of {@code stream}, whole. */
    String request(int stream, int nth, String question);

    private static String post(String path, String host, String bearer, String body) {
        return ("POST %s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n"
                        + "Accept: text/event-stream\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(path, host, bearer, body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length, body);
    }

    /** The OpenAI surface of anything: the fake upstream itself, or nginx before it. */
    record OpenAi(InetSocketAddress address) implements Target {
        @Override
        public String request(int stream, int nth, String question) {
            String body = "{\"model\":\"bench\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":" + Wire.quote(question) + "}]}";
            return post("/v1/chat/completions", "localhost", "none", body);
        }
    }

    /**
     * Raconteur's conversations.
     *
     * @param seats for each stream a bearer and conversations, taken in turn so that none grows long
     */
    record Raconteur(InetSocketAddress address, List<Seat> seats) implements Target {
        public Raconteur {
            seats = List.copyOf(seats);
        }

        @Override
        public String request(int stream, int nth, String question) {
            var seat = seats.get(stream % seats.size());
            String conversation =
                    seat.conversations().get(nth % seat.conversations().size());
            return post(
                    "/api/conversations/" + conversation + "/turns",
                    "localhost",
                    seat.bearer(),
                    "{\"text\":" + Wire.quote(question) + "}");
        }
    }

    /** Who asks, and where. */
    record Seat(String bearer, List<String> conversations) {
        public Seat {
            conversations = List.copyOf(conversations);
        }
    }
}
