package raconteur;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import java.util.List;
import org.jboss.logging.Logger;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.Version;

/** The server while it runs: says where it can be reached, and waits to be stopped. */
final class Serving implements QuarkusApplication {
    private static final Logger LOG = Logger.getLogger("raconteur");
    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost", "::1", "0.0.0.0", "::");

    private final Settings settings;
    private final HttpServer http;

    Serving(Settings settings, HttpServer http) {
        this.settings = settings;
        this.http = http;
    }

    @Override
    public int run(String... args) {
        for (var setting : settings.waiting()) {
            LOG.infof("%s is set; it will count once %s is built.", setting.variable(), setting.waitsFor());
        }
        LOG.infof("Raconteur %s is ready at %s", Version.current(), address());
        Quarkus.waitForExit();
        return 0;
    }

    private String address() {
        var host = settings.text(Setting.HOST);
        var name = LOCAL.contains(host) ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + http.getPort();
    }
}
