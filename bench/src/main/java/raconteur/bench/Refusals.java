package raconteur.bench;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Anthropic and Ollama say no: the bodies, statuses and headers of U08 to U11, and what they insist on. */
final class Refusals {
    private static final String JSON = "application/json";

    private Refusals() {}

    /** The JSON of an error of Anthropic's. */
    static String anthropic(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":%s},\"request_id\":\"req_01\"}"
                .formatted(type, Wire.quote(message));
    }

    /** The JSON of an error of Ollama's. */
    static String ollama(String message) {
        return "{\"error\":" + Wire.quote(message) + "}";
    }

    private static Script refuse(Vendor vendor, int status, String message, Map<String, String> headers) {
        return switch (vendor) {
            case OPENAI -> Errors.refuse(status, message, "invalid_request_error", "bad_json");
            case ANTHROPIC -> Script.answer(status, JSON, headers, anthropic(type(status), message));
            case OLLAMA -> Script.answer(status, JSON, headers, ollama(message));
        };
    }

    private static String type(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }

    /** Who has not the key that is required; the message repeats what was sent, so that a leak shows. */
    static Script stranger(Call call, String key) {
        return call.header("anthropic-version").isPresent()
                ? refuse(Vendor.ANTHROPIC, 401, "invalid x-api-key " + key, Map.of())
                : Errors.config("401", key);
    }

    /** What a vendor finds wrong with a request before anything else; null when it is well. */
    static @Nullable Script malformed(Vendor vendor, Call call) {
        var body = call.body();
        String wrong = null;
        if (!body.isObject() || !body.path("messages").isArray()) {
            wrong = "We could not parse the JSON body of your request.";
        } else if (vendor == Vendor.ANTHROPIC) {
            wrong = strictly(call);
        }
        return wrong == null ? null : refuse(vendor, 400, wrong, Map.of());
    }

    private static @Nullable String strictly(Call call) {
        var body = call.body();
        if (!call.header("anthropic-version").orElse("").equals("2023-06-01")) {
            return "anthropic-version: header is required";
        }
        if (!body.path("max_tokens").isIntegralNumber()) {
            return "max_tokens: Field required";
        }
        if (body.path("temperature").asDouble(0) > 1) {
            return "temperature: range: 0..1";
        }
        String before = "assistant";
        for (var message : body.path("messages")) {
            String role = message.path("role").asText();
            if (!role.equals("user") && !role.equals("assistant")) {
                return "messages: Unexpected role \"" + role + "\".";
            }
            if (role.equals(before)) {
                return "messages: roles must alternate between \"user\" and \"assistant\"";
            }
            var content = message.path("content");
            if (content.isTextual() ? content.asText().isBlank() : content.isEmpty()) {
                return "messages: text content blocks must contain non-whitespace text";
            }
            before = role;
        }
        return null;
    }

    /** The answer of a fault from U08 to U11. */
    static Script of(Fault fault, Ask ask, String key, Map<String, String> waits) {
        return ask.vendor() == Vendor.ANTHROPIC ? anthropic(fault, ask, key, waits) : ollama(fault, ask, key, waits);
    }

    private static Script anthropic(Fault fault, Ask ask, String key, Map<String, String> waits) {
        String form = fault.variant();
        return switch (fault.number()) {
            case 8 ->
                form.equals("quota")
                        ? refuse(
                                Vendor.ANTHROPIC,
                                400,
                                "Your credit balance is too low to access the Anthropic API.",
                                Map.of())
                        : refuse(Vendor.ANTHROPIC, 429, "This request would exceed your rate limit.", waits);
            case 9 -> {
                int status = form.isEmpty() ? 401 : Integer.parseInt(form);
                yield refuse(
                        Vendor.ANTHROPIC,
                        status,
                        status == 404 ? "model: " + ask.model() : "invalid x-api-key " + key,
                        Map.of());
            }
            case 10 -> broken(Vendor.ANTHROPIC, form, form.equals("529") ? "Overloaded" : "Internal server error");
            default -> refuse(Vendor.ANTHROPIC, 400, "prompt is too long: 210000 tokens > 200000 maximum", Map.of());
        };
    }

    private static Script ollama(Fault fault, Ask ask, String key, Map<String, String> waits) {
        String form = fault.variant();
        return switch (fault.number()) {
            case 8 -> refuse(Vendor.OLLAMA, 429, "too many concurrent requests", waits);
            case 9 -> {
                int status = form.isEmpty() ? 401 : Integer.parseInt(form);
                yield refuse(
                        Vendor.OLLAMA,
                        status,
                        status == 404 ? "model '" + ask.model() + "' not found" : "unauthorized " + key,
                        Map.of());
            }
            case 10 ->
                broken(
                        Vendor.OLLAMA,
                        form,
                        form.equals("503")
                                ? "server busy, please try again.  maximum pending requests exceeded"
                                : "llama runner process has terminated: exit status 2");
            default ->
                refuse(Vendor.OLLAMA, 400, "prompt too long; exceeded max context length by 12 tokens", Map.of());
        };
    }

    private static Script broken(Vendor vendor, String form, String message) {
        return form.equals("html")
                ? Errors.broken(form)
                : refuse(vendor, form.isEmpty() ? 500 : Integer.parseInt(form), message, Map.of());
    }
}
