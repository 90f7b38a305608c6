package raconteur.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Set;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Keeps pages of other sites from acting with a visitor's cookie, which browsers send along unasked. */
@Singleton
public final class Origins {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private final Hosts hosts;

    Origins(Hosts hosts) {
        this.hosts = hosts;
    }

    /** Whether a page of ours sent this request: it names our origin. */
    public boolean isOurPage(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        return origin != null && hosts.isOurs(origin, request);
    }

    /** Whether a page of another site sent this request. What is no browser names no origin. */
    public boolean isForeign(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        if (origin != null) {
            return !hosts.isOurs(origin, request);
        }
        var site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    /** Refuses a request that changes something, rests on a cookie and comes from another site's page. */
    public void checkCookieUse(HttpServerRequest request) {
        if (!SAFE.contains(request.method()) && isForeign(request)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    new Text("A page of another site may not do this in your name.", "其他网站的页面不能以您的名义执行此操作。"));
        }
    }
}
