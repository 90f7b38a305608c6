package raconteur.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;

/** The fake upstream in a process of its own, so that its share of the machine is measured apart. */
final class UpstreamProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final Api api;

    private UpstreamProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        this.api = new Api(URI.create("http://127.0.0.1:" + port));
    }

    static UpstreamProcess start() throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Upstream.class.getName(),
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader(UTF_8).readLine();
        if (line == null) {
            throw new IOException("the fake upstream did not start");
        }
        return new UpstreamProcess(process, Integer.parseInt(line.replaceAll("\\D", "")));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return port;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    Proc proc() {
        return new Proc(process.toHandle());
    }

    void forgetLateness() throws IOException, InterruptedException {
        var _ = api.post("/fake/reset", "", "{}");
    }

    JsonNode stats() throws IOException, InterruptedException {
        return api.get("/fake/stats", "");
    }

    @Override
    public void close() {
        api.close();
        process.destroyForcibly();
    }
}
