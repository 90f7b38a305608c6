package raconteur.web.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import raconteur.platform.http.Routes;
import raconteur.web.Asset;
import raconteur.web.Assets;

/** Answers with the app's files before anything else looks, and with its first page when nothing else answered. */
@Singleton
final class Pages {
    private static final int AFTER_THE_EDGE = 9_000;
    /** Where nothing is ever a page of the app, so that what is not there is a 404. */
    private static final List<String> OTHERS = List.of("/api/", "/v1/", "/assets/", "/openapi", "/problems/", "/ws");

    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?(?:,|\\s|$))");

    private final Assets assets;
    private final Routes routes;

    Pages(Assets assets, Routes routes) {
        this.assets = assets;
        this.routes = routes;
    }

    void register(@Observes Filters filters) {
        filters.register(this::file, AFTER_THE_EDGE);
    }

    private void file(RoutingContext context) {
        var path = pathOf(context);
        var asset = isReading(context) ? assets.find(fileOf(path)) : Optional.<Asset>empty();
        if (asset.isEmpty() && isAddressOfTheApp(context, path)) {
            asset = assets.find("/index.html");
        }
        if (asset.isEmpty()) {
            context.next();
        } else {
            send(context, asset.get());
        }
    }

    /** A person who opens or reloads an address of the app gets the app; a program that mistypes one gets a 404. */
    private boolean isAddressOfTheApp(RoutingContext context, String path) {
        var accept = context.request().getHeader("Accept");
        return isReading(context)
                && accept != null
                && accept.contains("text/html")
                && OTHERS.stream().noneMatch(path::startsWith)
                && !routes.shows(path);
    }

    private static boolean isReading(RoutingContext context) {
        var method = context.request().method();
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static String pathOf(RoutingContext context) {
        var path = context.request().path();
        return path == null ? "" : path;
    }

    private static String fileOf(String path) {
        return switch (path) {
            case "/" -> "/index.html";
            case "/docs", "/docs/" -> "/docs/index.html";
            default -> path;
        };
    }

    private static void send(RoutingContext context, Asset asset) {
        var request = context.request();
        var response = context.response();
        var zipped = asset.zipped();
        var takesZipped = zipped != null && takesGzip(request.getHeader("Accept-Encoding"));
        var tag = "\"" + asset.tag() + (takesZipped ? "-gzip" : "") + "\"";
        response.putHeader("ETag", tag)
                .putHeader("Cache-Control", asset.isLasting() ? "public, max-age=31536000, immutable" : "no-cache");
        if (zipped != null) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        var bytes = takesZipped && zipped != null ? zipped : asset.plain();
        response.putHeader("Content-Type", asset.type()).putHeader("Content-Length", String.valueOf(bytes.length));
        if (takesZipped) {
            response.putHeader("Content-Encoding", "gzip");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(bytes));
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && GZIP.matcher(accepted).find();
    }

    private static boolean isKnown(@Nullable String tags, String tag) {
        return tags != null && (tags.contains(tag) || tags.strip().equals("*"));
    }
}
