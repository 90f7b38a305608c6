package raconteur.terminal.relay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;

/** What a message says, to the byte; whoever makes one changes its array no more. */
final class Bytes {
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

    /** Read as JSON: an empty object where it is something else. */
    ObjectNode object(JsonMapper json) throws IOException {
        return json.readTree(value) instanceof ObjectNode object ? object : json.createObjectNode();
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(value);
    }
}
