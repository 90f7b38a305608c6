package raconteur.terminal.relay;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;

/** What a message says, to the byte; whoever makes one changes its array no more. */
final class Bytes {
    static final Bytes NONE = new Bytes(new byte[0]);

    private final byte[] value;

    Bytes(byte[] value) {
        this.value = value;
    }

    int size() {
        return value.length;
    }

    HttpRequest.BodyPublisher publisher() {
        return HttpRequest.BodyPublishers.ofByteArray(value);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(value);
    }
}
