package raconteur.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * nginx as the cheapest proxy there is, the floor that everything is compared with: one worker, no buffering, no log,
 * no TLS.
 */
final class Nginx implements AutoCloseable {
    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, where it is installed. */
    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of("/usr/sbin"),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it before the upstream on {@code upstreamPort}, with everything it writes in {@code folder}. */
    static Nginx start(Path program, Path folder, int upstreamPort) throws IOException, InterruptedException {
        int port = ServerProcess.freePort();
        var file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration(folder, upstreamPort, port));
        var process = new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        var nginx = new Nginx(process, port);
        while (!nginx.listens()) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IOException("nginx ended: " + Files.readString(folder.resolve("nginx.out")));
            }
        }
        return nginx;
    }

    private static String configuration(Path folder, int upstreamPort, int port) {
        // A worker of root's nginx gives itself up to another user, who could not write into our folder.
        String user = System.getProperty("user.name", "").equals("root") ? "user root root;" : "";
        return """
            daemon off;
            %1$s
            worker_processes 1;
            worker_rlimit_nofile 16384;
            pid %2$s/pid;
            error_log %2$s/error.log error;
            events { worker_connections 8192; }
            http {
              access_log off;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/proxy;
              fastcgi_temp_path %2$s/fastcgi;
              uwsgi_temp_path %2$s/uwsgi;
              scgi_temp_path %2$s/scgi;
              keepalive_requests 10000000;
              upstream fake { server 127.0.0.1:%3$d; keepalive 2048; keepalive_requests 10000000; }
              server {
                listen 127.0.0.1:%4$d backlog=8192;
                location / {
                  proxy_pass http://fake;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """.formatted(user, folder, upstreamPort, port);
    }

    private boolean listens() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false; // not yet
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    Proc proc() {
        return new Proc(process.toHandle());
    }

    @Override
    public void close() throws IOException {
        // SIGTERM lets the master take its worker along.
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
