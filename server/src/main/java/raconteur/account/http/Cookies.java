package raconteur.account.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import raconteur.platform.Setting;
import raconteur.platform.Settings;
import raconteur.platform.http.Hosts;
import raconteur.platform.http.LoginCookie;

/** The two cookies of a browser's login, which its scripts cannot read. */
@Singleton
final class Cookies {
    private static final String REFRESH = "raconteur_refresh";
    private static final String REFRESH_PATH = "/api/token";

    private final LoginCookie login;
    private final boolean secure;
    private final Duration tokenLife;
    private final Duration refreshLife;

    Cookies(LoginCookie login, Hosts hosts, Settings settings) {
        this.login = login;
        this.secure = hosts.secure();
        this.tokenLife = settings.duration(Setting.SESSION_TOKEN_LIFE);
        this.refreshLife = settings.duration(Setting.SESSION_REFRESH_LIFE);
    }

    Optional<String> token(HttpServerRequest request) {
        return login.token(request);
    }

    Optional<String> refreshToken(HttpServerRequest request) {
        return value(request, REFRESH);
    }

    /** The headers that make a browser keep these. */
    List<String> keep(String token, String refreshToken) {
        return List.of(
                cookie(login.name(), token, "/", tokenLife.toSeconds()),
                cookie(REFRESH, refreshToken, REFRESH_PATH, refreshLife.toSeconds()));
    }

    /** The headers that make a browser forget both. */
    List<String> forget() {
        return List.of(cookie(login.name(), "", "/", 0), cookie(REFRESH, "", REFRESH_PATH, 0));
    }

    private String cookie(String name, String value, String path, long seconds) {
        return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(name, value, path, seconds, secure ? "; Secure" : "");
    }

    private static Optional<String> value(HttpServerRequest request, String name) {
        var cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }
}
