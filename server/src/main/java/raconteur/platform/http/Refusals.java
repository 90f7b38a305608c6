package raconteur.platform.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import raconteur.platform.Code;
import raconteur.platform.Layer;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** Turns everything that can be thrown at the edge into one of the catalogue's refusals. */
@Singleton
final class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final Logger BUSINESS = Layer.BUSINESS.log();
    private final Routes routes;

    Refusals(Routes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper
    RestResponse<String> refused(Refusal refusal, RoutingContext context) {
        BUSINESS.infof("Refused: %s", refusal.getMessage());
        return Problems.rest(context, refusal);
    }

    @ServerExceptionMapper
    RestResponse<String> invalid(ConstraintViolationException violations, RoutingContext context) {
        var fields = Violations.fields(violations.getConstraintViolations());
        return Problems.rest(context, Refusal.invalid(fields));
    }

    /** The framework has a mapper of its own for this very class, which answers without a word. */
    @ServerExceptionMapper
    RestResponse<String> mistyped(MismatchedInputException failure, RoutingContext context) {
        return Problems.rest(context, Json.refusal(failure));
    }

    @ServerExceptionMapper
    RestResponse<String> unmapped(JsonMappingException failure, RoutingContext context) {
        return Problems.rest(context, Json.refusal(failure));
    }

    @ServerExceptionMapper
    RestResponse<String> malformed(JacksonException failure, RoutingContext context) {
        return Problems.rest(context, Json.refusal(failure));
    }

    @ServerExceptionMapper
    RestResponse<String> unauthenticated(UnauthorizedException failure, RoutingContext context) {
        return Problems.rest(context, new Refusal(Code.UNAUTHENTICATED));
    }

    @ServerExceptionMapper
    RestResponse<String> forbidden(ForbiddenException failure, RoutingContext context) {
        return Problems.rest(context, new Refusal(Code.FORBIDDEN));
    }

    @ServerExceptionMapper
    RestResponse<String> framework(WebApplicationException failure, RoutingContext context) {
        if (failure.getCause() instanceof JacksonException json) {
            return Problems.rest(context, Json.refusal(json));
        }
        if (failure.getCause() instanceof NumberFormatException wrong) {
            return Problems.rest(context, notANumber(wrong, context));
        }
        var allowed = routes.allowed(String.valueOf(context.request().path()));
        var answered = failure.getResponse().getStatus();
        // an address that two resources share is unknown to the framework by any method but those of the longer one
        var status = answered == 404
                        && !allowed.isEmpty()
                        && !allowed.contains(context.request().method().name())
                ? Code.METHOD_NOT_ALLOWED.status()
                : answered;
        var refusal = Problems.rest(context, status == 406 ? notInThatForm() : new Refusal(codeOf(status)));
        if (status == Code.METHOD_NOT_ALLOWED.status()) {
            refusal.getHeaders().putSingle("Allow", allowed);
        }
        return refusal;
    }

    @ServerExceptionMapper
    RestResponse<String> fault(Throwable failure, RoutingContext context) {
        if (hasGone(failure)) {
            LOG.debugf("Whoever asked has gone: %s", failure);
            return Problems.rest(context, new Refusal(Code.MALFORMED)); // which nobody reads
        }
        LOG.error("An unexpected fault", failure);
        return Problems.rest(context, new Refusal(Code.INTERNAL));
    }

    /** Whether the connection, or the stream of one, ended before the request did. */
    private static boolean hasGone(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof HttpClosedException || cause instanceof StreamResetException;
    }

    /** The framework says which value, not whose it is, and would call the address unknown. */
    private static Refusal notANumber(NumberFormatException wrong, RoutingContext context) {
        var said = String.valueOf(wrong.getMessage());
        var name = context.queryParams().entries().stream()
                .filter(parameter -> said.contains('"' + parameter.getValue() + '"'))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse("query");
        return Refusal.invalid(name, "this is not a number that fits", "这不是有效的数字");
    }

    private static Refusal notInThatForm() {
        return new Refusal(
                Code.UNSUPPORTED_MEDIA_TYPE,
                new Text("This address does not answer in a form you accept.", "此地址无法以您接受的格式回应。"));
    }

    private static Code codeOf(int status) {
        return switch (status) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.FORBIDDEN;
            case 404 -> Code.NOT_FOUND;
            case 405 -> Code.METHOD_NOT_ALLOWED;
            case 413 -> Code.BODY_TOO_LARGE;
            case 415 -> Code.UNSUPPORTED_MEDIA_TYPE;
            default -> status < 500 ? Code.MALFORMED : Code.INTERNAL;
        };
    }
}
