package raconteur.platform.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/**
 * Refuses bodies that are compressed or not labelled as JSON, wherever a resource does not say itself what it takes.
 * Not done by {@link Consumes} everywhere, since that would tell strangers about the type before asking who they are;
 * and a form of another site cannot send this label.
 */
final class JsonOnly {
    @ServerRequestFilter
    public void check(ResourceInfo resource, HttpServerRequest request) {
        var coding = request.getHeader("Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE, new Text("Send the body uncompressed.", "请求体请勿压缩。"));
        }
        var type = request.getHeader("Content-Type");
        if (!isJson(type)
                && !resource.getResourceMethod().isAnnotationPresent(Consumes.class)
                && !resource.getResourceClass().isAnnotationPresent(Consumes.class)) {
            throw new Refusal(Code.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false; // a body that hides what it is; where there is none, the edge has named the type
        }
        var semicolon = type.indexOf(';');
        var name = (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        return name.equals("application/json") || (name.startsWith("application/") && name.endsWith("+json"));
    }
}
