package raconteur.platform.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestResponse;
import raconteur.platform.Code;
import raconteur.platform.Language;
import raconteur.platform.Refusal;

/** Renders a refusal in the form of the surface it happened on. */
public final class Problems {
    private Problems() {}

    /** Answers with the refusal from outside any resource. */
    public static void send(RoutingContext context, Refusal refusal) {
        var answer = render(context, refusal);
        var response = context.response();
        if (response.headWritten() || response.ended()) {
            return;
        }
        answer.getHeaders().forEach((name, values) -> response.putHeader(name, String.valueOf(values.getFirst())));
        response.setStatusCode(answer.getStatus()).end(String.valueOf(answer.getEntity()));
    }

    static Response render(RoutingContext context, Refusal refusal) {
        EdgeLog.refused(context, refusal);
        var path = String.valueOf(context.request().path());
        Language chosen = context.get(Callers.LANGUAGE);
        var language = chosen == null ? Language.of(context.request().getHeader("Accept-Language")) : chosen;
        var body = isSeedStyle(path)
                ? seed(context, refusal, language)
                : path.startsWith("/v1/") ? openai(refusal, language) : problem(context, refusal, language);
        var type = isSeedStyle(path) || path.startsWith("/v1/") ? "application/json" : "application/problem+json";
        var response = Response.status(refusal.code().status())
                .type(type)
                .entity(isGame(path) ? WeakJson.write(body) : body.encode());
        var wait = refusal.retryAfter();
        if (wait != null) {
            response.header("Retry-After", seconds(wait));
        }
        var limit = refusal.limit();
        if (limit != null) {
            var name = '"' + limit.name() + '"';
            response.header("RateLimit-Policy", name + ";q=" + limit.quota() + ";w=" + seconds(limit.window()));
            response.header("RateLimit", name + ";r=0;t=" + (wait == null ? seconds(limit.window()) : seconds(wait)));
        }
        if (refusal.code() == Code.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    /** Whole seconds, rather too many than too few. */
    private static long seconds(Duration span) {
        return Math.max(1, (span.toMillis() + 999) / 1000);
    }

    static RestResponse<String> rest(RoutingContext context, Refusal refusal) {
        var response = render(context, refusal);
        return RestResponse.ResponseBuilder.<String>create(response.getStatus())
                .entity(String.valueOf(response.getEntity()))
                .replaceAll(response.getHeaders())
                .build();
    }

    private static boolean isSeedStyle(String path) {
        return path.equals("/health") || path.equals("/invoke") || path.equals("/api/invoke") || isGame(path);
    }

    /** Whether games call there, whose readers are weak. */
    static boolean isGame(String path) {
        return path.equals("/interact") || path.startsWith("/game/");
    }

    private static JsonObject problem(RoutingContext context, Refusal refusal, Language language) {
        var code = refusal.code();
        var detail = refusal.detail().in(language);
        var body = new JsonObject()
                .put("type", "/problems/" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", code.sentence().in(language))
                .put("status", code.status())
                .put("detail", detail)
                .put("instance", Redaction.line(String.valueOf(context.request().path())))
                .put("code", code.name())
                .put("message", detail)
                .put("trace_id", Trace.of(context));
        var wait = refusal.retryAfter();
        if (wait != null) {
            body.put("retry_after_ms", wait.toMillis());
        }
        body.mergeIn(details(refusal, language));
        return body;
    }

    private static JsonObject seed(RoutingContext context, Refusal refusal, Language language) {
        var data = details(refusal, language).put("code", refusal.code().name());
        var isBare =
                data.size() == 1 && !isGame(String.valueOf(context.request().path()));
        return new JsonObject()
                .put("code", refusal.code().status())
                .put("message", refusal.detail().in(language))
                .put("data", isBare ? null : data)
                .put("trace_id", Trace.of(context));
    }

    /** What a refusal says beyond its sentence. */
    private static JsonObject details(Refusal refusal, Language language) {
        var details = new JsonObject();
        refusal.more().forEach(details::put);
        if (!refusal.fields().isEmpty()) {
            var errors = new JsonArray();
            refusal.fields()
                    .forEach(field -> errors.add(new JsonObject()
                            .put("field", field.field())
                            .put("message", field.message().in(language))));
            details.put("errors", errors);
        }
        return details;
    }

    private static JsonObject openai(Refusal refusal, Language language) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("message", refusal.detail().in(language))
                                .put("type", refusal.code().status() < 500 ? "invalid_request_error" : "server_error")
                                .putNull("param")
                                .put("code", refusal.code().name().toLowerCase(Locale.ROOT)));
    }
}
