package raconteur.source.egress;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Reads one HTTP/1.1 answer with every bound on it. What is not as the protocol has it ends the reading. */
final class ReplyReader {
    private static final int HEAD = 32 << 10;
    private static final int MOST_HEADERS = 200;
    private static final int CHUNK_LINE = 256;
    private static final int INTERIM = 8;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(;.*)?");

    private final InputStream in;
    private final int most;
    private int head = HEAD;

    ReplyReader(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /**
     * The answer, unpacked.
     *
     * @throws TooLarge if it is larger than is taken, packed or unpacked
     * @throws IOException if it breaks off or is no HTTP
     */
    Reply read() throws IOException {
        for (var i = 0; i < INTERIM; i++) {
            var status = status();
            var headers = headers();
            if (status >= 200) {
                return new Reply(status, headers, unpacked(headers, body(status, headers)));
            }
        }
        throw new ProtocolException("an answer that never comes");
    }

    private int status() throws IOException {
        var parts = STATUS.matcher(headLine());
        if (!parts.matches()) {
            throw new ProtocolException("no HTTP");
        }
        return Integer.parseInt(parts.group(1));
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = headLine(); !line.isEmpty(); line = headLine()) {
            var colon = line.indexOf(':');
            if (colon < 1 || !NAME.matcher(line.substring(0, colon)).matches() || headers.size() >= MOST_HEADERS) {
                throw new ProtocolException("no header");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one.equals(other) ? one : one + ", " + other);
        }
        return Map.copyOf(headers);
    }

    private String headLine() throws IOException {
        var line = line(head);
        head -= line.length() + 2;
        return line;
    }

    private String line(int longest) throws IOException {
        var line = new StringBuilder(80);
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("broken off");
            }
            if (line.length() >= longest) {
                throw new TooLarge();
            }
            line.append((char) next);
        }
        var end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        var coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a coding we did not ask for");
            }
            return chunks();
        }
        var length = headers.get("content-length");
        return length == null ? rest() : exactly(length);
    }

    private byte[] exactly(String length) throws IOException {
        if (!LENGTH.matcher(length).matches()) {
            throw new ProtocolException("no length");
        }
        var count = Long.parseLong(length);
        if (count > most) {
            throw new TooLarge();
        }
        var body = in.readNBytes((int) count);
        if (body.length < count) {
            throw new EOFException("broken off");
        }
        return body;
    }

    private byte[] rest() throws IOException {
        var body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw new TooLarge();
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var parts = CHUNK.matcher(line(CHUNK_LINE));
            if (!parts.matches()) {
                throw new ProtocolException("no chunk");
            }
            var size = Long.parseLong(parts.group(1), 16);
            if (size == 0) {
                return body.toByteArray(); // what may trail is not read, and the connection serves nothing else
            }
            if (body.size() + size > most) {
                throw new TooLarge();
            }
            var chunk = in.readNBytes((int) size);
            if (chunk.length < size || !line(2).isEmpty()) {
                throw new EOFException("broken off");
            }
            body.write(chunk);
        }
    }

    private byte[] unpacked(Map<String, String> headers, byte[] body) throws IOException {
        var coding = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
        if (coding.equals("identity") || body.length == 0) {
            return body;
        }
        if (!coding.equals("gzip") && !coding.equals("x-gzip")) {
            throw new ProtocolException("a packing we did not ask for");
        }
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var whole = unpacking.readNBytes(most + 1);
            if (whole.length > most) {
                throw new TooLarge();
            }
            return whole;
        }
    }
}
