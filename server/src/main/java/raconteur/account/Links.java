package raconteur.account;

import jakarta.inject.Singleton;
import raconteur.platform.Setting;
import raconteur.platform.Settings;

/**
 * Writes the links that letters and operators hand out. Never from what a request says of the host it reached: such a
 * letter could send its reader anywhere. What a link carries stands after its {@code #}, which browsers send to nobody.
 */
@Singleton
final class Links {
    private final String base;

    Links(Settings settings) {
        var address = settings.text(Setting.PUBLIC_URL);
        this.base = address.isEmpty() ? here(settings) : address.replaceAll("/+$", "");
    }

    String verification(String key) {
        return base + "/verify-email#key=" + key;
    }

    String reset(String key) {
        return base + "/reset-password#key=" + key;
    }

    String forgotten() {
        return base + "/forgot";
    }

    String invitation(String invite) {
        return base + "/register#invite=" + invite;
    }

    /** The server as a reader of mail knows it. */
    String base() {
        return base;
    }

    private static String here(Settings settings) {
        var host = settings.text(Setting.HOST);
        var name = switch (host) {
            case "0.0.0.0", "::", "[::]", "127.0.0.1", "::1" -> "localhost";
            default -> host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        };
        return "http://" + name + ":" + settings.text(Setting.PORT);
    }
}
