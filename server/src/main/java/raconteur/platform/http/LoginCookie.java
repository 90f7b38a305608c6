package raconteur.platform.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The cookie that carries a browser's login. */
@Singleton
public final class LoginCookie {
    private final String name;

    LoginCookie(Hosts hosts) {
        // browsers keep this beginning of a name for cookies that only the host itself can have set, over https
        this.name = hosts.secure() ? "__Host-raconteur" : "raconteur";
    }

    public String name() {
        return name;
    }

    /** The token in it. */
    public Optional<String> token(HttpServerRequest request) {
        var cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }
}
