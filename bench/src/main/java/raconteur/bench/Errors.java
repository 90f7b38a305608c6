package raconteur.bench;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** How providers say no: the bodies, statuses and headers of U08 to U11, and the envelopes of U18. */
final class Errors {
    private static final String JSON = "application/json";

    private final InstantSource clock;

    Errors(InstantSource clock) {
        this.clock = clock;
    }

    static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 402 -> "Payment Required";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status " + status;
        };
    }

    /** The body of an error in OpenAI's words. */
    static String openai(String message, String type, String code) {
        return "{\"error\":{\"message\":%s,\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
                .formatted(Wire.quote(message), type, code);
    }

    static Script refuse(int status, String message, String type, String code) {
        return Script.answer(status, JSON, Map.of(), openai(message, type, code));
    }

    /** U08: too many requests, with each form of the wait. */
    Script tooMany(String form) {
        String limited = openai("Rate limit reached for requests", "rate_limit_error", "rate_limit_exceeded");
        if (form.isEmpty()) {
            return Script.answer(429, JSON, Map.of(), limited);
        }
        if (form.equals("date")) {
            var until = clock.instant().plusSeconds(2).atOffset(ZoneOffset.UTC);
            return Script.answer(
                    429, JSON, Map.of("retry-after", DateTimeFormatter.RFC_1123_DATE_TIME.format(until)), limited);
        }
        if (form.equals("quota")) {
            return Script.answer(
                    429,
                    JSON,
                    Map.of("x-should-retry", "false"),
                    openai("You exceeded your current quota", "insufficient_quota", "insufficient_quota"));
        }
        if (form.equals("arrears")) {
            return Script.answer(429, JSON, Map.of(), "{\"error\":{\"code\":\"1113\",\"message\":\"账户已欠费\"}}");
        }
        return form.startsWith("ms")
                ? Script.answer(429, JSON, Map.of("retry-after-ms", form.substring(2)), limited)
                : Script.answer(429, JSON, Map.of("retry-after", form), limited);
    }

    /** U09: a wrong key or address; the message repeats the key, as some providers do, so that a leak shows. */
    static Script config(String form, String key) {
        return switch (form) {
            case "403" ->
                refuse(
                        403,
                        "Country not supported for key " + key,
                        "permission_error",
                        "unsupported_country_region_territory");
            case "404" ->
                refuse(
                        404,
                        "The model does not exist or you have no access to it",
                        "invalid_request_error",
                        "model_not_found");
            case "402" -> refuse(402, "Insufficient Balance", "unknown_error", "invalid_request_error");
            case "", "401" ->
                refuse(401, "Incorrect API key provided: " + key, "authentication_error", "invalid_api_key");
            default -> throw new IllegalArgumentException("U09 has the forms 401, 402, 403, 404, not " + form);
        };
    }

    /** U10: the provider itself is broken; {@code html} is the page of a proxy in front of it. */
    static Script broken(String form) {
        if (form.equals("html")) {
            return Script.answer(
                    502, "text/html", Map.of(), "<html><head><title>502 Bad Gateway</title></head></html>\r\n");
        }
        int status = form.isEmpty() ? 500 : Integer.parseInt(form);
        return refuse(status, "The server had an error", "server_error", status == 529 ? "overloaded" : "server_error");
    }

    /** U11: the prompt does not fit, in the words of several providers. */
    static Script tooLong(String form) {
        return switch (form) {
            case "" ->
                refuse(
                        400,
                        "This model's maximum context length is 4096 tokens.",
                        "invalid_request_error",
                        "context_length_exceeded");
            case "qianfan" ->
                Script.answer(
                        400,
                        JSON,
                        Map.of(),
                        "{\"error\":{\"code\":\"tokens_too_long\",\"message\":\"the max input tokens is 4096\","
                                + "\"type\":\"invalid_request_error\"},\"id\":\"as-1\"}");
            case "zhipu" ->
                Script.answer(400, JSON, Map.of(), "{\"error\":{\"code\":\"1261\",\"message\":\"Prompt 超长\"}}");
            default -> throw new IllegalArgumentException("U11 has the forms qianfan and zhipu, not " + form);
        };
    }

    /** The JSON of an error told inside an answer that began with 200: the envelopes that are met in the wild. */
    static String envelope(String form) {
        return switch (form) {
            case "", "error" -> openai("The server had an error", "server_error", "server_error");
            case "text" -> "{\"error\":\"model runner has stopped\"}";
            case "error_code" -> "{\"error_code\":336501,\"error_msg\":\"Rate limit reached\"}";
            case "data" -> "{\"code\":20012,\"message\":\"Model does not exist\",\"data\":null}";
            case "msg" -> "{\"code\":50505,\"msg\":\"Model service overloaded\"}";
            case "base_resp" -> "{\"base_resp\":{\"status_code\":1002,\"status_msg\":\"rate limit\"}}";
            case "overloaded" -> openai("Engine overloaded", "engine_overloaded_error", "engine_overloaded");
            default ->
                throw new IllegalArgumentException(
                        "U18 has the forms error, text, error_code, data, msg, base_resp, overloaded, not " + form);
        };
    }
}
